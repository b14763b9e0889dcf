import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

/// Fields that a form set declares for itself.
@Suite struct DeclaredFieldTests {
    private static let fields = """
        - name: rows
          title: 指标
          type: list
          element: 指标的一行
          fields:
            - {name: name, title: 名称, type: text, required: true}
            - {name: nature, title: 指标性质, type: choice, values: [≥, ≤, 定性], required: true}
            - {name: level, title: 级, type: integer, min: 1, max: 4, default: 2}
        - name: months
          title: 各月
          type: list
          whenEmpty: {message: {zh: "{office}没有填各月", en: "{office} states no months"}, hint: {zh: 填上, en: state some}}
          fields:
            - {name: number, title: 月份, type: integer, min: 1, max: 12, required: true}
            - {name: amount, title: 金额, type: figure}
        - {name: phone, title: 电话, type: text, personal: true}
        - {name: scan, title: 扫描件, type: image}
        """

    private static var model: SubmissionModel { get throws { try ModelFolder(fields: fields).model } }

    private static func text(_ row: String, months: String = "[{number: 1}]") -> String {
        "formSet: a\nyear: 2023\noffice: 甲\nmonths: \(months)\nrows: [{name: 一\(row)}]\n"
    }

    @Test func areDecodedAndShownToExpressions() throws {
        let text = Self.text(", nature: ≥", months: "[{number: 1, amount: 2.5}, {number: 2, amount: 3}]")
        let submission = try audited(text + "scan: a/b.png\n", model: Self.model)
        #expect(submission.findings.isEmpty)
        #expect(submission["rows[0].nature"] == "≥" && submission["rows[0].level"] == "2")
        #expect(submission["scan"] == "a/b.png")
        let scope = ExpressionScope(root: .record(try Self.model.type))
        let environment = ExpressionEnvironment(root: submission.model)
        func value(_ source: String) throws -> String {
            try ExpressionParser.parse(source, scope: scope).text(in: environment)
        }
        #expect(try value("sum(months.amount)") == "5.5")
        #expect(try value("count(rows[nature == '≥'])") == "1")
    }

    @Test func tellTheirFaultsLikeAnyField() throws {
        let model = try Self.model
        func found(_ text: String) throws -> [String] {
            try audited(text, model: model).findings.map { "\($0.id) \($0.field ?? "")" }
        }
        #expect(try found(Self.text("")) == ["missing-key rows[0].nature"])
        #expect(try found(Self.text(", nature: 大于")) == ["unknown-value rows[0].nature"])
        #expect(try found(Self.text(", nature: ≥, natrue: ≤")) == ["unknown-key rows[0]"])
        #expect(
            try found(Self.text(", nature: ≥", months: "[{number: 13}, {amount: x}]"))
                == ["bad-number months[0].number", "missing-key months[1].number", "bad-number months[1].amount"])
    }

    @Test func tellOfListsThatNeedElements() throws {
        let found = try audited(Self.text(", nature: ≥", months: "[]"), model: Self.model).findings
        #expect(found.map(\.id) == ["empty-group"])
        #expect(found.first?.message.zh == "甲没有填各月" && found.first?.message.en == "甲 states no months")
        #expect(found.first?.field == "months" && found.first?.hints.map(\.zh) == ["填上"])
    }

    @Test func keepPersonsOutOfFindings() throws {
        let audit = try audited(Self.text(", nature: ≥") + "phone: 13800000000.0\n", model: Self.model)
        let printer = DiagnosticPrinter(language: .zh)
        let shown = audit.withoutPersons(audit.findings).map(printer.text).joined()
        #expect(shown.contains("phone") && !shown.contains("1380000"))
    }

    /// A file that is no YAML is quoted as far as no form set holds persons there.
    @Test func keepPersonsOutOfFindingsInWhatIsNoYAML() throws {
        let file = SourceFile(name: "a.yaml", text: "{'formSet': \"set\", phone: 甲, scan: 乙, mobile: 丙, name: 丁")
        #expect(file.likelyFormSet == "set")
        #expect(SourceFile(name: "a.yaml", text: "year: 2023\nformSet: a-b  # 丙\n: [").likelyFormSet == "a-b")
        #expect(SourceFile(name: "a.yaml", text: "year: [").likelyFormSet == nil)
        let finding = Diagnostic(.error, id: "x", LocalizedText("", en: ""), at: .whole(file))
        func shown(_ models: [SubmissionModel]) -> String {
            file.withoutLikelyPersons([finding], models: models).first?.span?.file.text ?? ""
        }
        #expect(try shown([Self.model]) == "{'formSet': \"set\", phone: ＊＊ scan: 乙, mobile: ＊＊ name: 丁")
        #expect(try shown([Self.model, .hunan]) == "{'formSet': \"set\", phone: ＊＊ scan: 乙, mobile: ＊＊ name: ＊")
        #expect(shown([]) == "{'formSet': \"set\", phone: ＊＊ scan: ＊＊ mobile: ＊＊ name: ＊")
    }

    @Test func haveTheirPlaces() throws {
        let submission = try audited(Self.text(", nature: ≥"), model: Self.model)
        let leaf = try #require(submission.leaves.first { $0.path == "rows[0].nature" })
        let place = try #require(submission.places(of: [leaf.id])[leaf.id])
        #expect(place.titles == ["指标", "第1项", "指标性质"])
        #expect(place.span.start.line == 5)
    }
}
