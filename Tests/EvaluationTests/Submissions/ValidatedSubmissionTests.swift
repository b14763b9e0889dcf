import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

@Suite struct ValidatedSubmissionTests {
    private static let forms = """
        baseData: {staffing: {}, spending: []}
        overall: {funds: {}, \(indicators), total: {}, filing: {preparer: 丙某某}}
        projects:
          - name: 运转经费
            department: 县委办
            unit: 县委办
            report: {budget: 141.96, filing: {}}
            evaluation: {funds: [], \(indicators), total: {}}
        """

    @Test func fillsInTheFilingOfFormsThatStateNone() throws {
        let submission = try validated(head + Self.forms)
        #expect(submission["baseData.filing.preparer"] == "甲某某")
        #expect(submission["baseData.filing.date"] == "2024.6.2")
        #expect(submission["projects[0].evaluation.filing.leader"] == "乙某某")
    }

    @Test func keepsTheFilingOfFormsThatStateTheirOwn() throws {
        let submission = try validated(head + Self.forms)
        #expect(submission["overall.filing.preparer"] == "丙某某")
        #expect(submission["overall.filing.phone"] == "")
        #expect(submission["overall.filing.date"] == "")
        #expect(submission["projects[0].report.filing.preparer"] == "")
    }

    @Test func addsNoFormForItsFiling() throws {
        let submission = try validated(head)
        for form in ["baseData.", "overall.", "roster."] {
            #expect(!submission.leaves.contains { $0.path.hasPrefix(form) })
        }
    }

    @Test func knowsThePlaceOfAField() throws {
        let submission = try validated(head + Self.forms)
        let leaf = try #require(submission.leaves.first { $0.path == "projects[0].report.budget" })
        let place = (try #require(submission.places(of: [leaf.id])[leaf.id]))
        #expect(place.path.description == "projects[0].report.budget")
        #expect(place.title == "附件4、附件5 项目 › 第1项 › 附件4 项目支出绩效自评报告 › 年度预算金额")
        #expect(place.span.start == SourcePosition(line: 11, column: 22))
        #expect(place.span.end == SourcePosition(line: 11, column: 28))
    }

    @Test func placesAFieldThatIsNotStatedAtItsGroup() throws {
        let submission = try validated(head + Self.forms)
        let leaf = try #require(submission.leaves.first { $0.path == "projects[0].report.problems" })
        let place = try #require(submission.places(of: [leaf.id])[leaf.id])
        #expect(place.span.start == SourcePosition(line: 11, column: 13))
    }

    @Test func placesAnInheritedFilingWhereItIsStated() throws {
        let submission = try validated(head + Self.forms)
        let leaf = try #require(submission.leaves.first { $0.path == "baseData.filing.preparer" })
        let place = try #require(submission.places(of: [leaf.id])[leaf.id])
        #expect(place.span.start == SourcePosition(line: 4, column: 20))
        #expect(place.path.description == "filing.preparer")
    }

    @Test func placesAnEmptyFieldOfAFilingThatAFormStatesInThatForm() throws {
        let submission = try validated(head + Self.forms)
        let leaf = try #require(submission.leaves.first { $0.path == "overall.filing.phone" })
        let place = try #require(submission.places(of: [leaf.id])[leaf.id])
        #expect(place.path.description == "overall.filing.phone")
        #expect(place.span.start.line == 6)
    }

    @Test func knowsWhereAFieldOfTheSubmissionStands() throws {
        let submission = try validated(head)
        #expect(submission.span(of: "formSet").start == SourcePosition(line: 1, column: 10))
        #expect(submission.span(of: "roster").start == SourcePosition(line: 1, column: 1))
    }

    @Test func decodesTheExampleWithoutFindings() throws {
        let path = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"
        let submission = try validated(Fixtures.text(path))
        #expect(submission.findings.isEmpty)
        #expect(submission["projects[1].name"] != nil && submission["projects[2].name"] == nil)
        #expect(submission["overall.total.score"] == "99")
    }

    @Test func decodesAHundredThousandIndicators() throws {
        let rows = (0..<100_000).map { "        - {name: 指标\($0), target: ≥95%, weight: 0.001, score: 0.001}\n" }
        let groups = """
            overall:
              funds: {}
              total: {}
              groups:
              - name: 产出指标
                subgroups:
                - name: 数量指标
                  indicators:

            """
        let submission = try validated(head + groups + rows.joined())
        #expect(submission.leaves.count { $0.path.hasSuffix(".target") } == 100_000)
    }
}
