import Layout
import PDFFormat

/// Writes a structure tree and the tree that leads from marked content back to it (ISO 32000-1, 14.7).
struct StructureWriter {
    /// A stretch of marked content by which a page shows an element.
    private struct Content {
        let page: Int
        let number: Int
    }

    private let tree: StructureTree
    private let parts: [[ElementID]]
    /// The object numbers of the pages.
    private let pages: [Int]
    /// For each page the elements of its marked content, by its number.
    private let owners: [[ElementID]]
    /// For each element its marked content.
    private let contents: [[Content]]
    /// What is signed, by the element that it stands in.
    private let fields: [ElementID: [SignatureFieldWriter.Field]]
    /// What leads to other pages, by the elements that it is.
    private let links: [ElementID: LinkWriter.Link]
    /// The object number of the first element; the others follow in order.
    private let first: Int
    /// The object number of the root.
    let root: Int

    /// Numbers the elements of `tree`.
    /// - Parameter owners: for each page the elements of its marked content, by its number.
    init(
        _ tree: StructureTree, owners: [[ElementID]], pages: [Int], fields: [SignatureFieldWriter.Field],
        links: [LinkWriter.Link], in file: inout PDFAssembler
    ) {
        self.tree = tree
        self.pages = pages
        parts = tree.parts()
        self.owners = owners
        var contents = [[Content]](repeating: [], count: tree.elements.count)
        for (page, owners) in owners.enumerated() {
            for (number, owner) in owners.enumerated() {
                contents[owner.rawValue].append(Content(page: page, number: number))
            }
        }
        self.contents = contents
        self.fields = Dictionary(grouping: fields, by: \.element)
        self.links = Dictionary(uniqueKeysWithValues: links.map { ($0.element, $0) })
        root = file.reserve()
        first = file.reserve(tree.elements.count)
    }

    private func number(_ element: ElementID) -> Int { first + element.rawValue }

    /// Writes all of it.
    func write(to file: inout PDFAssembler) {
        for index in tree.elements.indices { write(ElementID(rawValue: index), to: &file) }
        for field in fields.values.joined().sorted(by: { $0.element < $1.element }) { write(field, to: &file) }
        let parents = file.reserve()
        writeParents(parents, to: &file)
        file.write(root) {
            $0.write("<< /Type /StructTreeRoot /K \(first) 0 R /ParentTree \(parents) 0 R ")
            $0.write("/ParentTreeNextKey \(pages.count + fields.values.joined().count + links.count) >>")
        }
    }

    // MARK: Elements

    private func write(_ id: ElementID, to file: inout PDFAssembler) {
        let element = tree[id]
        let contents = contents[id.rawValue]
        file.write(number(id)) { syntax in
            syntax.write("<< /Type /StructElem /S /")
            syntax.write(element.role.standardName)
            syntax.write(" /P ")
            syntax.writeReference(element.parent.map(number) ?? root)
            if let page = contents.first?.page {
                syntax.write("/Pg ")
                syntax.writeReference(pages[page])
            }
            writeAttributes(of: element, to: &syntax)
            if let text = tree.alternativeTexts[id] { syntax.write("/Alt \(PDFSyntax.string(text)) ") }
            writeKids(of: id, contents, to: &syntax)
            syntax.write(">>")
        }
    }

    private func writeAttributes(of element: StructureTree.Element, to syntax: inout PDFSyntax) {
        var scope = ""
        if case .headerCell(let heads) = element.role { scope = heads == .row ? " /Scope /Row" : " /Scope /Column" }
        guard !scope.isEmpty || element.rowSpan > 1 || element.columnSpan > 1 else { return }
        syntax.write("/A << /O /Table")
        syntax.write(scope)
        if element.rowSpan > 1 { syntax.write(" /RowSpan \(element.rowSpan)") }
        if element.columnSpan > 1 { syntax.write(" /ColSpan \(element.columnSpan)") }
        syntax.write(" >> ")
    }

    /// What an element holds: marked content, first that of its own page, then other elements.
    private func writeKids(of id: ElementID, _ contents: [Content], to syntax: inout PDFSyntax) {
        let fields = fields[id] ?? []
        guard !contents.isEmpty || !parts[id.rawValue].isEmpty || !fields.isEmpty || links[id] != nil else { return }
        syntax.write("/K [")
        for content in contents {
            if content.page == contents[0].page {
                syntax.write(content.number)
                syntax.write(" ")
            } else {
                syntax.write("<< /Type /MCR /Pg ")
                syntax.writeReference(pages[content.page])
                syntax.write("/MCID \(content.number) >> ")
            }
        }
        for part in parts[id.rawValue] { syntax.writeReference(number(part)) }
        for field in fields { syntax.writeReference(field.elementNumber) }
        if let link = links[id] { syntax.write("<< /Type /OBJR /Pg \(link.page) 0 R /Obj \(link.number) 0 R >> ") }
        syntax.write("] ")
    }

    /// The element of a signature field (ISO 14289-1, 7.18.4).
    private func write(_ field: SignatureFieldWriter.Field, to file: inout PDFAssembler) {
        file.write(field.elementNumber) { syntax in
            syntax.write("<< /Type /StructElem /S /Form /P \(number(field.element)) 0 R ")
            syntax.write("/Alt \(PDFSyntax.string(field.title)) ")
            syntax.write("/K << /Type /OBJR /Pg \(field.page) 0 R /Obj \(field.number) 0 R >> >>")
        }
    }

    // MARK: Parents

    /// From each page's marked content, and from each field, to the elements.
    private func writeParents(_ number: Int, to file: inout PDFAssembler) {
        let arrays = file.reserve(owners.count)
        for (page, owners) in owners.enumerated() {
            file.write(arrays + page) { syntax in
                syntax.write("[ ")
                for owner in owners { syntax.writeReference(self.number(owner)) }
                syntax.write("]")
            }
        }
        file.write(number) { syntax in
            syntax.write("<< /Nums [ ")
            for page in owners.indices { syntax.write("\(page) \(arrays + page) 0 R ") }
            for field in fields.values.joined().sorted(by: { $0.key < $1.key }) {
                syntax.write("\(field.key) \(field.elementNumber) 0 R ")
            }
            for link in links.values.sorted(by: { $0.key < $1.key }) {
                syntax.write("\(link.key) \(self.number(link.element)) 0 R ")
            }
            syntax.write("] >>")
        }
    }
}
