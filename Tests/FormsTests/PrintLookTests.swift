import Diagnostics
import Evaluation
import Layout
import Testing

@testable import Forms

/// How a form set says that print jobs look.
@Suite struct PrintLookTests {
    private static let form = "title: 试表\nbody:\n  - {text: 甲, style: text}\n"

    @Test func readsTheNoteOnBlankPages() throws {
        let look = "\nprint: {blank: 此页无正文, style: large, separator: form.yaml}\n"
        let folder = try FormSetFolder(["formset.yaml": FormSetFolder.formset + look, "form.yaml": Self.form])
        let note = try FormSet.load(folder: folder.path).blankNote
        #expect(note.text == "此页无正文")
        #expect(note.style.size == .pt(20))
    }

    @Test func saysThatThereIsNone() throws {
        let folder = try FormSetFolder(["form.yaml": Self.form])
        let formSet = try FormSet.load(folder: folder.path)
        let rejection = #expect(throws: Rejection.self) { try formSet.blankNote }
        #expect(rejection?.diagnostics.map(\.id) == ["no-print-look"])
        #expect(rejection?.diagnostics.first?.message.zh.contains("print.blank") == true)
    }

    @Test func letsOnlyTheSeparatorNameWhatItCounts() throws {
        let look = "\nprint: {blank: 无, style: text, separator: separator.yaml}\n"
        let counting = "title: 试表\nbody:\n  - {text: \"{sheet.sheets} 张\", style: text}\n"
        let files = ["formset.yaml": FormSetFolder.formset + look, "separator.yaml": counting]
        let right = try FormSetFolder(files.merging(["form.yaml": Self.form]) { own, _ in own })
        #expect(throws: Never.self) { try FormSet.load(folder: right.path) }
        let wrong = try FormSetFolder(files.merging(["form.yaml": counting]) { own, _ in own })
        #expect(throws: Rejection.self) { try FormSet.load(folder: wrong.path) }
    }
}
