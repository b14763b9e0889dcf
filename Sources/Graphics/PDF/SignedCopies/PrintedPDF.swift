import PDFFormat

/// A finished PDF that is read back for its texts, fonts and attachments.
package struct PrintedPDF {
    let file: DrawnFile
    /// How many pages it has.
    package var pageCount: Int { file.pages.count }

    /// Reads `bytes`, which this program has made.
    /// - Throws: ``FinishingError/unreadableDrawing`` where they are damaged.
    package init(_ bytes: [UInt8]) throws(FinishingError) { file = try DrawnFile.read(bytes) }

    /// When it was made, as ISO 8601 in UTC; `nil` where it does not say.
    package var creationDate: String? {
        let digits =
            file.information["/CreationDate"].map { String(decoding: $0, as: UTF8.self).filter(\.isNumber) } ?? ""
        guard digits.utf8.count == 14 else { return nil }
        let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map { String(Array(digits)[$0]) }
        return "\(parts[0...2].joined(separator: "-"))T\(parts[3...].joined(separator: ":"))Z"
    }

    /// Its title; empty where it states none.
    package var title: String {
        guard let source = file.information["/Title"] else { return "" }
        let digits = String(decoding: source, as: UTF8.self).filter(\.isHexDigit)
        // As this program writes texts: the mark of UTF-16, then its units.
        let units = stride(from: 4, to: digits.utf8.count - 3, by: 4).compactMap { place in
            UInt16(String(decoding: Array(digits.utf8)[place..<place + 4], as: UTF8.self), radix: 16)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// A page.
    struct Page {
        /// The width and height in points.
        let size: (width: Double, height: Double)
        /// Its content.
        let content: [UInt8]
        /// Its fonts by name, as they are written.
        let fonts: DictionarySource
    }

    /// Page `number`, from 1.
    /// - Throws: ``FinishingError/unreadableDrawing`` where it is not as this program writes pages.
    func page(_ number: Int) throws(FinishingError) -> Page {
        guard file.pages.indices.contains(number - 1), let entries = file.object(file.pages[number - 1])?.entries,
            let box = entries["/MediaBox"].map(Self.numbers), box.count == 4, box[2] > box[0], box[3] > box[1],
            entries["/Rotate"] == nil,
            let content = entries["/Contents"]?.references.first.flatMap({ file.object($0)?.plainData })
        else { throw .unreadableDrawing }
        let fonts = try dictionary(entries["/Resources"]).flatMap { (resources) throws(FinishingError) in
            try dictionary(resources["/Font"])
        }
        return Page(size: (box[2], box[3]), content: content, fonts: fonts ?? DictionarySource())
    }

    /// The dictionary that `value` is or refers to.
    private func dictionary(_ value: ArraySlice<UInt8>?) throws(FinishingError) -> DictionarySource? {
        guard let value else { return nil }
        if let entries = DictionarySource(value) { return entries }
        guard let entries = value.references.first.flatMap({ file.object($0)?.entries }) else {
            throw .unreadableDrawing
        }
        return entries
    }

    private static func numbers(_ array: ArraySlice<UInt8>) -> [Double] {
        String(decoding: array, as: UTF8.self).split { " []\n\r\t".contains($0) }.compactMap { Double($0) }
    }
}
