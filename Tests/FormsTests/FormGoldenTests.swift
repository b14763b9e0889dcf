import Forms
import Layout
import TestSupport
import Testing

/// The forms of the example submission, cell by cell: what `forms.md` of the real submission says of rows and spans.
@Suite struct FormGoldenTests {
    @Test(arguments: FormSetTests.formSets) func composesTheRecordedForms(_ folder: String) throws {
        let set = try FormSet.load(folder: folder)
        let submission = try validated(Fixtures.text(folder + "/example/submission.yaml"), model: set.model)
        let sections = try FormComposer.compose(submission, formSet: set).sections
        for (index, section) in sections.enumerated() {
            let path = Fixtures.folder("Fixtures") + "/\(set.id)-\(index + 1).form"
            #expect(Golden.matches(try section.text(), path), "\(section.title)")
        }
    }
}
