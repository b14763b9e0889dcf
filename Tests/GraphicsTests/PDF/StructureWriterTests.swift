import Layout
import TestSupport
import Testing

@testable import Archive
@testable import Graphics
@testable import PDFFormat

/// Structure trees as they are in a file: a heading, a paragraph over two pages, a table of two cells, an image.
@Suite struct StructureWriterTests {
    private let root: QPDFObject
    private let pages: [Int]

    init() throws {
        var tree = StructureTree()
        let section = tree.add(.section, to: StructureTree.root)
        let heading = tree.add(.heading(1), to: section)
        let paragraph = tree.add(.paragraph, to: section)
        let row = tree.add(.row, to: tree.add(.tableBody, to: tree.add(.table, to: section)))
        let header = tree.add(.headerCell(.row), to: row, rowSpan: 2)
        let cell = tree.add(.dataCell, to: row, columnSpan: 3)
        let figure = tree.add(.figure, to: section, alternativeText: "负责人签名")
        let owners = [[heading, paragraph], [paragraph, header, cell, figure]]
        var file = PDFAssembler(size: 1)
        let list = file.reserve()
        let pages = (0..<2).map { _ in file.add("<< /Type /Page /Parent \(list) 0 R /MediaBox [0 0 9 9] >>") }
        file.write(list) { $0.write("<< /Type /Pages /Kids [\(pages[0]) 0 R \(pages[1]) 0 R] /Count 2 >>") }
        let writer = StructureWriter(tree, owners: owners, pages: pages, fields: [], links: [], in: &file)
        writer.write(to: &file)
        let catalog = file.add("<< /Type /Catalog /Pages \(list) 0 R /StructTreeRoot \(writer.root) 0 R >>")
        let info = file.add("<< >>")
        root = try QPDFFile(file.finished(root: catalog, info: info).bytes).catalog["/StructTreeRoot"]
        self.pages = pages
    }

    /// The parts of the section.
    private var parts: [QPDFObject] {
        get throws { try root["/K"]["/K"].elements[at: 0]["/K"].elements }
    }

    @Test func nestsElements() throws {
        #expect(root["/K"]["/S"].isName("/Document"))
        #expect(root["/K"]["/P"].number == root.number)
        for (part, role) in zip(try parts, ["/H1", "/P", "/Table", "/Figure"]) {
            #expect(part["/S"].isName(role))
            #expect(part["/P"]["/S"].isName("/Sect"))
        }
        #expect(try parts.count == 4)
    }

    @Test func tellsOnWhichPagesAnElementStands() throws {
        let kids = try parts[at: 1]["/K"].elements
        #expect(try parts[at: 1]["/Pg"].number == pages[0])
        #expect(try kids[at: 0].integer == 1)
        #expect(try kids[at: 1]["/Pg"].number == pages[1])
        #expect(try kids[at: 1]["/MCID"].integer == 0)
    }

    @Test func tellsWhatCellsCoverAndHead() throws {
        let cells = try parts[at: 2]["/K"].elements[at: 0]["/K"].elements[at: 0]["/K"].elements
        #expect(try cells[at: 0]["/S"].isName("/TH"))
        #expect(try cells[at: 0]["/A"]["/Scope"].isName("/Row"))
        #expect(try cells[at: 0]["/A"]["/RowSpan"].integer == 2)
        #expect(try cells[at: 0]["/A"]["/ColSpan"].isNull)
        #expect(try cells[at: 1]["/A"]["/ColSpan"].integer == 3)
        #expect(try cells[at: 1]["/A"]["/Scope"].isNull)
    }

    @Test func readsImagesOut() throws {
        #expect(try parts[at: 3]["/Alt"].text == "负责人签名")
        #expect(try parts[at: 0]["/Alt"].isNull)
    }

    @Test func leadsBackFromMarkedContent() throws {
        let numbers = root["/ParentTree"]["/Nums"].elements
        #expect(numbers.count == 4)
        #expect(try numbers[at: 1].elements.map(\.number) == [parts[at: 0].number, parts[at: 1].number])
        #expect(try numbers[at: 3].elements.map { $0["/S"].source } == ["/P", "/TH", "/TD", "/Figure"])
        #expect(root["/ParentTreeNextKey"].integer == 2)
    }
}
