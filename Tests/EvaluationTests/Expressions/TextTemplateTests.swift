import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

@Suite struct TextTemplateTests {
    private func template(_ source: String) -> (TextTemplate, [ExpressionFault]) {
        var faults: [ExpressionFault] = []
        return (TextTemplate(source, scope: ExpressionScope()) { faults.append($0) }, faults)
    }

    @Test(arguments: [
        ("甲", "甲"), ("{year}年度", "2023年度"), ("{office.shortName}{year}", "县财政局2023"), ("{ year }", "2023"),
        ("a{year | previous}b", "a2022b"), ("{{year}}", "{year}"), ("{{{year}}}", "{2023}"), ("}}{{", "}{"), ("}", "}"),
        ("{filing.leader}", ""), ("{'{' + year}", "{2023"), ("{year ? '（' + year + '分）' : ''}", "（2023分）"),
    ])
    func fillsPlaceholdersIn(_ source: String, _ text: String) throws {
        let (template, findings) = template(source)
        #expect(findings.isEmpty)
        #expect(template.texts(in: ExpressionEnvironment(root: try sample().model)).map(\.text).joined() == text)
    }

    @Test(arguments: ["{year", "甲{", "{year}{", "{{{", "{year} 年 {office.name"])
    func reportsABraceThatIsNotClosed(_ source: String) throws {
        let (_, findings) = template(source)
        #expect(findings.map(\.message.zh) == ["“{”没有配对的“}”"])
    }

    @Test func reportsEveryFaultAtOnce() throws {
        let (_, findings) = template("{yaer}{office.nam}{year |}{}{projects}{year")
        #expect(
            findings.map(\.id) == [
                "unknown-field", "unknown-field", "unknown-filter", "bad-expression", "wrong-type", "bad-expression",
            ])
    }

    @Test(arguments: ["{projects}", "{office}", "{overall.groups}", "{overall.income}"])
    func refusesToPrintListsAndGroups(_ source: String) throws {
        #expect(template(source).1.map(\.id) == ["wrong-type"])
    }

    @Test(arguments: ["{year ? projects : ''}", "{'a' + office}", "{'a' + (year ? 'b' : projects)}"])
    func refusesListsAndGroupsInsideAnExpression(_ source: String) throws {
        let findings = template(source).1
        #expect(findings.map(\.id) == ["wrong-type"])
    }

    @Test func remembersTheFieldOfEachPiece() throws {
        let (template, _) = template("甲{year}乙{office.name + '丙'}")
        let submission = try sample()
        let texts = template.texts(in: ExpressionEnvironment(root: submission.model))
        #expect(texts.map(\.text) == ["甲", "2023", "乙", "清岚县财政局", "丙"])
        let paths = texts.map { $0.field.flatMap { submission.places(of: [$0])[$0]?.path.description } }
        #expect(paths == [nil, "year", nil, "office.name", nil])
    }
}
