import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// Faults of expressions point at what is wrong in them, however YAML writes the text.
@Suite struct ExpressionPlaceTests {
    private func place(_ source: String) -> Int? {
        do throws(ExpressionFault) {
            _ = try ExpressionParser.parse(source, scope: ExpressionScope())
            return nil
        } catch {
            return error.place
        }
    }

    /// Each source marks its fault by ‸, which stands before it.
    @Test(arguments: [
        "overall.funds.‸exceuted", "‸offcie.name", "year | ‸next", "year | ‸chinese", "year | ‸fixed", "1 + ‸",
        "1 ‸year",
        "(year‸", "year ‸= 2023", "‸“甲”", "1 + ‸smu(1)", "abs(‸overall.income.amount)", "year + 1 ‸- office.name",
        "office ‸< 2", "1 ‸* office.name", "overall.income[‸nmae == 'a'].amount", "office‸[name == 'a']",
        "any(overall.income, ‸nonsense)", "filing.date < ‸'明天'", "year ? 1‸", "'甲' + ‸", "‸round(1)", "‸'",
        "year + ‸'甲",
        "min(1, ‸office.name)", "overall.‸fund.executed + overall.fund.initial",
    ])
    func pointsAtTheFault(_ marked: String) {
        let source = marked.replacing("‸", with: "")
        let expected = marked.utf8.count - marked.drop { $0 != "‸" }.utf8.count
        #expect(place(source) == expected, "\(marked)")
    }

    private struct Written: CustomTestStringConvertible {
        let yaml: String
        let line: Int
        let column: Int
        var testDescription: String { yaml }

        init(_ yaml: String, _ line: Int, _ column: Int) {
            (self.yaml, self.line, self.column) = (yaml, line, column)
        }
    }

    private static let written = [
        Written("a: 甲{yaer}乙", 1, 6), Written("a: \"甲{yaer}乙\"", 1, 7), Written("a: '甲{yaer}乙'", 1, 7),
        Written("a: \"\\u7532\\t\\\"{yaer}\"", 1, 16), Written("a: 'it''s {yaer}'", 1, 12),
        Written("a: |\n  甲\n  乙{yaer}", 3, 5),
        Written("a: >\n  甲\n  乙{yaer}", 3, 5), Written("a: >-\n  甲 {year}\n\n  乙\n  {yaer}", 5, 4),
        Written("a: 甲\n  乙 {yaer}", 2, 6), Written("a: \"甲\n  乙 {yaer}\"", 2, 6),
        Written("a: \"甲\\\n  乙{yaer}\"", 2, 5),
        Written("a: '甲\n\n  乙{yaer}'", 3, 5), Written("a: \"{year}{year | nxet}{yaer\"", 1, 19),
        Written("{\"a\": \"\\ud83d\\ude00{yaer}\"}", 1, 21), Written("a: |2\n    甲{yaer}", 2, 7),
        Written("a: {b: '{yaer}'}", 1, 10),
    ]

    @Test(arguments: written) private func pointsIntoTheSource(_ written: Written) throws {
        let file = SourceFile(name: "a.yaml", text: written.yaml)
        let (root, _) = try NodeComposer.compose(file)
        let node = try #require(root["a"]?["b"] ?? root["a"])
        var reader = NodeReader()
        _ = TextTemplate(try #require(node.scalar?.text), scope: ExpressionScope()) { reader.fault($0, in: node) }
        let start = try #require(reader.findings.first?.span?.start)
        #expect(start == SourcePosition(line: written.line, column: written.column))
    }

    /// Each placeholder of a submission's text is told at its own place.
    @Test(arguments: [
        ("|\n    首段{yaer}甲{yaer}\n    乙{year}{office.nam}丙{yaer | x}\n", ["8:8", "8:15", "9:20", "9:26"]),
        ("'首段{yaer}甲{office.nam}'\n", ["7:13", "7:27"]),
        ("|\n    # 一、{yaer}\n    | 甲 | {office.nam} |\n", ["8:10", "9:19"]), ("|\n    甲{year\n", ["8:6"]),
        ("|\n    甲{narrative.title}{narrative.body}\n", ["8:24"]),
    ])
    func pointsAtEachPlaceholder(_ body: String, _ places: [String]) throws {
        let findings = try audited(head + "narrative:\n  title: 报告\n  body: " + body).findings
        let found = findings.filter { $0.severity == .error }.compactMap {
            $0.span.map { "\($0.start.line):\($0.start.column)" }
        }
        #expect(found == places)
    }
}
