import Diagnostics

/// What cells are called in findings, and where they stand.
struct CellNames {
    let places: [FieldID: FieldPlace]
    let printed: [FieldID: PrintedCell]
    private let decoded: DecodedSubmission

    init(places: [FieldID: FieldPlace], printed: [FieldID: PrintedCell], of decoded: DecodedSubmission) {
        self.places = places
        self.printed = printed
        self.decoded = decoded
    }

    /// The file as a whole.
    var whole: SourceSpan { .whole(decoded.file) }

    /// Where the field `id` stands; `nil` where the file does not state it.
    /// - Parameter isList: whether the innermost list is meant in which it stands, if there is one.
    func place(_ id: FieldID, ofList isList: Bool) -> FieldPlace? {
        places[id].map { place in
            guard isList, let index = place.path.components.lastIndex(where: \.isIndex) else { return place }
            let list = place.path.prefix(index)
            return FieldPlace(path: list, titles: Array(place.titles.prefix(index)), span: decoded.span(of: list))
        }
    }

    /// The hint that the field `id` states the same.
    func hint(atTwin id: FieldID) -> LocalizedText? {
        places[id].map { place in
            let (line, title) = (place.span.start.line, place.titles.last ?? "")
            let name =
                name(id).map { LocalizedText($0, en: $0) }
                ?? LocalizedText("文件第 \(line) 行的“\(title)”", en: "“\(title)” on line \(line)")
            return LocalizedText("\(name.zh)与这里相同", en: "\(name.en) is the same")
        }
    }

    /// The cell as it is printed: 附件3 “总分”行 分值; `nil` where no form shows it.
    func name(_ id: FieldID) -> String? { printed[id]?.name(places[id]?.titles.last) }

    /// Whether `text` names the cell `id` or what is around it: as a field, or as it is printed.
    func isNamed(_ id: FieldID, by text: String) -> Bool {
        if let path = places[id]?.path.description {
            if path == text || path.hasPrefix(text + ".") || path.hasPrefix(text + "[") { return true }
        }
        return printed[id]?.isNamed(by: text, title: places[id]?.titles.last) ?? false
    }
}

extension FieldPath.Component {
    fileprivate var isIndex: Bool { if case .index = self { true } else { false } }
}
