import Diagnostics
import Evaluation
import Layout
import TestSupport
import Testing

@testable import Forms

/// What layouts say of pages.
@Suite struct PageStyleTests {
    private static let margins = "margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}"

    /// A form set whose pages have `page` besides margins, and whose forms are called 表一, 表二 and so on.
    private func folder(_ page: String = "", forms: [String] = ["body:\n  - {text: 甲, style: text}"]) throws
        -> FormSetFolder
    {
        let names = forms.indices.map { "form\($0).yaml" }
        var files = Dictionary(
            uniqueKeysWithValues: zip(names, forms).map { ($0, "title: 表\($0)\n\($1)\n") })
        files["formset.yaml"] = FormSetFolder.formset.replacing(Self.margins, with: Self.margins + page)
            .replacing("  - {file: form.yaml}", with: names.map { "  - \($0)\n" }.joined())
        return try FormSetFolder(files)
    }

    private func sections(_ folder: FormSetFolder) throws -> [Section] {
        try FormComposer.compose(sample(), formSet: FormSet.load(folder: folder.path)).sections
    }

    @Test(arguments: [
        ("A3", 297.0, 420.0), ("A4", 210, 297), ("B5", 176, 250), ("{width: 250mm, height: 18cm}", 250, 180),
    ])
    func readsPaper(_ paper: String, _ width: Double, _ height: Double) throws {
        let size = try #require(try sections(folder("\n  paper: \(paper)")).first).page.size
        #expect(size == Size(width: .mm(width), height: .mm(height)))
    }

    @Test(arguments: [
        ("A5", "5:10 wrong-type"), ("{width: 80mm, height: 180mm}", "5:18 wrong-type"),
        ("{width: 180mm}", "5:10 missing-key"), ("{width: 2000mm, height: 180mm}", "5:18 wrong-type"),
        ("{width: 100mm, height: 200mm}", "4:3 wrong-type"),
    ])
    func refusesPaperThatIsNone(_ paper: String, _ place: String) throws {
        #expect(try folder("\n  paper: \(paper)").places(sample()) == ["formset.yaml:\(place)"])
    }

    @Test func printsFieldsBesidePageNumbers() throws {
        let page = "\n  number: {style: text, distance: 7mm, format: '{office.name} {page}/{pages} {{}}'}"
        let sections = try sections(folder(page))
        let document = try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper()))
        let office = try #require(document.pages.first?.layers.last).runs.map(\.text).joined()
        #expect(office == "清岚县财政局 1/1 {}", "\(office)")
    }

    @Test func placesFaultsOfPageNumbers() throws {
        let page = "\n  number: {style: text, distance: 7mm, format: '{office.nam} {page}'}"
        let found = try folder(page).places(sample())
        #expect(found == ["formset.yaml:5:57 unknown-field"])
    }

    @Test func takesNumbersAndCodesAway() throws {
        let page = "\n  number: {style: text, distance: 7mm}\n  code: {style: text, lines: []}"
        let plain = "body:\n  - {text: 甲, style: text}"
        let pages = try sections(folder(page, forms: [plain, "page: {number: none, code: none}\n" + plain])).map(\.page)
        #expect(pages.map { $0.numbering != nil } == [true, false])
        #expect(pages.map { $0.code != nil } == [true, false])
    }

    @Test func readsFootersAndCovers() throws {
        let form = """
            page: {valign: middle}
            footer: {text: '{office.name}', style: text, distance: 5mm, first: false}
            body:
              - {text: 甲, style: text, before: 20mm, atHead: true}
            """
        let section = try #require(try sections(folder(forms: [form])).first)
        #expect(section.page.verticalAlignment == .middle)
        let footer = try #require(section.footer)
        #expect(footer.paragraph.runs.map(\.text) == ["清岚县财政局"])
        #expect(footer.distance == .mm(5) && !footer.standsOnFirstPage)
        guard case .text(let block) = try #require(section.blocks.first) else { return }
        #expect(block.keepsSpaceAtHead)
    }

    private static let same = "page: {begins: same}\nbody:\n  - {text: 乙, style: text}"
    private static let own = "body:\n  - {text: 甲, style: text}"

    @Test func letsFormsShareAPage() throws {
        let sections = try sections(folder(forms: [Self.own, Self.same, Self.own]))
        #expect(sections.map(\.page.continuesPage) == [false, true, false])
        let document = try PageLayouter.layout(sections, context: LayoutContext(shaper: FixedAdvanceShaper()))
        #expect(document.sections.map(\.page) == [1, 1, 2])
    }

    @Test(arguments: [
        ([same], "form0.yaml:2:16"), (["page: {landscape: true}\n" + own, same], "form1.yaml:2:16"),
        ([own, "page: {begins: same, paper: A3}\nbody: []"], "form1.yaml:2:16"),
        (
            [own, "stamp: {top: 5mm, table: {columns: [20mm], cell: cell, rows: [[章]]}}\n" + same],
            "form1.yaml:2:26"
        ),
    ])
    func refusesFormsThatCannotShareAPage(_ forms: [String], _ place: String) throws {
        #expect(try folder(forms: forms).places(sample()) == ["\(place) shared-page"])
    }

    @Test func listsTheOtherForms() throws {
        let list = "body:\n  - {if: year, body: [{contents: {style: text, leader: '·', before: 5mm}}]}"
        let sections = try sections(folder(forms: [list, Self.own, "listed: false\n" + Self.own, Self.own]))
        guard case .contents(let contents) = try #require(sections.first?.blocks.first) else {
            Issue.record("the list is missing")
            return
        }
        #expect(contents.entries.map(\.section) == [1, 3])
        #expect(contents.entries.map { $0.title.runs.map(\.text).joined() } == ["表form1.yaml", "表form3.yaml"])
        #expect(contents.leader == "·" && contents.spaceBefore == .mm(5) && contents.style.size == .pt(10))
    }

    @Test func refusesAListOnASheetBesideTheForms() throws {
        let list = "title: 清单\nbody:\n  - contents: {style: text}\n"
        let draft = FormSetFolder.formset + "\ndraft: {watermark: 草稿, style: text, file: draft.yaml}\n"
        let folder = try FormSetFolder([
            "formset.yaml": draft, "form.yaml": "title: 试表\nbody: []\n", "draft.yaml": list,
        ])
        #expect(try folder.places(sample()) == ["draft.yaml:3:15 misplaced-contents"])
    }
}
