import Diagnostics

/// The parts of a workbook or Word file (ISO/IEC 29500-2), found by what they are to each other, never by their names.
final class OfficePackage {
    /// What a part is to another one.
    struct Relationship {
        let id: String
        /// The last word of its type, such as `worksheet`: the rest differs between Strict and transitional files.
        let kind: String
        /// Whether its type is that of a Strict file.
        let isStrict: Bool
        /// The name of the part that it leads to.
        let target: String
    }

    private let archive: ZipArchive
    private let file: UnsafeBufferPointer<UInt8>

    /// The most bytes of a part that is held as a whole: 64 MiB.
    private static let maximumPart = 64 << 20

    /// Opens the file that is in `bytes`, which must stay where they are as long as the package is used.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        file = bytes
        archive = try ZipArchive(bytes)
    }

    /// Names of the parts, in lower case.
    var names: some Collection<String> { archive.names }

    /// Begins to read the part called `name`; `nil` where there is none.
    func open(_ name: String) throws(Fault) -> XMLStream? {
        guard let source = try archive.open(name) else { return nil }
        return try XMLStream(source, part: name)
    }

    /// The bytes of the part called `name`; `nil` where there is none.
    func bytes(of name: String) throws(Fault) -> [UInt8]? {
        guard let source = try archive.open(name) else { return nil }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { source.read(into: $0) }
            guard count >= 0 else { throw source.fault ?? .damagedPart(name) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= Self.maximumPart else {
                throw .tooLarge(
                    LocalizedText(
                        "部件 \(name) 超过 \(Self.maximumPart >> 20) MiB",
                        en: "the part \(name) has more than \(Self.maximumPart >> 20) MiB"))
            }
        }
    }

    /// The file with `parts` in the place of those that are called so, and beside the others.
    func replacing(_ parts: [(name: String, bytes: [UInt8])]) throws(Fault) -> [UInt8] {
        try ZipRewriting.rewrite(
            file, parts.map { ZipRewriting.Part(name: $0.name, index: archive[$0.name]?.index, bytes: $0.bytes) })
    }

    /// The part that the file is about; `nil` where it is no office file.
    func mainPart() throws(Fault) -> String? {
        try relationships(of: "").first(kind: "officeDocument")?.target
    }

    /// What other parts are to `part`, in the order of the file; none for external ones. The package itself is the part called
    /// "".
    func relationships(of part: String) throws(Fault) -> [Relationship] {
        let folder = Self.folder(of: part)
        guard let stream = try open(Self.relationshipsPart(of: part)) else { return [] }
        guard try stream.root() == XMLName(.packageRelationships, "Relationships") else { return [] }
        var found: [Relationship] = []
        try stream.children { name throws(Fault) in
            guard name == XMLName(.packageRelationships, "Relationship"), stream["TargetMode"] != "External",
                let id = stream["Id"], let type = stream["Type"], let target = stream["Target"]
            else { return }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            found.append(
                Relationship(
                    id: id, kind: kind, isStrict: type.hasPrefix("http://purl.oclc.org/"),
                    target: Self.resolve(target, in: folder)))
        }
        return found
    }

    /// The folder of `part`, with the slash at its end; empty where it lies in none.
    static func folder(of part: String) -> Substring {
        part[..<(part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex)]
    }

    /// The name of the part that says what other parts are to `part`.
    static func relationshipsPart(of part: String) -> String {
        let folder = folder(of: part)
        return "\(folder)_rels/\(part[folder.endIndex...]).rels"
    }

    /// The name of the part to which `target` leads from a part in `folder` (RFC 3986, 5.2).
    private static func resolve(_ target: String, in folder: Substring) -> String {
        var steps: [Substring] = []
        for step in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") {
            switch step {
            case ".": continue
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}

extension [OfficePackage.Relationship] {
    /// The first relationship of a kind.
    func first(kind: String) -> OfficePackage.Relationship? { first { $0.kind == kind } }
}
