import Crypto
public import Layout

/// Finishes a drawn PDF for the archive. Everything happens in memory: what is given back is whole, or nothing is.
public struct PDFFinisher {
    /// The language of the forms.
    private static let language = "zh-CN"

    /// What a PDF is finished with.
    public struct Content: Sendable {
        /// The pages that were drawn.
        public var document: PagedDocument
        /// What the file says of itself.
        public var metadata: DocumentMetadata
        /// Files that go into it, where the profile holds any.
        public var attachments: [AttachedFile]
        /// Whether each blank that is signed gets a signature field.
        public var hasSignatureFields: Bool

        /// Creates what a PDF is finished with.
        public init(
            document: PagedDocument, metadata: DocumentMetadata, attachments: [AttachedFile] = [],
            hasSignatureFields: Bool = false
        ) {
            self.document = document
            self.metadata = metadata
            self.attachments = attachments
            self.hasSignatureFields = hasSignatureFields
        }
    }

    private let drawn: DrawnPDF
    private let content: Content
    private let profile: ArchiveProfile
    private let source: QPDFFile
    private let pages: [QPDFObject]
    private var file: PDFAssembler
    /// The numbers of the objects of the source that are in the file.
    private var copied: Set<Int> = []
    /// The numbers of the contents of pages. Copies of a page share theirs.
    private var contents: [[UInt8]: Int] = [:]

    /// The PDF `drawn`, finished for `profile`.
    /// - Throws: ``ArchiveError`` where qpdf fails or `drawn` is not what its marks say.
    public static func finish(
        _ drawn: DrawnPDF, with content: Content, as profile: ArchiveProfile
    ) throws(ArchiveError) -> [UInt8] {
        var finisher = try PDFFinisher(drawn, content, profile)
        return try finisher.finished()
    }

    private init(_ drawn: DrawnPDF, _ content: Content, _ profile: ArchiveProfile) throws(ArchiveError) {
        self.drawn = drawn
        self.content = content
        self.profile = profile
        source = try QPDFFile(drawn.bytes)
        pages = source.pages
        // Outlines and attachments come in, and what Cairo left uncompressed shrinks.
        file = PDFAssembler(size: source.trailer["/Size"].integer, length: 2 * drawn.bytes.count)
    }

    private mutating func finished() throws(ArchiveError) -> [UInt8] {
        let numbers = pages.map(\.number)
        let signed = content.hasSignatureFields ? content.document : nil
        let fields = SignatureFieldWriter(signed, pages: numbers, in: &file)
        let outline = OutlineWriter(content.document.sections).write(to: &file, pages: numbers)
        var entries = [outline, metadata(), colors(), attachments(), fields.write(to: &file)]
        if profile.isTagged {
            let owners = try markContent()
            let structure = StructureWriter(
                content.document.structure, owners: owners, pages: numbers, fields: fields.fields, in: &file)
            structure.write(to: &file)
            entries.append("/StructTreeRoot \(structure.root) 0 R /MarkInfo << /Marked true >>")
        }
        try copy(source.catalog["/Pages"].number, adding: pageEntries(fields))
        let root = catalog(entries.compactMap { $0 })
        let info = information()
        try source.check()
        return file.finished(root: root, info: info)
    }

    // MARK: Pages

    /// Puts the marks into the content of every page.
    /// - Returns: for each page the elements of its marked content, by its number.
    private mutating func markContent() throws(ArchiveError) -> [[ElementID]] {
        guard drawn.marks.count == pages.count else { throw .unexpectedMarks(page: drawn.marks.count + 1) }
        var owners: [[ElementID]] = []
        for (index, page) in pages.enumerated() {
            let stream = page["/Contents"]
            let drawing = try stream.streamData()
            do throws(ContentRewriter.Fault) {
                let marked = try ContentRewriter.rewrite(
                    drawing, marks: drawn.marks[index], tree: content.document.structure)
                write(marked.bytes, as: stream.number, of: page)
                owners.append(marked.owners)
            } catch {
                switch error {
                case .unexpectedMarks: throw .unexpectedMarks(page: index + 1)
                case .unmarkedContent: throw .unmarkedContent(page: index + 1)
                }
            }
        }
        return owners
    }

    /// Writes the content of `page`; where another page has the same, it shows that.
    private mutating func write(_ content: [UInt8], as number: Int, of page: QPDFObject) {
        copied.insert(number)
        let digest = Array(SHA256.hash(data: content))
        if let known = contents[digest] {
            page.replace("/Contents", withReferenceTo: known)
        } else {
            contents[digest] = number
            file.writeStream(number, "", content)
        }
    }

    /// What every page gets: its key among those that lead back to elements, its tab order and its annotations.
    private func pageEntries(_ fields: SignatureFieldWriter) -> [Int: String] {
        var entries: [Int: String] = [:]
        for (index, page) in pages.enumerated() {
            page.remove("/StructParents")
            // Readers step through annotations in the order of the structure (ISO 14289-1, 7.18.3).
            let marks = profile.isTagged ? "/StructParents \(index) /Tabs /S " : ""
            entries[page.number] = marks + (fields.annotations(ofPage: page.number) ?? "")
        }
        return entries
    }

    /// Takes the object `number` of the source over with all that it refers to; dictionaries get the entries that `added`
    /// has for their numbers.
    private mutating func copy(_ number: Int, adding added: [Int: String]) throws(ArchiveError) {
        guard copied.insert(number).inserted else { return }
        let object = source.object(number)
        let text: String
        if object.isStream {
            if try writeFilledFont(object) { return }
            // ISO 19005-2, 6.2.8: images are not smoothed at the reader's whim.
            for key in ["/Length", "/Interpolate"] { object.remove(key) }
            if object["/Filter"].isNull || object.isDeflated {
                // Whether Cairo has compressed it or not, it is written the same.
                let data = try object.streamData()
                object.remove("/Filter")
                text = object.dictionarySource
                file.writeStream(number, text, data)
            } else {
                text = object.dictionarySource
                file.writeEncodedStream(number, text, try object.encodedStreamData())
            }
        } else {
            text = object.source
            let entries = added[number] ?? (text.hasPrefix("<< /BaseFont ") ? Self.fontEntries(object) : "")
            file.write(number) { $0.write(entries.isEmpty ? text : "\(text.dropLast(2))\(entries) >>") }
        }
        for reference in ContentScanner.references(in: text) { try copy(reference, adding: added) }
    }

    /// Writes `stream` if it is a font whose outlines are placeholders, the outlines in their place.
    private mutating func writeFilledFont(_ stream: QPDFObject) throws(ArchiveError) -> Bool {
        guard !drawn.outlines.isEmpty, !stream["/Length1"].isNull,
            let font = EmbeddedFont(try stream.streamData())?.filled(from: drawn.outlines)
        else { return false }
        file.writeStream(stream.number, "/Length1 \(font.count)", font)
        return true
    }

    /// ISO 19005-2, 6.2.11.3.2: embedded TrueType fonts say how characters lead to glyphs.
    private static func fontEntries(_ object: QPDFObject) -> String {
        let isIncomplete = object["/Subtype"].isName("/CIDFontType2") && object["/CIDToGIDMap"].isNull
        return isIncomplete ? "/CIDToGIDMap /Identity" : ""
    }

    // MARK: Document

    private mutating func catalog(_ entries: [String]) -> Int {
        let pages = source.catalog["/Pages"].number
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

    private mutating func information() -> Int {
        let metadata = content.metadata
        let date = "(D:\(metadata.creationDate.filter { $0.isNumber })Z)"
        return file.add(
            """
            << /Title \(PDFSyntax.string(metadata.title)) /Author \(PDFSyntax.string(metadata.author))
            /Creator \(PDFSyntax.string(metadata.creator)) /Producer \(PDFSyntax.string(metadata.creator))
            /CreationDate \(date) /ModDate \(date) >>
            """)
    }

    private mutating func metadata() -> String {
        let packet = MetadataPacket.bytes(content.metadata, profile: profile, language: Self.language)
        let number = file.reserve()
        file.writeEncodedStream(number, "/Type /Metadata /Subtype /XML", packet)
        return "/Metadata \(number) 0 R"
    }

    /// The colours of the pages are sRGB (ISO 19005-2, 6.2.4.3).
    private mutating func colors() -> String {
        let profile = file.reserve()
        file.writeEncodedStream(profile, "/N 3 /Filter /FlateDecode", ColorProfile.compressedSRGB)
        let name = "(sRGB IEC61966-2.1)"
        let intent = file.add(
            """
            << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier \(name) /Info \(name)
            /RegistryName (http://www.color.org) /DestOutputProfile \(profile) 0 R >>
            """)
        return "/OutputIntents [ \(intent) 0 R ]"
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
