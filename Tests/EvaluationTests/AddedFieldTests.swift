import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

/// Fields that a form set adds to the model.
@Suite struct AddedFieldTests {
    private static let indicators = ["overall", "groups", "subgroups", "indicators"]

    private static var schema: SubmissionSchema {
        get throws {
            var schema = SubmissionSchema()
            try schema.add(
                FieldDescription(name: "nature", title: "指标性质", type: .choice(["≥", "≤", "定性"]), isRequired: true),
                to: indicators)
            try schema.add(FieldDescription(name: "months", title: "月数", type: .list(.record(month))), to: ["office"])
            return schema
        }
    }

    private static let month = RecordType(
        title: "月",
        fields: [
            FieldDescription(name: "number", title: "月份", type: .integer(1...12), isRequired: true),
            FieldDescription(name: "amount", title: "金额", type: .figure),
        ])

    private static func text(_ indicator: String, office: String = "") -> String {
        """
        formSet: a
        year: 2023
        office: {name: 甲, shortName: 乙\(office)}
        filing: {}
        overall:
          funds: {initial: 1}
          groups: [{name: 产出, subgroups: [{name: 数量, indicators: [{name: 一\(indicator)}]}]}]
          total: {weight: 1}
        """
    }

    @Test func decodesThemAndShowsThemToExpressions() throws {
        let text = Self.text(", nature: ≥", office: ", months: [{number: 1, amount: 2.5}, {number: 2, amount: 3}]")
        let submission = try audited(text, schema: Self.schema)
        #expect(submission.findings.isEmpty)
        #expect(
            try submission.submission.overall?.groups[at: 0].subgroups[at: 0].indicators[at: 0].added == [
                .leaf(.choice("≥"))
            ])
        let scope = ExpressionScope(root: try Self.schema.type)
        let environment = ExpressionEnvironment(root: submission.model)
        func value(_ source: String) throws -> String {
            try ExpressionParser.parse(source, scope: scope).text(in: environment)
        }
        #expect(try value("sum(office.months.amount)") == "5.5")
        #expect(try value("count(overall.groups.subgroups.indicators[nature == '≥'])") == "1")
    }

    @Test func reportsTheirFaultsLikeAnyField() throws {
        let schema = try Self.schema
        func found(_ text: String) throws -> [String] {
            try audited(text, schema: schema).findings.map { "\($0.id) \($0.field ?? "")" }
        }
        let row = "overall.groups[0].subgroups[0].indicators[0]"
        #expect(try found(Self.text("")) == ["missing-key \(row).nature"])
        #expect(try found(Self.text(", nature: 大于")) == ["unknown-value \(row).nature"])
        #expect(try found(Self.text(", nature: ≥, natrue: ≤")) == ["unknown-key \(row)"])
        #expect(
            try found(Self.text(", nature: ≥", office: ", months: [{number: 13}, {amount: x}]"))
                == [
                    "bad-number office.months[0].number", "missing-key office.months[1].number",
                    "bad-number office.months[1].amount",
                ])
        #expect(try audited(Self.text(", nature: ≥")).findings.map(\.id) == ["unknown-key"])
    }

    @Test func findsTheirPlaces() throws {
        let submission = try audited(Self.text(", nature: ≥"), schema: Self.schema)
        let scope = ExpressionScope(root: try Self.schema.type)
        let reference = try ExpressionParser.reference("overall.groups.subgroups.indicators.nature", scope: scope)
        let values = reference.elements(in: ExpressionEnvironment(root: submission.model))
        guard case .leaf(_, let id) = values.first else {
            Issue.record("no value")
            return
        }
        let place = try #require(submission.places(of: [id])[id])
        #expect(place.path.description == "overall.groups[0].subgroups[0].indicators[0].nature")
        #expect(place.titles.last == "指标性质")
        #expect(place.span.start.line == 7)
    }

    @Test func refusesWaysThatLeadToNoGroup() {
        var schema = SubmissionSchema()
        let field = FieldDescription(name: "x", title: "甲", type: .text)
        #expect(throws: SubmissionSchema.Fault.self) { try schema.add(field, to: ["overall", "gruops"]) }
        #expect(throws: SubmissionSchema.Fault.self) { try schema.add(field, to: ["year"]) }
        let taken = FieldDescription(name: "year", title: "年", type: .text)
        #expect(throws: SubmissionSchema.Fault.self) { try schema.add(taken, to: []) }
    }
}
