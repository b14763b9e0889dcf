import Layout
import PDFFormat

/// Writes links from pages to pages (ISO 32000-1, 12.5.6.5).
struct LinkWriter {
    /// A link.
    struct Link {
        /// Its object number.
        let number: Int
        /// The element that it is.
        let element: ElementID
        /// The object numbers of the page that it stands on and of the page that it leads to.
        let page: Int
        let target: Int
        /// Its key among those that lead back to elements.
        let key: Int
        /// Where it leads, for people.
        let title: String
        /// Left, bottom, right and top.
        let rectangle: [Length]
    }

    /// The links in the order of the pages.
    let links: [Link]

    /// The links of `document`.
    /// - Parameters:
    ///   - pages: the object numbers of its pages.
    ///   - firstKey: the first that no page and no field has.
    init(_ document: PagedDocument, pages: [Int], firstKey: Int, in file: inout PDFAssembler) {
        var links: [Link] = []
        for (index, page) in document.pages.enumerated() {
            for link in page.links {
                links.append(
                    Link(
                        number: file.reserve(), element: link.element, page: pages[index],
                        target: pages[link.page - 1], key: firstKey + links.count,
                        title: "\(link.title)（第 \(link.page) 页）",
                        rectangle: page.annotationRectangle(at: link.origin, link.size)))
            }
        }
        self.links = links
    }

    /// The annotations of the page with the object number `page`.
    func annotations(ofPage page: Int) -> [Int] { links.filter { $0.page == page }.map(\.number) }

    /// Writes the links.
    func write(to file: inout PDFAssembler) {
        for link in links {
            file.write(link.number) { syntax in
                syntax.write("<< /Type /Annot /Subtype /Link /Rect [ \(PDFSyntax.decimals(link.rectangle)) ] ")
                // ISO 14289-1, 7.18.5: what it leads to is said; bit 3: it is printed (ISO 19005-2, 6.3.2).
                syntax.write("/Border [ 0 0 0 ] /F 4 /Contents \(PDFSyntax.string(link.title)) ")
                syntax.write("/P \(link.page) 0 R /StructParent \(link.key) /Dest [ \(link.target) 0 R /Fit ] >>")
            }
        }
    }
}

extension Page {
    /// The left, bottom, right and top of what stands at `origin`, as annotations state them: from the lower left corner of the
    /// page.
    func annotationRectangle(at origin: Point, _ size: Size) -> [Length] {
        let bottom = self.size.height - origin.y - size.height
        return [origin.x, bottom, origin.x + size.width, bottom + size.height]
    }
}

extension PDFSyntax {
    /// Lengths in points with two decimals.
    static func decimals(_ lengths: [Length]) -> String {
        lengths.map { length in
            let hundredths = Int((length.points * 100).rounded())
            let fraction = hundredths % 100
            return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
        }.joined(separator: " ")
    }
}
