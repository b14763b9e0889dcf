extension String {
    /// The text as a message quotes it: what may be a person's name or number is not shown.
    var quoted: String {
        let text = PlainText(self).trimmed
        guard text.count > 4 else { return String(repeating: "＊", count: text.count) }
        return text.prefix(40).reduce(into: "") {
            $0.append($1.isNumber && text.filter(\.isNumber).count > 6 ? "＊" : $1)
        }
    }
}
