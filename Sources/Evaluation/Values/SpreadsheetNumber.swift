import Diagnostics

/// What a spreadsheet makes of a number of many digits, such as that of a telephone: `13800000002.0` or `1.38E+10`.
struct SpreadsheetNumber {
    /// The digits that were meant; `nil` where some of them are lost.
    let digits: String?
    /// Whether the number is written with a power of ten.
    let isPower: Bool

    /// Reads `text`; `nil` where it is written otherwise.
    init?(_ text: String) {
        guard let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
        let figure = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let places = figure.count == 2 ? figure[1] : ""
        guard figure.count == 1 || figure.count == 2 && !places.isEmpty else { return nil }
        guard figure.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return nil }
        isPower = parts.count == 2
        if isPower {
            let isSigned = parts[1].first == "+"
            guard isSigned || figure.count == 2, figure[0].count == 1 else { return nil }
            let digits = isSigned ? parts[1].dropFirst() : parts[1]
            guard digits.count <= 3, let power = Int(digits), power >= places.count else { return nil }
            self.digits = power == places.count ? String(figure[0] + places) : nil
        } else {
            guard parts.count == 1, figure.count == 2, places.allSatisfy({ $0 == "0" }) else { return nil }
            digits = String(figure[0])
        }
    }

    /// What is wrong, without the number: it may be a person's.
    var message: LocalizedText {
        isPower
            ? LocalizedText(
                "像是电子表格改写的号码：成了科学记数法", en: "looks like a spreadsheet's: a code written with a power of ten")
            : LocalizedText("像是电子表格改写的号码：末尾多了“.0”", en: "looks like a spreadsheet's: a code that ends in “.0”")
    }

    /// What to write instead.
    /// - Parameter isPersonal: whether the number is not to be shown.
    func hint(isPersonal: Bool) -> LocalizedText {
        guard let digits else {
            return LocalizedText(
                "后几位已经丢失：在电子表格里把这一列设为“文本”，重新填写",
                en: "digits are lost: format the column as text and type the code again")
        }
        guard isPersonal else { return LocalizedText("改为 \(digits)", en: "write \(digits)") }
        return isPower
            ? LocalizedText("把各位数字都写出来", en: "write all of the digits")
            : LocalizedText("去掉末尾的“.0”", en: "drop the “.0”")
    }
}

extension FieldDecoder {
    /// Warns where a spreadsheet has rewritten the digits of a text.
    mutating func warnOfSpreadsheet(_ text: String, at span: SourceSpan) {
        guard let number = SpreadsheetNumber(text) else { return }
        report(
            .warning, id: "spreadsheet-number", number.message, at: span, hints: [number.hint(isPersonal: isPersonal)])
    }
}
