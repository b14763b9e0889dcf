import Diagnostics

/// The parts of a workbook or Word file (ISO/IEC 29500-2), found by what they are to each other, never by their names.
final class OfficePackage {
    /// What a part is to another one.
    struct Relationship {
        let id: String
        /// The last word of its type, such as `worksheet`: the rest differs between Strict and transitional files.
        let kind: String
        /// The name of the part that it leads to.
        let target: String
    }

    private let archive: ZipArchive

    /// Opens the file that is in `bytes`, which must stay where they are as long as the package is used.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        archive = try ZipArchive(bytes)
    }

    /// Names of the parts, in lower case.
    var names: some Collection<String> { archive.names }

    /// Begins to read the part called `name`; `nil` where there is none.
    func open(_ name: String) throws(Fault) -> XMLStream? {
        guard let source = try archive.open(name) else { return nil }
        return try XMLStream(source, part: name)
    }

    /// The part that the file is about; `nil` where it is no office file.
    func mainPart() throws(Fault) -> String? {
        try relationships(of: "").first(kind: "officeDocument")?.target
    }

    /// What other parts are to `part`, in the order of the file; none for external ones. The package itself is the part called
    /// "".
    func relationships(of part: String) throws(Fault) -> [Relationship] {
        let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
        let folder = part[..<cut]
        guard let stream = try open("\(folder)_rels/\(part[cut...]).rels") else { return [] }
        guard try stream.root() == XMLName(.packageRelationships, "Relationships") else { return [] }
        var found: [Relationship] = []
        try stream.children { name throws(Fault) in
            guard name == XMLName(.packageRelationships, "Relationship"), stream["TargetMode"] != "External",
                let id = stream["Id"], let type = stream["Type"], let target = stream["Target"]
            else { return }
            let kind = type.split(separator: "/").last.map(String.init) ?? ""
            found.append(Relationship(id: id, kind: kind, target: Self.resolve(target, in: folder)))
        }
        return found
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
