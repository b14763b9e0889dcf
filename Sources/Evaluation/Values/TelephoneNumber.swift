/// Telephone numbers as forms state them.
enum TelephoneNumber {
    /// Whether each number in `text` has as many digits as its kind: a mobile one eleven, one of the local network seven or
    /// eight behind an area code of its own, a service number five or ten. `nil` where the text is empty or says more.
    static func isWhole(_ text: String) -> Bool? {
        let numbers = text.halfWidth.split { "、/,;，；".contains($0) }
        guard !numbers.isEmpty else { return nil }
        var isWhole = true
        for number in numbers {
            guard let fits = isOne(number) else { return nil }
            let isSpaced = number.contains(where: \.isWhitespace)
            let areSeveral = isSpaced && number.split(whereSeparator: \.isWhitespace).allSatisfy { isOne($0) == true }
            if !fits, !areSeveral { isWhole = false }
        }
        return isWhole
    }

    /// Whether `text` is one number that is whole; `nil` where it is something else. An extension behind it is not looked at.
    private static func isOne(_ text: Substring) -> Bool? {
        let main = text.split(separator: "转", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let isInternational = main.contains("+")
        let digits = main.filter { !$0.isWhitespace && !"+-()—".contains($0) }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let national = isInternational && digits.hasPrefix("86") ? digits.dropFirst(2) : digits[...]
        switch national.first {
        case "0": return (10...12).contains(national.count)
        case "1" where national.count > 8: return national.count == 11
        case "1", "9": return [5, 7, 8].contains(national.count)
        case "4", "8": return [7, 8, 10].contains(national.count)
        default: return national.count == 7 || national.count == 8
        }
    }
}
