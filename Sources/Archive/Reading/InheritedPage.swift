import PDFFormat

/// A page with what it inherits from the nodes above it (ISO 32000-1, 7.7.3.4).
struct InheritedPage {
    let object: QPDFObject
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
