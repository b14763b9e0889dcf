import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// What the audit does besides checking rules: waivers, placeholders, and keeping persons out of what is shown.
@Suite struct AuditTests {
    private static let body = """
        overall:
          funds: {initial: 1, executed: 827.51}
          \(indicators)
          total: {weight: 110, score: 120}

        """

    private func pack() -> RulePack {
        let scope = ExpressionScope()
        func rule(_ id: String, _ check: String, _ cell: String) -> Rule {
            let message = TextTemplate(id, scope: scope) { _ in }
            guard let relation = try? ExpressionParser.parse(check, scope: scope),
                let cell = try? ExpressionParser.reference(cell, scope: scope)
            else { preconditionFailure("a rule that parses") }
            let check = Rule.Check(relation: relation, cell: cell, message: MessageTemplate(zh: message, en: message))
            return Rule(
                id: id, place: .whole(SourceFile(name: "rules.yaml", text: "")), severity: .error,
                rounds: [Rule.Round(loops: [], checks: [check])], rounding: .exact, tolerance: 0, ways: [])
        }
        var pack = RulePack()
        pack.rules = [
            rule("weight", "overall.total.weight == 100", "overall.total.weight"),
            rule("score", "overall.total.score <= 100", "overall.total.score"),
        ]
        return pack
    }

    private func found(_ waivers: String) throws -> [String] {
        try audited(head + Self.body + waivers, rules: pack()).findings.map { finding in
            "\(finding.id)\(finding.waiver.map { "（\($0)）" } ?? "")"
        }
    }

    @Test func aWaiverLetsOneFindingStand() throws {
        #expect(
            try found("waivers: [{rule: weight, at: overall.total.weight, reason: 县里另有规定}]") == [
                "weight（县里另有规定）", "score",
            ])
        #expect(try found("waivers: [{rule: weight, at: overall.total, reason: 甲}]") == ["weight（甲）", "score"])
        #expect(
            try found("waivers: [{rule: weight, reason: 甲}, {rule: score, reason: 乙}]") == ["weight（甲）", "score（乙）"])
    }

    /// A field whose path only begins with the same letters is another one.
    @Test(arguments: [
        ("projects[1]", ["projects[1]", "projects[1].name", "projects[1].report.budget", "projects[1].names"]),
        ("projects[10]", ["projects[10].name"]), ("projects", fields), ("projects[1].name", ["projects[1].name"]),
        ("projects[1].nam", []), ("", fields),
    ])
    func aWaiverCoversItsFieldAndWhatIsInIt(_ place: String, _ covered: [String]) throws {
        let text = head + "waivers: [{rule: weight, at: '\(place)', reason: 甲}]\n"
        let decoded = try SubmissionSource(SourceFile(name: "a.yaml", text: text)).decode()
        let values = try #require(decoded.values)
        var waivers = WaiverAudit(values, decoded, pack())
        let places = try Dictionary(
            uniqueKeysWithValues: Self.fields.enumerated().map { number, field in
                let path = try #require(FieldPath(field))
                return (FieldID(rawValue: number), FieldPlace(path: path, titles: [], span: .whole(decoded.file)))
            })
        let names = CellNames(places: places, printed: [:], of: decoded)
        let waived = Self.fields.indices.filter {
            waivers.reason(of: "weight", at: [FieldID(rawValue: $0)], names) == "甲"
        }
        #expect(waived.map { Self.fields[$0] } == covered)
        #expect(waivers.unused(beside: [], checksRelated: false).isEmpty != covered.isEmpty)
    }

    private static let fields = [
        "projects[1]", "projects[1].name", "projects[1].report.budget", "projects[10].name", "projects[1].names",
    ]

    @Test func aWaivedErrorDoesNotKeepASubmissionFromPrint() throws {
        let text = head + Self.body + "waivers: [{rule: weight, reason: 甲}, {rule: score, reason: 乙}]"
        let audit = try audited(text, rules: pack())
        #expect(try ValidatedSubmission(audit).audit.findings.count == 2)
        #expect(throws: Rejection.self) { try ValidatedSubmission(try audited(head + Self.body, rules: pack())) }
    }

    @Test func saysWhichWaiversAreOfNoUse() throws {
        #expect(
            try found("waivers: [{rule: weight, at: overall.total.score, reason: 甲}]") == [
                "weight", "score", "unused-waiver",
            ])
        #expect(try found("waivers: [{rule: wieght, reason: 甲}]") == ["weight", "score", "unknown-rule"])
        #expect(try found("waivers: [{rule: bad-number, reason: 甲}]").last == "unknown-rule")
        #expect(try found("waivers: [{rule: weight}]") == ["weight", "score", "missing-key"])
    }

    @Test func placeholdersQuoteTheSubmission() throws {
        let text =
            head + Self.body + """
                narrative:
                  title: 报告
                  body: |
                    # {year}年情况
                    全年执行{overall.funds.executed}万元，{{不是占位符}}。
                    | 项目 | {office.shortName} |
                """
        let audit = try audited(text)
        #expect(audit.findings.isEmpty)
        let leaf = try #require(audit.leaves.first { $0.path == "narrative.body" })
        #expect(leaf.leaf.text == "2023年情况\n全年执行827.51万元，{不是占位符}。\n项目 县财政局")
    }

    @Test(arguments: [
        ("{overall.fund.executed}", "unknown-field", 15), ("{year", "bad-expression", 6),
        ("{projects}", "wrong-type", 7),
        ("{narrative.body}", "wrong-type", 7), ("{1 +}", "bad-expression", 10),
    ])
    func reportsPlaceholdersThatAreAtFault(_ placeholder: String, _ id: String, _ column: Int) throws {
        let text = head + "narrative:\n  title: 报告\n  body: |\n    首段\n    甲\(placeholder)乙\n"
        let finding = try #require(try audited(text).findings.first)
        #expect(finding.id == id)
        #expect(finding.severity == .error)
        #expect(finding.span?.start == SourcePosition(line: 9, column: column))
        #expect(finding.field == "narrative.body")
    }

    /// A unit that stands alone is told; one behind a number, a mark or a form that brings its own is not.
    @Test(arguments: [
        ("{overall.funds.adjusted}万元", ["9:7"]), ("{overall.funds.rate}%", ["9:7"]), ("{overall.funds.executed}万元", []),
        ("{overall.funds.adjusted | unit('万元')}", []), ("{overall.funds.adjusted}，元", []), ("{year}元", []),
        ("{percent(overall.funds.adjusted, 1)}%", ["9:7"]), ("{count(projects)}元", []),
        ("{overall.funds.adjusted ? overall.funds.adjusted + '元' : ''}元", []),
    ])
    func warnsOfAUnitThatStandsAlone(_ placeholder: String, _ places: [String]) throws {
        let text = head + Self.body + "narrative:\n  title: 报告\n  body: |\n    首段\n    甲\(placeholder)乙\n"
        let findings = try audited(text).findings.filter { $0.id == "bare-unit" }
        let line = text.split(separator: "\n").count
        #expect(findings.allSatisfy { $0.severity == .warning && $0.field == "narrative.body" })
        let found = findings.compactMap { $0.span.map { "\($0.start.line - line + 9):\($0.start.column)" } }
        #expect(found == places)
    }

    @Test func personsAreBlankedOutWhereAFindingQuotesTheirLine() throws {
        let text = """
            formSet: a
            year: 2023
            office: {name: 甲, shortName: 乙}
            filing: {preparer: 张三, phone: "13800000001", preparrer: 李四, date: 2024-13-01}
            roster: {people: [{name: 王五, mobile: "13900000001", dutty: 赵六}]}
            """
        let audit = try audited(text)
        let printer = DiagnosticPrinter(language: .zh)
        let shown = audit.withoutPersons(audit.findings).map(printer.text).joined()
        #expect(shown.contains("2024-13-01"))
        for person in ["张三", "李四", "王五", "赵六", "1380000", "1390000"] { #expect(!shown.contains(person), "\(person)") }
        let plain = audit.findings.map(printer.text).joined()
        #expect(plain.contains("张三"))
        #expect(shown.split(separator: "\n").count == plain.split(separator: "\n").count)
    }

    /// What is dropped, misplaced or of the wrong kind may name persons, too.
    @Test(arguments: [
        "filing: {preparer: 张三, preparer: 李四, phone: \"13800000001\"}",
        "filing: {date: 2024-13-01, preparer: 张三}\nfiling: 李四 13800000001",
        "filing: 张三 13800000001", "filing: [张三, \"13800000001\"]", "filing:\n  - preparer: 张三",
        "filing: {preparer: {name: 张三}, date: {by: 李四}}", "filling: {preparer: 张三, phone: \"13800000001\"}",
        "filing: {[张三]: 李四}", "roster: 张三", "roster: {people: 张三}", "roster: {people: [张三, {name: 李四, name: 王五}]}",
        "roster: {people: {name: 张三}, peple: [{name: 李四}]}", "overall: {filing: 张三, filing: {preparer: 李四}}",
        "projects: [张三, {filing: 李四, report: {filing: 王五}}]", "overall: 张三", "overal: {filing: {preparer: 张三}}",
        "{\"filing\": {\"preparer\": \"张三\", \"preparer\": \"李四\"}, \"roster\": \"王五\"}",
        "- preparer: 张三\n- filing: 李四",
    ])
    func personsAreBlankedOutWhereTheStructureIsFaulty(_ text: String) throws {
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text + "\n"))
        let decoded = source.decode()
        let printer = DiagnosticPrinter(language: .zh)
        let shown = decoded.withoutPersons(decoded.findings).map(printer.text).joined()
        #expect(shown.contains("＊"))
        for person in ["张三", "李四", "王五", "1380000"] { #expect(!shown.contains(person), "\(shown)") }
    }

    @Test func whatIsOfNoPersonIsShown() throws {
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: "year: 二〇\nyear: 2024\noffice: 财政局\n"))
        let decoded = source.decode()
        let shown = decoded.withoutPersons(decoded.findings).map(DiagnosticPrinter(language: .zh).text).joined()
        #expect(["二〇", "year: 2024", "财政局"].allSatisfy(shown.contains))
    }

    @Test(arguments: [
        "{\"filing\": {\"preparer\": \"张三\", \"phone\": \"13800000001\",,}}", "filing: {preparer: \"张三, 李四\", x: [}",
        "filing:\n  preparer: >\n    张三\n\t李四", "filing: 张三\n\t李四", "people:\n  - 张三\n  -\t李四: [",
        "preparer : 张三: x",
        "filing: {preparer: 张三, phone: 13800000001, x: [}", "  - {name: 张三, mobile: \"13800000001\"}}", "leader: 张三: x",
        "preparer: 张三\n\t电话 13800000001",
    ])
    func personsAreBlankedOutWhereAFileCannotBeRead(_ text: String) {
        let file = SourceFile(name: "a.yaml", text: text)
        do throws(Rejection) {
            _ = try SubmissionSource(file)
            Issue.record("it can be read")
        } catch {
            let printer = DiagnosticPrinter(language: .zh)
            let shown = file.withoutLikelyPersons(error.diagnostics, models: [.hunan]).map(printer.text).joined()
            for person in ["张三", "李四", "1380000"] { #expect(!shown.contains(person), "\(shown)") }
        }
    }
}
