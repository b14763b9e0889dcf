package import PDFFormat

/// A PDF of scans, as other programs make them, whose pictures are taken out as they are.
package final class ScannedPDF {
    /// A page with nothing but pictures on it.
    package struct Page: Sendable {
        /// The pictures from the lowest to the uppermost, in points of the page before it is turned.
        package let pictures: [PlacedPicture]
        /// The corners of what is seen of it, in the same points.
        package let box: (left: Double, bottom: Double, right: Double, top: Double)
        /// By how many quarter turns clockwise it is shown turned.
        package let quarterTurns: Int
    }

    private let file: QPDFFile
    private let pages: [InheritedPage]

    /// Reads the PDF in `bytes`.
    /// - Throws: ``PDFError`` where it is damaged, encrypted, written otherwise than is read, or costs too much.
    package init(_ bytes: [UInt8]) throws(PDFError) {
        file = try QPDFFile(bytes)
        pages = InheritedPage.all(in: file)
        try file.check()
    }

    /// How many pages it has.
    package var pageCount: Int { pages.count }

    /// Page `number`, from 0.
    /// - Returns: `nil` where it shows anything but pictures that an archival file may hold as they are.
    /// - Throws: ``PDFError`` where it is damaged.
    package func page(_ number: Int) throws(PDFError) -> Page? {
        guard pages.indices.contains(number) else { return nil }
        let page = pages[number]
        guard let box = page.box, !page.hasAnnotations else { return nil }
        var reader = PictureContent()
        let isPlain = try reader.read(page.content(), page.resources, depth: 0)
        try file.check()
        guard isPlain, !reader.pictures.isEmpty else { return nil }
        return Page(pictures: reader.pictures, box: box, quarterTurns: page.quarterTurns)
    }
}

/// A page with what it inherits from the nodes above it (ISO 32000-1, 7.7.3.4).
struct InheritedPage {
    private let object: QPDFObject
    private var inherited: [String: QPDFObject]

    private static let keys = ["/Resources", "/MediaBox", "/CropBox", "/Rotate"]

    /// The pages of `file` in order.
    static func all(in file: QPDFFile) -> [InheritedPage] {
        var pages: [InheritedPage] = []
        // The tree was checked to be one when the file was opened.
        var waiting = [InheritedPage(object: file.catalog["/Pages"], inherited: [:])]
        while var node = waiting.popLast() {
            for key in keys where !node.object[key].isNull { node.inherited[key] = node.object[key] }
            let kids = node.object["/Kids"]
            guard kids.isArray else {
                pages.append(node)
                continue
            }
            waiting += kids.elements.reversed().map { InheritedPage(object: $0, inherited: node.inherited) }
        }
        return pages
    }

    /// Its resources; `nil` where it has none.
    var resources: QPDFObject? { inherited["/Resources"] }

    /// Whether anything is shown on top of it but links.
    var hasAnnotations: Bool {
        object["/Annots"].elements.contains { !$0["/Subtype"].isName("/Link") && !$0["/Subtype"].isName("/Popup") }
    }

    /// By how many quarter turns clockwise it is shown turned.
    var quarterTurns: Int { (((inherited["/Rotate"]?.integer ?? 0) / 90 % 4) + 4) % 4 }

    /// What is seen of it; `nil` where that is nothing.
    var box: (left: Double, bottom: Double, right: Double, top: Double)? {
        guard let media = Self.box(inherited["/MediaBox"]) else { return nil }
        let crop = Self.box(inherited["/CropBox"]) ?? media
        let seen = (
            left: max(media.left, crop.left), bottom: max(media.bottom, crop.bottom),
            right: min(media.right, crop.right), top: min(media.top, crop.top)
        )
        return seen.left < seen.right && seen.bottom < seen.top ? seen : nil
    }

    private static func box(_ array: QPDFObject?) -> (left: Double, bottom: Double, right: Double, top: Double)? {
        guard let numbers = array?.elements.map(\.double), numbers.count == 4 else { return nil }
        return (
            min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]),
            max(numbers[1], numbers[3])
        )
    }

    /// Its content: of several streams each ends a word.
    func content() throws(PDFError) -> [UInt8] {
        let contents = object["/Contents"]
        let streams = contents.isArray ? contents.elements : [contents]
        var content: [UInt8] = []
        for stream in streams where stream.isStream { content += try stream.streamData() + [10] }
        return content
    }
}
