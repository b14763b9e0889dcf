import Layout
import PDFFormat

/// Writes empty signature fields (ISO 32000-1, 12.7.4.5) over the blanks that are signed, for signing tools to fill.
struct SignatureFieldWriter {
    /// A field over a blank.
    struct Field {
        /// Its object number.
        let number: Int
        /// The element that its blank belongs to.
        let element: ElementID
        /// The object number of the element that stands for the field itself.
        let elementNumber: Int
        /// The object number of its page.
        let page: Int
        /// Its key among those that lead back to elements.
        let key: Int
        /// What is signed, for people.
        let title: String
        /// Its name, which no other field has.
        let name: String
        /// Left, bottom, right and top.
        let rectangle: [Length]
    }

    /// The fields in the order of the pages.
    let fields: [Field]

    /// A field for each blank of `document`; none where `document` is `nil`.
    init(_ document: PagedDocument?, pages: [Int], in file: inout PDFAssembler) {
        var fields: [Field] = []
        let forms = document?.structure.parts()[StructureTree.root.rawValue] ?? []
        for (index, page) in (document?.pages ?? []).enumerated() {
            for blank in page.blanks where blank.isSignature {
                let form = forms.lastIndex { $0 <= blank.element } ?? 0
                fields.append(
                    Field(
                        number: file.reserve(), element: blank.element, elementNumber: file.reserve(),
                        page: pages[index], key: pages.count + fields.count,
                        title: "\(document?.sections[form].title ?? "") \(blank.label)",
                        name: "Signature\(fields.count + 1)",
                        rectangle: page.annotationRectangle(at: blank.origin, blank.size)))
            }
        }
        self.fields = fields
    }

    /// The annotations of the page with the object number `page`.
    func annotations(ofPage page: Int) -> [Int] { fields.filter { $0.page == page }.map(\.number) }

    /// Writes the fields.
    /// - Returns: the catalog's entry for them.
    func write(to file: inout PDFAssembler) -> String? {
        guard !fields.isEmpty else { return nil }
        for field in fields {
            let size = [field.rectangle[2] - field.rectangle[0], field.rectangle[3] - field.rectangle[1]]
            let box = "[ 0 0 \(PDFSyntax.decimals(size)) ]"
            let appearance = file.addStream("/Type /XObject /Subtype /Form /BBox \(box) /Resources << >>", [])
            file.write(field.number) { syntax in
                syntax.write("<< /Type /Annot /Subtype /Widget /FT /Sig /T \(PDFSyntax.string(field.name)) ")
                syntax.write("/TU \(PDFSyntax.string(field.title)) /Rect [ \(PDFSyntax.decimals(field.rectangle)) ] ")
                // Bit 3: the field is printed (ISO 19005-2, 6.3.2).
                syntax.write("/F 4 /P \(field.page) 0 R /StructParent \(field.key) /AP << /N \(appearance) 0 R >> >>")
            }
        }
        return "/AcroForm << /Fields [ \(fields.map { "\($0.number) 0 R" }.joined(separator: " ")) ] >>"
    }
}
