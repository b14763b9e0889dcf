import Diagnostics
import Rendering
import TestSupport
import Testing

/// The check of a submission with the figures of one that was really filed: every fault in it is found, each once, and
/// nothing that holds is reported.
@Suite struct RealFiguresTests {
    static let path = Fixtures.folder("Fixtures") + "/real-figures.yaml"

    private func found() throws -> [Diagnostic] {
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        return try Renderer(RenderingContext(resources)).check(path: Self.path)
    }

    @Test func findsEveryFaultOnce() throws {
        let counts = try found().reduce(into: [String: Int]()) { $0[$1.id, default: 0] += 1 }
        #expect(
            counts == [
                "staffing-control-rate": 1, "project-sum": 1, "project-parts-missing": 1, "public-funds-missing": 1,
                "over-budget-reason": 2, "overall-weights-total": 1, "overall-score-total": 1, "group-weights": 2,
                "weights-total": 1, "score-total": 1, "target-met": 4, "prose-share": 2,
                "prose-goods": 1, "over-budget-total": 2, "projects-fewer": 1, "overall-indicator-twice": 1,
                "indicator-twice": 4, "copied-text": 2, "heading-number": 1, "text-punctuation": 1,
                "text-repetition": 1,
            ])
    }

    @Test func saysWhatIsRecorded() throws {
        let text = try found().map(DiagnosticPrinter(language: .zh).text).joined()
        let golden = Fixtures.folder("Golden") + "/real-figures.check.txt"
        #expect(Golden.matches(text.replacing(Self.path, with: "real-figures.yaml"), golden))
    }
}
