import Diagnostics
import Evaluation
import Forms
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The figures by which a county's submissions are compared.
@Suite struct ReportFiguresTests {
    private func figures(_ report: String) throws -> (score: Decimal?, rate: Decimal?) {
        let form = "title: 试表\nbody:\n  - {text: 甲, style: text}"
        let folder = try FormSetFolder(["formset.yaml": FormSetFolder.formset + "\n" + report, "form.yaml": form])
        let formSet = try FormSet.load(folder: folder.path)
        let model = try sample().audit.model
        return (formSet.report?.score(of: model), formSet.report?.rate(of: model))
    }

    @Test func areComputedAndRoundedHalfUp() throws {
        let found = try figures(
            "report: {score: overall.total.weight, rate: 'percent(1, sum(overall.expenditure.amount))'}")
        #expect(found.score == 100)
        #expect(found.rate?.description == "33.33")
        #expect(try figures("report: {score: 2.675 * 1}").score?.description == "2.68")
    }

    @Test func areEmptyWhereNothingIsStated() throws {
        #expect(try figures("").score == nil)
        #expect(try figures("report: {}").rate == nil)
        #expect(try figures("report: {score: overall.total.score, rate: '1 / 0'}") == (nil, nil))
    }

    @Test(arguments: [
        ("report: {score: overall.totle}", "unknown-field"), ("report: {rate: office.name}", "wrong-type"),
        ("report: {rate: overall.groups}", "wrong-type"), ("report: {scores: '1'}", "unknown-key"),
        ("report: overall.total.score", "wrong-type"), ("report: {score: '1 +'}", "bad-expression"),
    ])
    func reportsFaults(_ report: String, _ id: String) throws {
        let form = "title: 试表\nbody:\n  - {text: 甲, style: text}"
        let folder = try FormSetFolder(["formset.yaml": FormSetFolder.formset + "\n" + report, "form.yaml": form])
        #expect(try folder.findings(sample()).map(\.id) == [id])
    }
}
