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
        var reader = PictureContent(
            on: PageArea(left: box.left, bottom: box.bottom, right: box.right, top: box.top))
        let isPlain = try reader.read(page.content(), page.resources, depth: 0)
        try file.check()
        guard isPlain, !reader.pictures.isEmpty else { return nil }
        return Page(pictures: reader.pictures, box: box, quarterTurns: page.quarterTurns)
    }
}
