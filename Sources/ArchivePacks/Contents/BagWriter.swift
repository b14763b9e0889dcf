import Files

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A bag (RFC 8493) that is being written: files with their SHA-256.
final class BagWriter {
    /// The folder of the bag.
    let folder: String
    /// The manifest of the payload, a line for each file; the tag files are few.
    private var payload = ""
    private var tags: [(name: String, hash: String)] = []
    private var octets = 0
    private var files = 0

    static let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    static let manifest = "manifest-sha256.txt"
    static let tagManifest = "tagmanifest-sha256.txt"
    static let information = "bag-info.txt"

    /// Begins a bag in `folder`, which is made.
    init(_ folder: String) throws(OutputFile.Failure) {
        self.folder = folder
        try OutputFile.createFolder(folder)
    }

    /// Writes a file of the payload, whose name is in ASCII and begins with `data/`; its hash.
    @discardableResult
    func add(_ bytes: [UInt8], _ name: String) throws(OutputFile.Failure) -> String {
        let path = "\(folder)/\(name)"
        try OutputFile.createFolder(of: path)
        try OutputFile.write(to: path, syncsFolder: false) { (sink) throws(OutputFile.Failure) in try sink.write(bytes)
        }
        return note(FileHash.sha256(of: bytes[...]), size: bytes.count, name)
    }

    /// Takes a file of the payload that lies in the folder already.
    func take(_ name: String) throws(OutputFile.Failure) {
        let path = "\(folder)/\(name)"
        guard let hash = FileHash.sha256(ofFile: path) else { throw OutputFile.Failure(path) }
        note(hash, size: FileSize.of(path), name)
    }

    @discardableResult
    private func note(_ hash: String, size: Int, _ name: String) -> String {
        payload += "\(hash)  \(name)\n"
        octets += size
        files += 1
        return hash
    }

    /// Writes a tag file.
    func addTag(_ bytes: [UInt8], _ name: String) throws(OutputFile.Failure) {
        try OutputFile.write(bytes, to: "\(folder)/\(name)")
        tags.append((name, FileHash.sha256(of: bytes[...])))
    }

    /// Takes a tag file that lies in the folder already.
    func takeTag(_ name: String) throws(OutputFile.Failure) {
        guard let hash = FileHash.sha256(ofFile: "\(folder)/\(name)") else {
            throw OutputFile.Failure("\(folder)/\(name)")
        }
        tags.append((name, hash))
    }

    /// How much the payload has: in octets and files.
    var size: (octets: Int, files: Int) { (octets, files) }

    /// Writes what belongs to the bag itself.
    /// - Parameter information: what `bag-info.txt` says besides the size.
    func finish(_ information: [(label: String, value: String)]) throws(OutputFile.Failure) {
        try addTag(Array(Self.declaration.utf8), "bagit.txt")
        let lines = information + [("Payload-Oxum", "\(octets).\(files)")]
        try addTag(Array(lines.map { "\($0.label): \($0.value)\n" }.joined().utf8), Self.information)
        try addTag(Array(payload.utf8), Self.manifest)
        let list = tags.sorted { $0.name < $1.name }.map { "\($0.hash)  \($0.name)\n" }.joined()
        try OutputFile.write(Array(list.utf8), to: "\(folder)/\(Self.tagManifest)")
    }
}
