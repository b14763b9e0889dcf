import Layout
package import PDFFormat

/// Writes the signed copy of a printed PDF: a PDF/A-3u whose pages show scans, with the printed text in its place, unseen, and
/// with what the printed PDF has attached.
package struct SignedCopyWriter {
    /// An entry of the outline.
    package struct Section: Sendable {
        /// What it is called.
        package let title: String
        /// Which page of the copy it leads to, from 1; `nil` for what is not there.
        package let page: Int?

        /// Creates an entry.
        package init(title: String, page: Int?) {
            self.title = title
            self.page = page
        }
    }

    private static let language = "zh-CN"
    /// The largest file, in bytes: references to objects have four.
    private static let largest = 1 << 32 - 1

    private let printed: PrintedPDF
    private var file = PDFAssembler(size: 1)
    private let tree: Int
    /// The numbers in the file of the objects of the printed PDF, and which of them are in it.
    private var numbers: [Int: Int] = [:]
    private var copied: Set<Int> = []
    /// What several pictures may share, by its bytes.
    private var shared: [[UInt8]: Int] = [:]
    /// The pages with their numbers in the printed PDF.
    private var pages: [(object: Int, number: Int)] = []

    /// The catalog's entries for what is attached.
    private var attachments: [String] = []

    /// A copy of `printed` without pages, with what it has attached.
    /// - Throws: ``FinishingError/unreadableDrawing`` where that is not as this program attaches files.
    package init(of printed: PrintedPDF) throws(FinishingError) {
        self.printed = printed
        tree = file.reserve()
        for key in ["/Names", "/AF"] as [StaticString] {
            guard let value = printed.file.catalog[key] else { continue }
            attachments.append("\(key) \(try copied(value))")
        }
    }

    /// Whether there is room for `count` bytes more.
    package func hasRoom(for count: Int) -> Bool { file.length + count < Self.largest - 1 << 24 }

    /// What is written so far and was not taken yet.
    package mutating func takeWritten() -> [UInt8] { file.takeWritten() }

    // MARK: Pages

    /// Adds page `number` of the printed PDF, from 1, as `pictures` show it.
    /// - Throws: ``FinishingError/unreadableDrawing`` where the printed page is not as this program writes pages.
    package mutating func addPage(_ number: Int, showing pictures: [PlacedPicture]) throws(FinishingError) {
        let page = try printed.page(number)
        let fonts = try copiedFonts(page.fonts)
        var (names, content) = ("", PDFSyntax())
        for (index, placed) in pictures.enumerated() {
            names += "/s\(index) \(add(placed.picture)) 0 R "
            content.write(Self.painting(placed, name: "s\(index)"))
        }
        content.write(TextLayer.content(of: page.content)[...])
        let stream = file.addStream("", content.bytes)
        let size = "\(PDFSyntax.number(page.size.width)) \(PDFSyntax.number(page.size.height))"
        let object = file.add(
            """
            << /Type /Page /Parent \(tree) 0 R /MediaBox [ 0 0 \(size) ] /Contents \(stream) 0 R
            /Resources << /Font << \(fonts) >> /XObject << \(names) >> >> >>
            """)
        pages.append((object, number))
    }

    private static func painting(_ placed: PlacedPicture, name: String) -> String {
        let place = placed.place
        let matrix = [place.a, place.b, place.c, place.d, place.e, place.f].map(PDFSyntax.number)
        let paint = placed.picture.isStencil ? placed.paint.map(PDFSyntax.number).joined(separator: " ") + " rg " : ""
        return "q \(paint)\(matrix.joined(separator: " ")) cm /\(name) Do Q\n"
    }

    // MARK: Pictures

    private mutating func add(_ picture: PDFPicture) -> Int {
        var entries = "/Type /XObject /Subtype /Image /Width \(picture.width) /Height \(picture.height) "
        if picture.isStencil { entries += "/ImageMask true " }
        if let colors = picture.colors { entries += "/ColorSpace \(source(of: colors)) " }
        // JPEG 2000 tells how many bits there are itself.
        if picture.bits > 0 { entries += "/BitsPerComponent \(picture.bits) " }
        if !picture.decode.isEmpty {
            entries += "/Decode [ \(picture.decode.map(PDFSyntax.number).joined(separator: " ")) ] "
        }
        if let mask = picture.mask.first { entries += "/\(mask.isStencil ? "Mask" : "SMask") \(add(mask)) 0 R " }
        let filters = picture.filters
        if !filters.isEmpty {
            let names = filters.map { "/\($0.name)" }.joined(separator: " ")
            let stated = filters.map { parameters(of: $0) }.joined(separator: " ")
            entries += "/Filter [ \(names) ] /DecodeParms [ \(stated) ]"
        }
        let number = file.reserve()
        file.writeEncodedStream(number, entries: entries, picture.data)
        return number
    }

    private mutating func parameters(of filter: PDFPicture.Filter) -> String {
        let globals = filter.globals.map { "/JBIG2Globals \(addShared($0, entries: "")) 0 R" } ?? ""
        return filter.parameters.isEmpty && globals.isEmpty ? "null" : "<< \(filter.parameters) \(globals) >>"
    }

    private mutating func source(of colors: PDFPicture.Colors) -> String {
        switch colors {
        case .gray: return "/DeviceGray"
        case .rgb: return "/DeviceRGB"
        case .calibrated(let source): return source
        case .profiled(let components, let profile):
            return "[ /ICCBased \(addShared(profile, entries: "/N \(components)")) 0 R ]"
        case .indexed(let base, let highest, let table):
            let digits = table.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            return "[ /Indexed \(source(of: base)) \(highest) <\(digits)> ]"
        }
    }

    private mutating func addShared(_ data: [UInt8], entries: String) -> Int {
        if let known = shared[data] { return known }
        let number = file.addStream(entries, data)
        shared[data] = number
        return number
    }

    // MARK: Objects of the printed PDF

    private mutating func number(_ source: Int) -> Int {
        if let known = numbers[source] { return known }
        let number = file.reserve()
        numbers[source] = number
        return number
    }

    /// Takes the fonts over, each once.
    /// - Returns: the entries for them.
    private mutating func copiedFonts(_ fonts: DictionarySource) throws(FinishingError) -> String {
        try copied(fonts.written[...])
    }

    /// `value` as the file has it, with all that it refers to taken over.
    private mutating func copied(_ value: ArraySlice<UInt8>) throws(FinishingError) -> String {
        for reference in value.references { try copy(reference) }
        return String(decoding: value.renumbered { number($0) }, as: UTF8.self)
    }

    private mutating func copy(_ source: Int) throws(FinishingError) {
        guard copied.insert(source).inserted else { return }
        guard let object = printed.file.object(source) else { throw .unreadableDrawing }
        let number = number(source)
        if let data = object.data, var entries = object.entries {
            entries["/Length"] = nil
            file.writeEncodedStream(number, entries: try copied(entries.written[...]), Array(data))
        } else {
            let value = try copied(object.source)
            file.write(number) { $0.write(value) }
        }
    }

    // MARK: Document

    /// Ends the copy.
    /// - Returns: what was not taken yet, and the hash of all.
    package consuming func finished(_ metadata: DocumentMetadata, outline: [Section]) -> FinishedPDF {
        let objects = pages.map(\.object)
        let kids = objects.map { "\($0) 0 R" }.joined(separator: " ")
        file.write(tree) { $0.write("<< /Type /Pages /Kids [ \(kids) ] /Count \(objects.count) >>") }
        let sections = outline.map { OutlineWriter.Section(title: $0.title, page: $0.page) }
        var entries = [
            OutlineWriter(sections).write(to: &file, pages: objects),
            file.addMetadata(metadata, standard: .a3u, language: Self.language), file.addColors(),
        ]
        entries += attachments
        let labels = PageLabels.entry(pages.map { Page.Label.number($0.number) })
        let root = file.add(
            """
            << /Type /Catalog /Pages \(tree) 0 R /Lang (\(Self.language)) \(labels)
            /ViewerPreferences << /DisplayDocTitle true >> \(entries.compactMap { $0 }.joined(separator: " ")) >>
            """)
        let information = file.addInformation(metadata)
        return file.finished(root: root, info: information)
    }
}
