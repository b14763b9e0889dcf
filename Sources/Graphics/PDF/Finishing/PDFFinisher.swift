import Layout
import PDFFormat

/// Finishes a drawn PDF for the archive: copies its objects into a new file and adds what PDF/A and PDF/UA ask for and Cairo
/// does not write.
///
/// Objects are copied one by one, in the order in which the pages lead to them, so that their numbers do not depend on the
/// version of Cairo. On the way page contents get their marks (``ContentRewriter``), placeholders of fonts their outlines
/// (``FilledFonts``), images names of their own; pages with the same content share it. Structure, outline, metadata,
/// attachments and signature fields are written anew. All of this happens in memory: the result is a complete file, or an
/// error.
package struct PDFFinisher {
    /// The language of the forms.
    private static let language = "zh-CN"

    private let drawn: DrawnPDF
    private let content: Content
    private let profile: ArchiveProfile
    private let source: DrawnFile
    private let fonts: FilledFonts
    private var file: PDFAssembler
    /// The numbers that the objects of the source have in the file, in the order in which they are met: those that Cairo
    /// gives depend on its version.
    private var numbers: [Int: Int] = [:]
    /// The numbers of the objects of the source that are in the file. Here and below, numbers are the source's.
    private var copied: Set<Int> = []
    /// The positions of the pages whose content is written, by its checksum. Copies of a page share theirs.
    private var contents: [UInt32: [Int]] = [:]
    /// The content that a page shows instead of its own, by the pages' numbers.
    private var sharedContents: [Int: Int] = [:]
    /// The fonts that have their outlines already, by the numbers of their streams; `nil` for those without placeholders.
    private var filled: [Int: FilledFonts.Font?] = [:]
    /// The names of the images that a page shows, by the numbers of its resources.
    private var images: [Int: ImageNames] = [:]

    /// The PDF `drawn`, finished for `profile`.
    /// - Parameter fonts: when its fonts are made.
    /// - Throws: ``FinishingError`` where qpdf fails or `drawn` is not what its marks say.
    package static func finish(
        _ drawn: DrawnPDF, with content: Content, as profile: ArchiveProfile, fonts: FontWork = .inTurn
    ) throws(FinishingError) -> FinishedPDF {
        var finisher = try PDFFinisher(drawn, content, profile, fonts)
        return try finisher.finished()
    }

    private init(
        _ drawn: DrawnPDF, _ content: Content, _ profile: ArchiveProfile, _ fonts: FontWork
    ) throws(FinishingError) {
        self.drawn = drawn
        self.content = content
        self.profile = profile
        source = try DrawnFile.read(drawn.bytes)
        self.fonts = FilledFonts(source, outlines: drawn.outlines, fonts)
        // Outlines and attachments come in, and what Cairo left uncompressed shrinks.
        file = PDFAssembler(size: 1, length: 2 * drawn.bytes.count)
    }

    private mutating func finished() throws(FinishingError) -> FinishedPDF {
        let pages = source.pages.map { number($0) }
        let signed = content.hasSignatureFields ? content.document : nil
        let fields = SignatureFieldWriter(signed, pages: pages, in: &file)
        let links = LinkWriter(
            content.document, pages: pages, firstKey: pages.count + fields.fields.count, in: &file)
        let outline = OutlineWriter(content.document.sections).write(to: &file, pages: pages)
        links.write(to: &file)
        var entries = [
            outline, file.addMetadata(content.metadata, standard: profile.standard, language: Self.language),
            file.addColors(), attachments(), fields.write(to: &file),
        ]
        if profile.isTagged {
            let owners = try markContent()
            let structure = StructureWriter(
                content.document.structure, owners: owners, pages: pages, fields: fields.fields, links: links.links,
                in: &file)
            structure.write(to: &file)
            entries.append("/StructTreeRoot \(structure.root) 0 R /MarkInfo << /Marked true >>")
        }
        try copy(source.pageTree, adding: pageEntries(fields, links, pages))
        let root = catalog(entries.compactMap { $0 })
        let info = file.addInformation(content.metadata)
        return file.finished(root: root, info: info)
    }

    // MARK: Pages

    /// Puts the marks into the content of every page.
    /// - Returns: for each page the elements of its marked content, by its number.
    private mutating func markContent() throws(FinishingError) -> [[ElementID]] {
        guard drawn.marks.count == source.pages.count else { throw .unexpectedMarks(page: drawn.marks.count + 1) }
        return try source.pages.indices.map { index throws(FinishingError) in
            let marked = try marked(index)
            try write(marked.bytes, of: index)
            return marked.owners
        }
    }

    /// The content of the page at `index` with its marks.
    private mutating func marked(_ index: Int) throws(FinishingError) -> ContentRewriter.Marked {
        let drawing = try plainData(of: object(contentNumber(ofPage: index)))
        let resources = try object(source.pages[index]).entries?["/Resources"]?.references.first
        let images = try imageNames(resources)
        do throws(ContentRewriter.Failure) {
            return try ContentRewriter.rewrite(
                drawing, marks: drawn.marks[index], tree: content.document.structure, images: images)
        } catch {
            switch error {
            case .unexpectedMarks: throw .unexpectedMarks(page: index + 1)
            case .unmarkedContent: throw .unmarkedContent(page: index + 1)
            }
        }
    }

    /// The number of the content of the page at `index`.
    private func contentNumber(ofPage index: Int) throws(FinishingError) -> Int {
        try object(source.pages[index]).entries?["/Contents"]?.references.first ?? 0
    }

    /// The names that the images in the object `resources` get from now on; none where there is no such object.
    private mutating func imageNames(_ resources: Int?) throws(FinishingError) -> ImageNames {
        guard let resources, let entries = try object(resources).entries else { return ImageNames() }
        let names = ImageNames(entries)
        images[resources] = names
        return names
    }

    /// Writes the content of the page at `index`; where another page has the same, it shows that.
    private mutating func write(_ content: [UInt8], of index: Int) throws(FinishingError) {
        let number = try contentNumber(ofPage: index)
        copied.insert(number)
        let checksum = Deflater.checksum(content)
        // Contents are not held, for they are as large as the drawing: the few that may be the same are made once more.
        for other in contents[checksum, default: []] where try marked(other).bytes == content {
            sharedContents[source.pages[index]] = try contentNumber(ofPage: other)
            return
        }
        contents[checksum, default: []].append(index)
        file.writeStream(self.number(number), entries: "", content)
    }

    /// What every page gets: its key among those that lead back to elements, its tab order and its annotations.
    /// - Parameter pages: the numbers of the pages in the file.
    private func pageEntries(_ fields: SignatureFieldWriter, _ links: LinkWriter, _ pages: [Int]) -> [Int: String] {
        var entries: [Int: String] = [:]
        for (index, page) in source.pages.enumerated() {
            // Readers step through annotations in the order of the structure (ISO 14289-1, 7.18.3).
            let marks = profile.isTagged ? "/StructParents \(index) /Tabs /S " : ""
            let own = links.annotations(ofPage: pages[index]) + fields.annotations(ofPage: pages[index])
            let annotations = own.map { "\($0) 0 R" }.joined(separator: " ")
            entries[page] = marks + (own.isEmpty ? "" : "/Annots [ \(annotations) ]")
        }
        return entries
    }

    // MARK: Objects

    /// The number in the file of the object `source` of the source.
    private mutating func number(_ source: Int) -> Int {
        if let known = numbers[source] { return known }
        let number = file.reserve()
        numbers[source] = number
        return number
    }

    private func object(_ number: Int) throws(FinishingError) -> DrawnFile.Object {
        guard let object = source.object(number) else { throw .unreadableDrawing }
        return object
    }

    private func plainData(of object: DrawnFile.Object) throws(FinishingError) -> [UInt8] {
        guard let data = object.plainData else { throw .unreadableDrawing }
        return data
    }

    /// Takes the object `number` of the source over with all that it refers to; dictionaries get the entries that `added`
    /// has for their numbers.
    private mutating func copy(_ number: Int, adding added: [Int: String]) throws(FinishingError) {
        guard copied.insert(number).inserted else { return }
        let object = try object(number)
        var references: [Int] = []
        if var entries = object.entries {
            if object.data != nil {
                try copyStream(number, object, entries: &entries, references: &references)
            } else {
                if added[number] != nil { completePage(number, &entries) }
                try completeFont(&entries)
                images[number]?.rename(in: &entries)
                let source = source(of: entries, &references) + (added[number] ?? "")
                let number = self.number(number)
                file.write(number) { $0.write("<< \(source) >>") }
            }
        } else {
            let source = object.source.renumbered { noted($0, in: &references) }
            let number = self.number(number)
            file.write(number) { $0.write(source) }
        }
        for reference in references { try copy(reference, adding: added) }
    }

    /// The entries as the file has them; what they refer to is added to `references`.
    private mutating func source(of entries: DictionarySource, _ references: inout [Int]) -> String {
        entries.source { noted($0, in: &references) }
    }

    /// The number in the file of an object that is referred to.
    private mutating func noted(_ reference: Int, in references: inout [Int]) -> Int {
        references.append(reference)
        return number(reference)
    }

    private mutating func copyStream(
        _ sourceNumber: Int, _ object: DrawnFile.Object, entries: inout DictionarySource, references: inout [Int]
    ) throws(FinishingError) {
        let number = number(sourceNumber)
        // ISO 19005-2, 6.2.8: images are not smoothed at the reader's whim.
        for key in ["/Length", "/Interpolate"] as [StaticString] { entries[key] = nil }
        let isDeflated = entries["/Filter"]?.is("/FlateDecode") == true && entries["/DecodeParms"] == nil
        guard isDeflated || entries["/Filter"] == nil else {
            let source = source(of: entries, &references)
            return file.writeEncodedStream(number, entries: source, Array(object.data ?? []))
        }
        entries["/Filter"] = nil
        if let font = filledFont(sourceNumber, object) {
            return file.writeDeflatedStream(number, entries: "/Length1 \(font.length)", font.compressed)
        }
        // Whether Cairo has compressed it or not, it is written the same.
        let source = source(of: entries, &references)
        file.writeStream(number, entries: source, try plainData(of: object))
    }

    private func completePage(_ number: Int, _ entries: inout DictionarySource) {
        entries["/StructParents"] = nil
        if let shared = sharedContents[number] { entries["/Contents"] = Array("\(shared) 0 R".utf8)[...] }
    }

    /// ISO 19005-2, 6.2.11.3.2: embedded TrueType fonts say how characters lead to glyphs.
    private mutating func completeFont(_ entries: inout DictionarySource) throws(FinishingError) {
        FontEntries.roundWidths(&entries)
        if let file = fontFile(of: entries) { FontEntries.rename(&entries, try checksum(ofFont: file)) }
        guard entries["/Subtype"]?.is("/CIDFontType2") == true, entries["/CIDToGIDMap"] == nil else { return }
        entries["/CIDToGIDMap"] = Array("/Identity".utf8)[...]
    }

    /// The number of the font file that a font, its descendant or their descriptor leads to.
    private func fontFile(of entries: DictionarySource) -> Int? {
        for key in ["/FontFile2", "/FontFile3", "/FontFile"] as [StaticString] {
            if let file = entries[key]?.references.first { return file }
        }
        let next = (entries["/FontDescriptor"] ?? entries["/DescendantFonts"])?.references.first
        return next.flatMap { source.object($0)?.entries }.flatMap(fontFile)
    }

    private mutating func checksum(ofFont number: Int) throws(FinishingError) -> UInt32 {
        let object = try object(number)
        if let font = filledFont(number, object) { return font.checksum }
        return Deflater.checksum(try plainData(of: object))
    }

    /// The font in the object `number`; `nil` where it is none or stands for itself.
    private mutating func filledFont(_ number: Int, _ object: DrawnFile.Object) -> FilledFonts.Font? {
        guard object.entries?["/Length1"] != nil else { return nil }
        if let known = filled[number] { return known }
        let font = fonts.font(number, in: object, deflater: file.deflater)
        filled[number] = .some(font)
        return font
    }

    // MARK: Document

    private mutating func catalog(_ entries: [String]) -> Int {
        let pages = number(source.pageTree)
        let number = file.reserve()
        file.write(number) {
            $0.write("<< /Type /Catalog /Pages \(pages) 0 R /Lang (\(Self.language)) ")
            $0.write("/ViewerPreferences << /DisplayDocTitle true >> ")
            $0.write(PageLabels.entry(content.document.pages.map(\.label)))
            $0.write(entries.joined(separator: " "))
            $0.write(" >>")
        }
        return number
    }

    private mutating func attachments() -> String? {
        guard profile.holdsAttachments, !content.attachments.isEmpty else { return nil }
        let files = content.attachments.sorted { $0.name < $1.name }.map { attached in
            (name: PDFSyntax.string(attached.name), number: add(attached))
        }
        let names = files.map { "\($0.name) \($0.number) 0 R" }.joined(separator: " ")
        let references = files.map { "\($0.number) 0 R" }.joined(separator: " ")
        return "/Names << /EmbeddedFiles << /Names [ \(names) ] >> >> /AF [ \(references) ]"
    }

    private mutating func add(_ attached: AttachedFile) -> Int {
        let date = "(D:\(content.metadata.creationDate.filter { $0.isNumber })Z)"
        let stream = file.addStream(
            "/Type /EmbeddedFile /Subtype \(PDFSyntax.name(attached.mediaType)) "
                + "/Params << /Size \(attached.bytes.count) /ModDate \(date) >>", attached.bytes)
        let name = PDFSyntax.string(attached.name)
        return file.add(
            """
            << /Type /Filespec /F \(name) /UF \(name) /AFRelationship /\(attached.relationship.rawValue)
            /Desc \(PDFSyntax.string(attached.title)) /EF << /F \(stream) 0 R /UF \(stream) 0 R >> >>
            """)
    }
}
