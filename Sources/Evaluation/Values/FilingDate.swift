import Diagnostics
import SourceTree

/// A date of the Gregorian calendar.
package struct FilingDate: Hashable, Sendable {
    /// The year, 1900 to 2200.
    package let year: Int
    /// The month, 1 to 12.
    package let month: Int
    /// The day, 1 to 31.
    package let day: Int

    /// Creates a date; `nil` if the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2200).contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.days(of: month, in: year)).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Parses 2024-06-02, 2024.6.2, 2024/6/2 or 2024年6月2日; `nil` if it is none of them or no such day exists.
    package init?(_ source: String) {
        var text = source.halfWidth.filter { $0 != " " }
        if text.contains("年") {
            guard text.hasSuffix("日"), !text.contains(where: { "-./".contains($0) }) else { return nil }
            text.removeLast()
            text = String(text.map { $0 == "年" || $0 == "月" ? "-" : $0 })
        }
        let separators = Set(text.filter { "-./".contains($0) })
        let parts = text.split(omittingEmptySubsequences: false) { separators.contains($0) }
        guard parts.count == 3, separators.count == 1, parts[0].count == 4 else { return nil }
        guard parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else { return nil }
        guard parts.dropFirst().allSatisfy({ $0.count <= 2 }) else { return nil }
        guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// 2024.6.2
    package var dotted: String { "\(year).\(month).\(day)" }

    /// 2024年6月2日 (GB/T 9704-2012, 7.3.5.4: no leading zeros)
    package var chinese: String { "\(year)年\(month)月\(day)日" }

    /// 2024-06-02
    package var iso: String { "\(year)-\(Self.padded(month))-\(Self.padded(day))" }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension FilingDate: Comparable {
    package static func < (left: FilingDate, right: FilingDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension FilingDate {
    /// Decodes a date; one that does not exist is a fault.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> FilingDate? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        let text = scalar.text.trimmed
        if text.isEmpty { return nil }
        guard let date = FilingDate(text) else {
            if decoder.reportStray(in: text, at: node.span, .error) { return nil }
            decoder.report(
                .error, id: "bad-date",
                LocalizedText(
                    "应为日期，如 2024-06-02，这里是“\(text.prefix(40))”",
                    en: "expected a date such as 2024-06-02, found “\(text.prefix(40))”"),
                at: node.span,
                hints: [LocalizedText("也可写 2024.6.2 或 2024年6月2日；日期必须存在", en: "2024.6.2 works too; the day must exist")])
            return nil
        }
        return date
    }
}
