import Layout
import PDFFormat

/// Writes the outline (ISO 32000-1, 12.3.3): an entry for each section, those of an office closed below it.
struct OutlineWriter {
    /// An entry.
    struct Section {
        let title: String
        /// The number of the page that it leads to, from 1; `nil` where it leads nowhere.
        let page: Int?
        /// How many sections it is a part of.
        var depth = 0
    }

    private let sections: [Section]
    /// For each section the one that it is a part of.
    private let parents: [Int?]

    init(_ sections: [PagedDocument.SectionStart]) {
        self.init(sections.map { Section(title: $0.title, page: $0.page, depth: $0.depth) })
    }

    init(_ sections: [Section]) {
        self.sections = sections
        parents = sections.indices.map { index in
            sections[..<index].lastIndex { $0.depth < sections[index].depth }
        }
    }

    /// Writes the entries, which lead to the pages with the numbers `pages`.
    /// - Returns: the catalog's entry for them; `nil` where there are no sections.
    func write(to file: inout PDFAssembler, pages: [Int]) -> String? {
        guard !sections.isEmpty else { return nil }
        let root = file.reserve()
        let first = file.reserve(sections.count)
        for index in sections.indices {
            let neighbours = parts(of: parents[index])
            file.write(first + index) {
                $0.write("<< /Title \(PDFSyntax.string(sections[index].title)) ")
                $0.write("/Parent \(parents[index].map { first + $0 } ?? root) 0 R ")
                if let page = sections[index].page { $0.write("/Dest [ \(pages[page - 1]) 0 R /Fit ] ") }
                if let before = neighbours.last(where: { $0 < index }) { $0.write("/Prev \(first + before) 0 R ") }
                if let after = neighbours.first(where: { $0 > index }) { $0.write("/Next \(first + after) 0 R ") }
                // A negative count: what is below is not shown until it is asked for.
                $0.write("\(ends(of: index, first, sign: "-"))>>")
            }
        }
        file.write(root) { $0.write("<< /Type /Outlines \(ends(of: nil, first, sign: ""))>>") }
        return "/Outlines \(root) 0 R"
    }

    /// The sections that are parts of `parent`.
    private func parts(of parent: Int?) -> [Int] { parents.indices.filter { parents[$0] == parent } }

    /// The first and the last part of an entry, and how many there are; nothing where there is none.
    private func ends(of parent: Int?, _ first: Int, sign: String) -> String {
        let parts = parts(of: parent)
        guard let head = parts.first, let tail = parts.last else { return "" }
        return "/First \(first + head) 0 R /Last \(first + tail) 0 R /Count \(sign)\(parts.count) "
    }
}
