import TestSupport
import Testing

@testable import Layout

/// Unicode's own test of UAX #14, from Debian's package unicode-data.
@Suite struct LineBreakConformanceTests {
    private static let path = "/usr/share/unicode/auxiliary/LineBreakTest.txt"

    @Test func agreesWithUnicodeWhereNotTailored() throws {
        let lines = Fixtures.text(Self.path).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count > 7000, "install unicode-data")
        let failures = lines.filter { !Self.agrees($0) }
        #expect(failures.isEmpty, "\(failures.count) differ, first: \(failures.prefix(5))")
    }

    /// A line is `× 0023 ÷ 2014 ÷ # comment`: × no break, ÷ break, between code points.
    private static func agrees(_ line: Substring) -> Bool {
        let fields = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
        let scalars = fields.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
        let expected = fields.filter { $0 == "×" || $0 == "÷" }.dropLast().map { $0 == "÷" }
        let actual = LineBreakRules.opportunities(in: scalars, tailoredForChinese: false).map { $0 != .prohibited }
        return actual == Array(expected)
    }
}
