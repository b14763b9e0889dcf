import TestSupport
import Testing

@testable import Diagnostics

/// Findings in lines of any length: they are shown as in short ones, and cost no more.
@Suite struct LongLineTests {
    private func span(_ file: SourceFile, _ column: Int, line: Int = 1) -> SourceSpan {
        let place = SourcePosition(line: line, column: column)
        return SourceSpan(file: file, start: place, end: place)
    }

    @Test func lookingAtPlacesOfALongLineCostsTheSameForEach() {
        let text = String(repeating: "甲x𬱖", count: 400_000)
        let file = SourceFile(name: "a", text: text)
        let printer = DiagnosticPrinter(language: .zh)
        for index in 0..<1000 {
            let finding = Diagnostic(
                .error, id: "x", LocalizedText("", en: ""), at: span(file, 1_200_000 - index * 1000))
            #expect(printer.text(for: finding).contains("^"))
        }
        #expect(file.workOfPlaces < text.utf8.count * 3 + 1000 * 4096)
    }

    @Test(arguments: [1, 2, 40, 41, 42, 1023, 1024, 1025, 1026, 2049, 2999, 3000, 3001])
    func findsEveryColumn(_ column: Int) throws {
        let starts: [UInt32] = [0x4E00, 0x20000, 0x61]
        let scalars = (0..<3000).compactMap { (index: Int) in
            Unicode.Scalar(starts[index % 3] + (index % 3 == 2 ? 0 : UInt32(index)))
        }
        let line = String(String.UnicodeScalarView(scalars))
        let file = SourceFile(name: "a", text: "前\n" + line + "\r\n后")
        let found = try #require(file.surroundings(of: SourcePosition(line: 2, column: column), reach: 40))
        #expect(found.before.unicodeScalars.elementsEqual(scalars[..<(column - 1)].suffix(40)))
        #expect(found.behind.unicodeScalars.elementsEqual(scalars[(column - 1)...].prefix(40)))
        #expect(found.goesOnBefore == (column > 41))
        #expect(found.goesOnBehind == (column < 2961))
        #expect(file.rest(ofLineFrom: SourcePosition(line: 2, column: column))?.unicodeScalars.count == 3001 - column)
    }

    @Test(arguments: [(2, 3002), (2, 5000), (1, 3), (4, 1), (0, 1), (1, 0)])
    func knowsNoPlaceBeyondALine(_ line: Int, _ column: Int) {
        let file = SourceFile(name: "a", text: "前\n" + String(repeating: "a", count: 3000) + "\n后")
        #expect(file.surroundings(of: SourcePosition(line: line, column: column), reach: 40) == nil)
    }

    @Test(arguments: ["\n", "\r", "\r\n"]) func endsLinesWhereTextsDo(_ ending: String) {
        let file = SourceFile(name: "a", text: "甲\(ending)乙\u{B}丙\(ending)\(ending)丁\u{2028}\(ending)")
        #expect((0...7).map { file.line($0).map(String.init) } == [nil, "甲", "乙", "", "丁", "", nil, nil])
    }

    @Test func aPlaceIsLookedForInItsSpanOnly() {
        let file = SourceFile(name: "a", text: "a: 甲, b: {乙}")
        let first = SourceSpan(
            file: file, start: SourcePosition(line: 1, column: 4), end: SourcePosition(line: 1, column: 5))
        #expect(first.place(of: "{") == nil)
        let second = SourceSpan(
            file: file, start: SourcePosition(line: 1, column: 10), end: SourcePosition(line: 1, column: 13))
        #expect(second.place(of: "{")?.start == SourcePosition(line: 1, column: 10))
    }
}
