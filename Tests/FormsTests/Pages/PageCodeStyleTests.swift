import Diagnostics
import Layout
import Testing

@testable import Forms

/// How a form set says where codes stand.
@Suite struct PageCodeStyleTests {
    /// A form set whose pages have a number at the cut edge and `code`.
    private func folder(_ code: String) throws -> FormSetFolder {
        let margins = "margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}"
        let page = "\(margins)\n  number: {style: text, distance: 7mm}\n  code: \(code)"
        return try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing(margins, with: page),
            "form.yaml": "title: 试表\nname: 表\nbody:\n  - {text: 甲, style: text}\n",
        ])
    }

    private func code(_ text: String) throws -> PageStyle.Code? {
        let folder = try folder(text)
        let formSet = try FormSet.load(folder: folder.path)
        guard case .once(let form) = formSet.entries.first else { return nil }
        return form.template.page.style.code
    }

    @Test func readsEveryKey() throws {
        let code = try #require(
            try code("{style: text, lines: [\"{office}\", \"第{page}页\"], distance: 14mm, module: 1pt, position: outer}")
        )
        #expect(code.lines == [[.fact(.office)], [.words("第"), .fact(.page), .words("页")]])
        #expect(code.style.size == .pt(10) && code.linePitch == .pt(12))
        #expect(code.distance == .mm(14) && code.module == .pt(1) && code.position == .outer)
    }

    @Test func takesFromTheFormSetWhatAFormDoesNotState() throws {
        let margins = "margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}"
        let page =
            "\(margins)\n  number: {style: text, distance: 7mm, position: center}\n  code: {style: text, lines: [甲], position: outer}"
        let folder = try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing(margins, with: page),
            "form.yaml":
                "title: 试表\npage: {number: {distance: 9mm}, code: {distance: 8mm}}\nbody:\n  - {text: 甲, style: text}\n",
        ])
        guard case .once(let form) = try FormSet.load(folder: folder.path).entries.first else { return }
        let style = form.template.page.style
        let number = try #require(style.numbering)
        #expect(number.distance == .mm(9) && number.position == .center && number.style.size == .pt(10))
        let code = try #require(style.code)
        #expect(code.distance == .mm(8) && code.position == .outer && code.lines == [[.words("甲")]])
    }

    @Test func hasDefaults() throws {
        let code = try #require(try code("{style: text, lines: []}"))
        #expect(code.distance == .mm(6) && code.module == .pt(1.32) && code.position == .inner)
    }

    @Test(
        arguments: [
            "{lines: []}", "{style: text}", "{style: none, lines: []}", "{style: text, lines: [\"{name}\"]}",
            "{style: text, lines: [\"}\"]}", "{style: text, lines: [], module: 0.5pt}",
            "{style: text, lines: [], module: 4pt}", "{style: text, lines: [], distance: 1mm}",
            "{style: text, lines: [], distance: 30mm}", "{style: text, lines: [], position: top}",
            "{style: text, lines: [], size: 3}", "{style: text, lines: 甲}",
            "{style: text, lines: [], distance: 9mm, position: outer}",
        ])
    func refusesWhatCannotBe(_ code: String) throws {
        let folder = try folder(code)
        let rejection = #expect(throws: Rejection.self) { try FormSet.load(folder: folder.path) }
        #expect(rejection?.diagnostics.allSatisfy { $0.span?.file.name.hasSuffix("formset.yaml") == true } == true)
    }
}
