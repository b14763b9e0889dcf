import Diagnostics
import Evaluation
import TestSupport
import Testing

@testable import Forms
@testable import Layout

/// Form sets and forms that are written as another with changes.
@Suite struct LikeTests {
    private static let thin = "id: test\ntitle: 试表\nlike: ../hunan-2023\n"

    @Test func aFormSetTakesWhatItDoesNotState() throws {
        let folder = try FormSetFolder(["formset.yaml": Self.thin])
        let (set, hunan) = (
            try FormSet.load(folder: folder.path), try FormSet.load(folder: Fixtures.project + "/layouts/hunan-2023")
        )
        let text = Fixtures.text(Fixtures.project + "/layouts/hunan-2023/example/submission.yaml")
        let submission = try validated(text, model: set.model)
        let made = try FormComposer.compose(submission, formSet: set).sections
        let expected = try FormComposer.compose(submission, formSet: hunan).sections
        #expect(try made.map { try $0.text() } == expected.map { try $0.text() })
        #expect(made.map(\.page) == expected.map(\.page))
        #expect(set.id == "test" && set.title == "试表" && set.hasDrafts && set.hasPrintJobs)
    }

    @Test func aFormSetChangesAndAddsWhatItStates() throws {
        let folder = try FormSetFolder([
            "formset.yaml": Self.thin + """
                page: {margins: {top: 30mm}, number: {indent: 20pt}}
                styles: {cell: {size: 小五}, cellLeft: {like: stamp}}
                cells: {own: {like: item, padding: {x: 3mm}}}
                words: [县本级]
                forms: [form.yaml, roster.yaml]
                """,
            "form.yaml": """
            title: 甲
            body:
              - {text: 一, style: cell}
              - {text: 二, style: cellShort}
              - {text: 三, style: cellLeft}
            """,
        ])
        let set = try FormSet.load(folder: folder.path)
        let sections = try FormComposer.compose(try sample(), formSet: set).sections
        #expect(sections.count == 2, "a file that is not in its own folder is that of the form set that it builds on")
        #expect(sections[0].page.margins.top == .mm(30) && sections[0].page.margins.bottom == .mm(35))
        #expect(sections[0].page.numbering?.indent == .pt(20) && sections[0].page.numbering?.distance == .mm(7))
        let sizes = sections[0].blocks.map { block -> Length? in
            if case .text(let text) = block { text.paragraphs.first?.runs.first?.style.size } else { nil }
        }
        #expect(sizes == [.pt(9), .pt(9), .pt(10.5)])
        #expect(set.words.lengthOfWord(in: Array("县本级".unicodeScalars), at: 0) == 3)
        #expect(set.words.lengthOfWord(in: Array("绩效".unicodeScalars), at: 0) == 2)
    }

    @Test func aFormStatesOnlyWhatDiffers() throws {
        let folder = try FormSetFolder([
            "formset.yaml": Self.thin + "forms: [form.yaml]\n",
            "form.yaml": """
            like: ../hunan-2023/roster.yaml
            name: 名册
            header: {distance: 5mm, first: true}
            page: {margins: {left: 1mm}}
            """,
        ])
        #expect(try folder.places(sample()) == ["form.yaml:4:18 unknown-key"])
        let sound = try FormSetFolder([
            "formset.yaml": Self.thin + "forms: [form.yaml]\n",
            "form.yaml": "like: ../hunan-2023/roster.yaml\nheader: {distance: 5mm, first: true}\n",
        ])
        let set = try FormSet.load(folder: sound.path)
        let section = try FormComposer.compose(try sample(), formSet: set).sections[at: 0]
        #expect(section.header?.distance == .mm(5) && section.header?.standsOnFirstPage == true)
        #expect(section.page.margins.top == .mm(20) && !section.blocks.isEmpty)
    }

    @Test(arguments: [
        ("like: ../nowhere", "", ["formset.yaml:3:7 cannot-read"]),
        ("like: ../test", "", ["formset.yaml:3:7 cyclic-like"]),
        ("like: ../../hunan-2023", "", ["formset.yaml:3:7 wrong-type"]),
        ("like: ../hunan-2023\nforms: [form.yaml]", "like: form.yaml\n", ["form.yaml:1:7 cyclic-like"]),
        ("like: ../hunan-2023\nforms: [form.yaml]", "like: ../hunan-2023/overal.yaml\n", ["form.yaml:1:7 cannot-read"]),
        ("like: ../hunan-2023\nforms: [form.yaml]", "like: none/overall.yaml\n", ["form.yaml:1:7 cannot-read"]),
    ])
    func tellsWhatIsWrongWhereItIsWritten(_ formset: String, _ form: String, _ places: [String]) throws {
        let folder = try FormSetFolder(["formset.yaml": "id: test\ntitle: 试表\n\(formset)\n", "form.yaml": form])
        let found = try folder.places(sample())
        #expect(found.filter { !$0.contains(":1:1 cannot-read") } == places)
    }
}
