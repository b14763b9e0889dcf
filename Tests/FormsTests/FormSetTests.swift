import Diagnostics
import Evaluation
import Forms
import Layout
import TestSupport
import Testing

@Suite struct FormSetTests {
    private static let layouts = Fixtures.project + "/layouts"

    /// The form sets of the project.
    static let formSets = Fixtures.files(in: layouts, suffix: "").filter {
        !Fixtures.text($0 + "/formset.yaml").isEmpty
    }

    @Test func loadsHunan2023() throws {
        let set = try FormSet.load(folder: Self.layouts + "/hunan-2023")
        #expect(set.id == "hunan-2023")
        #expect(set.title == "2023年度部门预算绩效自评材料")
        #expect(set.fontsFolder == nil)
        #expect(set.roles == ["title", "body", "hei", "kai", "song"])
    }

    @Test func setsAHeadingAndItsParagraphInOneWhereTheParagraphRunsOn() throws {
        let submission = try validated(Fixtures.text(Self.layouts + "/hunan-2023/example/submission.yaml"))
        let set = try FormSet.load(folder: Self.layouts + "/hunan-2023")
        let sections = try FormComposer.compose(submission, formSet: set).sections
        var found: [TextBlock] = []
        for case .text(let block) in try sections[at: 0].blocks where block.paragraphs.first?.runs.count == 2 {
            found.append(block)
        }
        #expect(found.count == 3)
        let runs = try #require(found.first?.paragraphs.first?.runs)
        #expect(runs.map(\.text) == ["三、政府性基金预算支出情况。", "本年度没有安排此项预算，也没有发生支出。"])
        #expect(runs.map(\.style.role.name) == ["hei", "body"])
        #expect(try found.allSatisfy { try !$0.keepsWithNext && $0.paragraphs[at: 0].style.alignment == .justify })
    }

    @Test(arguments: formSets) func loadsEveryFormSet(_ folder: String) throws {
        let set = try FormSet.load(folder: folder)
        #expect(folder.hasSuffix("/" + set.id))
        #expect(!set.title.isEmpty)
    }

    @Test(arguments: formSets) func laysTheExampleOfEveryFormSetOut(_ folder: String) throws {
        let set = try FormSet.load(folder: folder)
        let submission = try validated(Fixtures.text(folder + "/example/submission.yaml"), model: set.model)
        #expect(submission.audit.document.formSet == set.id)
        let sections = try FormComposer.compose(submission, formSet: set).sections
        let context = LayoutContext(shaper: FixedAdvanceShaper(), words: set.words)
        let document = try PageLayouter.layout(sections, context: context)
        #expect(document.sections.map(\.title) == sections.map(\.title))
        #expect(Set(sections.map(\.title)).count == sections.count)
    }

    @Test func beginsAParagraphAtEachLineTerminator() throws {
        let folder = try FormSetFolder(body: #"  - {text: "甲\r\n乙\n\n丙\L丁\N戊", style: text}"# + "\n")
        let sections = try FormComposer.compose(sample(), formSet: try FormSet.load(folder: folder.path)).sections
        guard case .text(let block) = try sections[at: 0].blocks[at: 0] else {
            Issue.record("the form is a text")
            return
        }
        #expect(block.paragraphs.map { $0.runs.map(\.text) } == [["甲"], ["乙"], ["丙"], ["丁"], ["戊"]])
    }

    @Test func namesTheCellsOfTheFieldsAskedFor() throws {
        let model = try validated(Fixtures.text(Self.layouts + "/hunan-2023/example/submission.yaml")).audit.model
        let set = try FormSet.load(folder: Self.layouts + "/hunan-2023")
        let all = FormComposer.cells(of: Set((0..<200).map { FieldID(rawValue: $0) }), in: model, formSet: set)
        #expect(all.count > 100)
        for field in all.keys.sorted(by: { $0.rawValue < $1.rawValue }).prefix(40).filter({ $0.rawValue % 8 == 0 }) {
            #expect(FormComposer.cells(of: [field], in: model, formSet: set) == all.filter { $0.key == field })
        }
        #expect(FormComposer.cells(of: [], in: model, formSet: set).isEmpty)
    }

    @Test func thereIsAFormSet() {
        #expect(!Self.formSets.isEmpty)
    }

    @Test func reportsEveryFaultOfEveryFile() throws {
        let set = FormSetFolder.formset.replacing(
            "  - {file: form.yaml}", with: "  - {file: a.yaml}\n  - {file: b.yaml}")
        let folder = try FormSetFolder([
            "formset.yaml": set.replacing("20pt", with: "20"),
            "a.yaml": "title: '{yaer}'\nbody: [{text: 甲, style: txt}]\n", "b.yaml": "titel: 乙\nbody: []\n",
        ])
        let found = try folder.places(sample())
        #expect(
            found == [
                "formset.yaml:7:29 wrong-type", "a.yaml:1:10 unknown-field", "a.yaml:2:25 unknown-style",
                "b.yaml:1:1 unknown-key", "b.yaml:1:1 missing-key",
            ])
    }

    @Test func reportsAFolderWithoutFormSet() throws {
        let path = Fixtures.project + "/Tests"
        do throws(Rejection) {
            _ = try FormSet.load(folder: path)
            Issue.record("a folder without formset.yaml was loaded")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["cannot-read"])
            #expect(error.diagnostics.first?.span?.file.name == path + "/model.yaml")
        }
    }

    @Test(arguments: ["../form.yaml", "/etc/hostname", "./form.yaml", "sub/form.yaml", "..", ".hidden.yaml"])
    func readsNoFileOutsideOfItsFolder(_ name: String) throws {
        let set = FormSetFolder.formset.replacing("form.yaml", with: name)
        let folder = try FormSetFolder(["formset.yaml": set, "form.yaml": "title: 甲\nbody: []\n"])
        #expect(folder.places(try sample()) == ["formset.yaml:12:12 wrong-type"])
    }

    @Test(arguments: ["../..", "/usr/share/fonts", ".."])
    func takesNoFacesFromOutsideOfItsFolder(_ name: String) throws {
        let set = FormSetFolder.formset.replacing("title: 试表", with: "title: 试表\nfonts: \(name)")
        let folder = try FormSetFolder(["formset.yaml": set, "form.yaml": "title: 甲\nbody: []\n"])
        let submission = try sample()
        #expect(folder.places(submission) == ["formset.yaml:3:8 wrong-type"])
    }

    @Test func reportsAMissingLayoutFile() throws {
        let set = FormSetFolder.formset.replacing("form.yaml", with: "from.yaml")
        let folder = try FormSetFolder(["formset.yaml": set, "form.yaml": "title: 甲\nbody: []\n"])
        let submission = try sample()
        #expect(folder.places(submission).last == "formset.yaml:12:12 cannot-read")
        #expect(folder.findings(submission).first?.message.zh == "找不到文件")
    }

    @Test func asksForThePartsThatAFormNeeds() throws {
        let entries = "forms:\n  - {file: form.yaml, requires: [overall, narrative]}"
        let set = FormSetFolder.formset.replacing("forms:\n  - {file: form.yaml}", with: entries)
        let folder = try FormSetFolder(["formset.yaml": set, "form.yaml": "title: 甲\nbody: []\n"])
        let found = try folder.findings(sample())
        #expect(found.map(\.message.zh) == ["缺少“narrative”：表样 test 需要它"])
        #expect(found.map(\.field) == ["narrative"])
    }

    @Test func repeatsFormsForEachElementOfAList() throws {
        let set = FormSetFolder.formset.replacing(
            "  - {file: form.yaml}", with: "  - {each: group in overall.groups, forms: [a.yaml, b.yaml]}")
        let folder = try FormSetFolder([
            "formset.yaml": set, "a.yaml": "title: 甲{group.name}\nbody: []\n",
            "b.yaml": "title: 乙{group.name}{year}\nbody: []\n",
        ])
        let sections = try FormComposer.compose(try sample(), formSet: try FormSet.load(folder: folder.path)).sections
        #expect(sections.map(\.title) == ["甲产出", "乙产出2023", "甲效益", "乙效益2023"])
    }

    @Test func repeatsFormsForTwoListsSideBySide() throws {
        let set = FormSetFolder.formset.replacing(
            "  - {file: form.yaml}",
            with: "  - {each: \"a in overall.income, b in overall.groups\", forms: [form.yaml]}")
        let folder = try FormSetFolder([
            "formset.yaml": set, "form.yaml": "title: \"{loop.number}{a.label}{b.name}\"\nbody: []\n",
        ])
        let sections = try FormComposer.compose(try sample(), formSet: try FormSet.load(folder: folder.path)).sections
        #expect(sections.map(\.title) == ["1收一产出", "2收二效益", "3收三"])
    }

    @Test func reportsACharacterOfALayoutThatNoFaceHas() throws {
        let folder = try FormSetFolder(body: "  - {text: 甲乙, style: text}\n  - {text: '{office.name}', style: text}\n")
        let found = try folder.findings(sample(), missing: ["乙", "岚"])
        #expect(found.map(\.id) == ["missing-character", "missing-character"])
        #expect(found.map { $0.span?.start.line } == [3, 3])
        #expect(found.map(\.field) == [nil, "office.name"])
    }

    @Test(arguments: ["第{page}页", "{pgae}", "{page"])
    func reportsFaultsOfThePageNumber(_ format: String) throws {
        let margins = "  margins: {top: 37mm"
        let number = "  number: {style: text, format: '\(format)'}\n"
        let folder = try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing(margins, with: number + margins),
            "form.yaml": "title: 甲\nbody: []\n",
        ])
        let found = try folder.findings(sample(), missing: ["第"])
        #expect(found.count == 1)
    }
}
