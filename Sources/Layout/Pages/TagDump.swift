/// Writes the logical structure of laid-out pages as text, an element a line, so that a diff shows what a reader who
/// cannot see the pages is told.
package struct TagDump {
    private let document: PagedDocument
    private let parts: [[ElementID]]
    /// For each element its text and the pages that it stands on.
    private var contents: [ElementID: (text: String, pages: [Int])] = [:]

    /// The text of `document`.
    package static func text(_ document: PagedDocument) -> String {
        TagDump(document).text(of: StructureTree.root, depth: 0)
    }

    private init(_ document: PagedDocument) {
        self.document = document
        parts = document.structure.parts()
        for page in document.pages {
            for run in page.runs {
                guard let element = run.element else { continue }
                var content = contents[element] ?? ("", [])
                content.text += run.text
                if content.pages.last != page.number { content.pages.append(page.number) }
                contents[element] = content
            }
        }
    }

    private func text(of id: ElementID, depth: Int) -> String {
        let inner = parts[id.rawValue].map { text(of: $0, depth: depth + 1) }.joined()
        return String(repeating: "  ", count: depth) + line(id) + "\n" + inner
    }

    /// The role, what a cell covers and heads, the pages where they are several, the text.
    private func line(_ id: ElementID) -> String {
        let element = document.structure[id]
        var words = [element.role.standardName]
        if case .headerCell(let scope) = element.role { words.append(scope.rawValue) }
        if element.rowSpan > 1 { words.append("rows=\(element.rowSpan)") }
        if element.columnSpan > 1 { words.append("columns=\(element.columnSpan)") }
        if let content = contents[id] {
            if content.pages.count > 1 {
                words.append("pages=" + content.pages.map(String.init).joined(separator: ","))
            }
            words.append(" " + content.text)
        }
        if let alternative = document.structure.alternativeTexts[id] { words.append(" alt: " + alternative) }
        return words.joined(separator: " ")
    }
}
