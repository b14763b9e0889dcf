import Layout
import Rendering
import TestSupport
import Testing

@testable import PrintJobs

/// Documents put together for a duplex printer.
@Suite struct PrintJobTests {
    private let context = LayoutContext(shaper: FixedAdvanceShaper())

    /// A document with a form for each of `forms`, each of whose texts fills a page.
    private func document(_ forms: [String]...) throws -> PagedDocument {
        try document(forms)
    }

    private func document(
        _ forms: [[String]], _ change: (inout PageStyle) -> Void = { _ in }
    ) throws -> PagedDocument {
        var page = PageStyle.area(width: 40, height: 10)
        change(&page)
        let sections = forms.map { texts in
            let blocks = texts.map { text in
                let paragraph = Paragraph(
                    runs: [TextRun(text, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
                return Block.text(TextBlock(paragraphs: [paragraph]))
            }
            return Section(title: "表" + texts[0], page: page, blocks: blocks)
        }
        return try PageLayouter.layout(sections, context: context)
    }

    private func part(_ document: PagedDocument, _ title: String = "局") -> PrintJob.Part {
        PrintJob.Part(title: title, document: document)
    }

    /// The text of each page; nothing for a blank one.
    private func texts(_ job: PrintJob) -> [String] { job.document.pages.map { $0.runs.map(\.text).joined() } }

    /// The label of each page.
    private func labels(_ job: PrintJob) -> [String] {
        job.document.pages.map { page in
            switch page.label {
            case .number(let number): String(number)
            case .word(let word): word
            }
        }
    }

    private func outline(_ job: PrintJob) -> [String] {
        job.document.sections.map { "\($0.depth) \($0.title) \($0.page)" }
    }

    @Test func leavesOutBlankPagesWhereFrontsAlonePrint() throws {
        let document = try document([["一"], ["二", "三"]]) { $0.beginsOnOddPage = true }
        for start in [PrintJob.SheetStart.document, .form] {
            let job = PrintJob([part(document), part(document)], startingAt: start, on: .front, copies: 2)
            #expect(texts(job) == ["一", "二", "三", "一", "二", "三", "一", "二", "三", "一", "二", "三"])
            #expect(job.sheets == 12)
            #expect(job.sheetsOfParts(copies: 2) == [1...3, 4...6])
        }
        let duplex = PrintJob([part(document), part(document)], startingAt: .document, copies: 2)
        #expect(duplex.sheetsOfParts(copies: 2) == [1...2, 3...4])
        let selection = try #require(SheetSelection("2,4-"))
        let fronts = PrintJob([part(document)], startingAt: .document, on: .front, copies: 2).keeping(selection)
        #expect(texts(fronts) == ["二", "一", "二", "三"])
        #expect(fronts.sheets == 4)
    }

    @Test func beginsEachPartOnANewSheet() throws {
        let job = PrintJob(
            [part(try document(["一"], ["二", "三"])), part(try document(["四", "五"])), part(try document(["六"]))],
            startingAt: .document)
        #expect(texts(job) == ["一", "二", "三", "", "四", "五", "六", ""])
        #expect(labels(job) == ["1", "2", "3", "空白", "1", "2", "1", "空白"])
        #expect(job.document.pages.map(\.number) == Array(1...8))
        #expect(job.owners == [0, 0, 0, 0, 1, 1, 2, 2])
        #expect(job.sheets == 4)
        #expect(outline(job) == ["0 局 1", "1 表一 1", "1 表二 2", "0 局 5", "1 表四 5", "0 局 7", "1 表六 7"])
    }

    @Test func beginsEachFormOnANewSheetWhereThatIsAsked() throws {
        let document = try document(["一"], ["二", "三"], ["四"])
        let job = PrintJob([part(document)], startingAt: .form)
        #expect(texts(job) == ["一", "", "二", "三", "四", ""])
        #expect(labels(job) == ["1", "空白", "2", "3", "4", "空白"])
        #expect(PrintJob.sheets(of: document, startingAt: .form) == 3)
        #expect(PrintJob.sheets(of: document, startingAt: .document) == 2)
    }

    @Test func keepsADocumentsOwnBlankPagesButNoSheetOfThem() throws {
        let document = try document([["一"], ["二"], ["三"]]) { $0.beginsOnOddPage = true }
        #expect(document.pages.count == 5)
        for start in PrintJob.SheetStart.allCases {
            let job = PrintJob([part(document)], startingAt: start)
            #expect(texts(job) == ["一", "", "二", "", "三", ""])
        }
        // Behind the form on page 2 the blank page 4 would be the front of a sheet.
        let odd = try PageLayouter.layout(
            [("一", false), ("二", false), ("三", true)].map { text, begins in
                var page = PageStyle.area(width: 40, height: 10)
                page.beginsOnOddPage = begins
                let paragraph = Paragraph(
                    runs: [TextRun(text, style: .test)], style: ParagraphStyle(linePitch: .pt(10)))
                return Section(title: text, page: page, blocks: [.text(TextBlock(paragraphs: [paragraph]))])
            }, context: context)
        #expect(texts(PrintJob([part(odd)], startingAt: .form)) == ["一", "", "二", "", "三", ""])
    }

    @Test func printsCopiesOneAfterTheOther() throws {
        let job = PrintJob(
            [part(try document(["一"]), "甲"), part(try document(["二"]), "乙")], startingAt: .document, copies: 2)
        #expect(texts(job) == ["一", "", "二", "", "一", "", "二", ""])
        #expect(outline(job).filter { $0.hasPrefix("0") } == ["0 甲（第1份） 1", "0 乙（第1份） 3", "0 甲（第2份） 5", "0 乙（第2份） 7"])
        #expect(job.owners == [0, 0, 1, 1, 0, 0, 1, 1])
    }

    @Test func putsSeparatorsOnSheetsOfTheirOwn() throws {
        var part = part(try document(["一"]))
        part.separator = try document(["隔"])
        let job = PrintJob([part], startingAt: .document)
        #expect(texts(job) == ["隔", "", "一", ""])
        #expect(labels(job) == ["分隔页", "空白", "1", "空白"])
        #expect(outline(job) == ["0 局 1", "1 表一 3"])
    }

    @Test func saysOnBlankPagesThatTheyAreButNotBehindSeparators() throws {
        var part = part(try document(["一"], ["二"]))
        part.separator = try document(["隔"])
        part.blankNote = try BlankNote(TextRun("此页无正文", style: .test), context: context)
        let pages = PrintJob([part], startingAt: .form).document.pages
        #expect(pages.map { $0.watermarks.flatMap(\.runs).map(\.text).joined() } == ["", "", "", "此页无正文", "", "此页无正文"])
        #expect(try pages.allSatisfy { try $0.size == pages[at: 0].size })
        let note = try #require(try pages[at: 3].watermarks.first)
        #expect(note.posture == .level)
        #expect(note.center == Point(x: .pt(30), y: .pt(15)))
    }

    @Test func refusesANoteThatNoFaceHas() throws {
        #expect(throws: LayoutFailure.self) {
            try BlankNote(
                TextRun("空白", style: .test), context: LayoutContext(shaper: FixedAdvanceShaper(missing: ["白"])))
        }
    }

    @Test func tagsEachOfficeAsAPart() throws {
        let job = PrintJob(
            [part(try document(["一"])), part(try document(["二", "三"]))], startingAt: .document)
        #expect(
            TagDump.text(job.document) == """
                Document
                  Part
                    Sect
                      P  一
                  Part
                    Sect
                      P  二
                      P  三

                """)
    }

    // MARK: Reprints

    @Test(arguments: [
        ("1", [1]), ("2-3", [2, 3]), ("1,3-", [1, 3, 4, 5]), ("5-9", [5]), ("4-4,2", [2, 4]),
    ]) func readsSelections(_ text: String, _ sheets: [Int]) throws {
        let selection = try #require(SheetSelection(text))
        #expect((1...5).filter(selection.contains) == sheets)
    }

    @Test(arguments: ["", "0", "3-2", "a", "1,", "-3", "1--2", "1-2-3", "１", "99999999999999999999"])
    func refusesOtherSelections(_ text: String) {
        #expect(SheetSelection(text) == nil)
    }

    @Test func keepsTheSheetsOfAReprintWithWhatTheyShow() throws {
        let job = PrintJob(
            [
                part(try document(["一"]), "甲"), part(try document(["二", "三", "四"], ["五"]), "乙"),
                part(try document(["六"]), "丙"),
            ], startingAt: .document)
        let reprint = job.keeping(try #require(SheetSelection("3-4")))
        #expect(texts(reprint) == ["四", "五", "六", ""])
        #expect(labels(reprint) == ["3", "4", "1", "空白"])
        #expect(reprint.document.pages.map(\.number) == [1, 2, 3, 4])
        #expect(reprint.owners == [1, 1, 2, 2])
        #expect(outline(reprint) == ["0 乙 1", "1 表二 1", "1 表五 2", "0 丙 3", "1 表六 3"])
        // What is on sheets that are left out is said by no page.
        #expect(
            TagDump.text(reprint.document) == """
                Document
                  Part
                    Sect
                      P
                      P
                      P  四
                    Sect
                      P  五
                  Part
                    Sect
                      P  六

                """)
    }
}
