import Crypto

/// A PDF that is read back: the files inside, and digests of what it shows and says.
public struct ArchivedPDF {
    /// What can be compared between two files: equal digests mean that nothing of it differs.
    public struct Digest: Hashable, Sendable {
        /// What each page draws.
        public let contents: [String]
        /// What each page draws with: paper, faces and their text, images.
        public let resources: [String]
        /// What the pages say: the structure tree and the tree that leads back to it.
        public let structure: String
        /// What the document says of itself, apart from its metadata: language, outline, page labels and the like.
        public let document: String
        /// The pages that show something besides their own content: annotations that are no signature fields.
        public let annotatedPages: [Int]
        /// The files inside, and what else the document has by name.
        public let attachments: String
        /// The texts of the information dictionary, apart from what each program that writes the file states of itself there.
        public let information: [String: String]
        /// The metadata stream.
        public let metadata: String
        /// Whether the file is encrypted.
        public let isEncrypted: Bool
    }

    /// The files inside, by name.
    public let attachments: [String: [UInt8]]
    /// Its title; empty where it states none.
    public let title: String
    private let file: QPDFFile

    /// The size of the largest PDF that is read, in bytes.
    public static let largestSize = ReadingBudget.mostBytes

    /// Reads the PDF in `bytes`.
    /// - Throws: ``ArchiveError`` where it is damaged, written otherwise than is read, or costs too much.
    public init(_ bytes: [UInt8]) throws(ArchiveError) {
        file = try QPDFFile(bytes)
        file.resolveInheritedAttributes()
        title = file.trailer["/Info"]["/Title"].text
        attachments = try Self.attachments(file.catalog["/Names"]["/EmbeddedFiles"])
        try file.check()
    }

    /// The files of a name tree (ISO 32000-1, 7.9.6).
    private static func attachments(_ tree: QPDFObject) throws(ArchiveError) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for specification in tree["/Names"].elements where specification.isDictionary {
            let stream = specification["/EF"]["/F"]
            guard stream.isStream else { continue }
            files[specification["/UF"].text] = try stream.streamData()
        }
        return files
    }

    /// The digests.
    /// - Throws: ``ArchiveError`` where a part of the file is damaged.
    public func digest() throws(ArchiveError) -> Digest {
        let pages = file.pages
        var contents: [String] = []
        var resources: [String] = []
        for page in pages {
            var content = ObjectDigest(pages: pages)
            try content.add(page["/Contents"])
            contents.append(content.finished)
            var rest = ObjectDigest(pages: pages)
            for key in page.keys where !["/Contents", "/Annots", "/Parent", "/StructParents"].contains(key) {
                try rest.add(key, page[key])
            }
            resources.append(rest.finished)
        }
        let annotated = pages.indices.filter { index in
            pages[index]["/Annots"].elements.contains { !$0["/FT"].isName("/Sig") }
        }
        let digest = Digest(
            contents: contents, resources: resources,
            structure: try Self.digest(["/StructTreeRoot"], of: file.catalog, pages),
            document: try Self.digest(Self.documentKeys, of: file.catalog, pages),
            annotatedPages: annotated.map { $0 + 1 },
            attachments: try attachmentsDigest(pages), information: information,
            metadata: try Self.digest(["/Metadata"], of: file.catalog, pages), isEncrypted: file.isEncrypted)
        try file.check()
        return digest
    }

    /// The keys of the tree are left out: files state their names themselves, and whoever adds to a PDF may write strings in
    /// another encoding.
    private func attachmentsDigest(_ pages: [QPDFObject]) throws(ArchiveError) -> String {
        let names = file.catalog["/Names"]
        let tree = names["/EmbeddedFiles"]
        var digest = ObjectDigest(pages: pages)
        try digest.add("/AF", file.catalog["/AF"])
        try digest.add("/Kids", tree["/Kids"])
        for specification in tree["/Names"].elements where specification.isDictionary { try digest.add(specification) }
        for key in names.keys where key != "/EmbeddedFiles" { try digest.add(key, names[key]) }
        return digest.finished
    }

    private var information: [String: String] {
        let dictionary = file.trailer["/Info"]
        let keys = dictionary.keys.filter { !["/ModDate", "/Producer"].contains($0) }
        // Keys that are not UTF-8 may be read as the same one.
        return Dictionary(keys.map { ($0, dictionary[$0].text) }) { first, _ in first }
    }

    private static let documentKeys = [
        "/Lang", "/MarkInfo", "/OCProperties", "/OpenAction", "/Outlines", "/OutputIntents", "/PageLabels",
    ]

    private static func digest(
        _ keys: [String], of object: QPDFObject, _ pages: [QPDFObject]
    ) throws(ArchiveError) -> String {
        var digest = ObjectDigest(pages: pages)
        for key in keys { try digest.add(key, object[key]) }
        return digest.finished
    }
}

/// Digests objects with all that they refer to, whatever their numbers are.
struct ObjectDigest {
    private var hash = SHA256()
    /// The objects that were met, by number, as what stands for them where they are met again.
    private var met: [Int: String] = [:]

    /// A digest in which pages are told apart by their places.
    init(pages: [QPDFObject]) {
        for (index, page) in pages.enumerated() { met[page.number] = "page \(index)" }
    }

    /// The digest in hexadecimal digits.
    var finished: String { hash.finalize().hexadecimal }

    /// Adds the value of `key`.
    mutating func add(_ key: String, _ value: QPDFObject) throws(ArchiveError) {
        add(key)
        try add(value)
    }

    /// What is added next.
    private enum Part {
        case text(String)
        case object(QPDFObject)
    }

    /// Adds `object`. What waits to be added is kept in a list, for objects may refer to others a hundred thousand deep.
    /// - Throws: ``ArchiveError`` where a stream cannot be decoded.
    mutating func add(_ object: QPDFObject) throws(ArchiveError) {
        var waiting = [Part.object(object)]
        while let part = waiting.popLast() {
            switch part {
            case .text(let text): add(text)
            case .object(let object): waiting += try parts(of: object).reversed()
            }
        }
    }

    /// Adds a stream's data, and gives what else `object` consists of.
    private mutating func parts(of object: QPDFObject) throws(ArchiveError) -> [Part] {
        if object.number > 0 {
            if let known = met[object.number] { return [.text(known)] }
            met[object.number] = "object \(met.count)"
        }
        if object.isStream {
            add("stream")
            hash.update(data: try object.streamData())
        }
        if object.isArray { return [.text("[")] + object.elements.map(Part.object) + [.text("]")] }
        guard object.isDictionary || object.isStream else { return [.text(object.source)] }
        // How a stream is stored is no part of what it says, and what is signed changes when it is signed.
        let keys = object.keys.filter { !["/Length", "/Filter", "/DecodeParms", "/Obj"].contains($0) }
        return [.text("<<")] + keys.flatMap { [.text($0), .object(object[$0])] } + [.text(">>")]
    }

    private mutating func add(_ text: String) {
        hash.update(data: Array(text.utf8))
        hash.update(data: [0])
    }
}

extension Sequence where Element == UInt8 {
    /// The bytes in hexadecimal digits.
    public var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
