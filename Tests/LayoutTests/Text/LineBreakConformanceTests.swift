import TestSupport
import Testing

@testable import Layout

/// Unicode's own test of UAX #14, of the version of Unicode that the table of classes is made from.
@Suite struct LineBreakConformanceTests {
    @Test func agreesWithUnicodeWhereNotTailored() throws {
        let path = Fixtures.project + "/Tests/LayoutTests/Unicode/LineBreakTest.txt"
        let lines = Fixtures.text(path).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count == 7654)
        let failures = lines.filter { !Self.agrees($0) }
        #expect(failures.isEmpty, "\(failures.count) differ, first: \(failures.prefix(5))")
    }

    /// A line is `× 0023 ÷ 2014 ÷`: × no break, ÷ break, between code points.
    private static func agrees(_ line: Substring) -> Bool {
        let fields = line.split(separator: " ")
        let scalars = fields.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
        let expected = fields.filter { $0 == "×" || $0 == "÷" }.dropLast().map { $0 == "÷" }
        let actual = LineBreakRules.opportunities(in: scalars, tailoredForChinese: false).map { $0 != .prohibited }
        return actual == Array(expected)
    }
}
