import Files
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Keeps small pictures of outputs' pages beside the outputs, so that a report shows those that are not rendered again, too.
///
/// There is a file for each output, named by the output's SHA-256: the same pages have the same pictures. It holds a line for
/// each picture, the number of the page and the PNG in base64 (RFC 4648, 4).
package struct ThumbnailFolder: Sendable {
    /// A picture of a page.
    struct Picture {
        /// The number of the page, from 1.
        let page: Int
        /// The bytes of the image.
        let png: [UInt8]
    }

    /// The name of the folder.
    static let name = ".thumbnails"
    /// How wide pictures are, in dots.
    static let width = 128
    /// The most pages of an output that have pictures.
    static let maximumPages = 12

    /// The most bytes that the pictures of an output take.
    private static let maximumSize = 4 << 20

    /// The folder of the outputs.
    private let folder: String

    init(outputs folder: String) {
        self.folder = folder
    }

    private static func fileName(_ hash: String) -> String { "\(hash)-\(width).txt" }

    private func path(_ hash: String) -> String { "\(folder)/\(Self.name)/\(Self.fileName(hash))" }

    /// Whether there are pictures of the output whose SHA-256 is `hash`.
    func holds(_ hash: String) -> Bool { FileManager.default.fileExists(atPath: path(hash)) }

    /// Keeps pictures of the output whose SHA-256 is `hash`.
    func write(_ pictures: [Picture], _ hash: String) throws(OutputFile.Failure) {
        try OutputFile.createFolder("\(folder)/\(Self.name)")
        let lines = pictures.map { "\($0.page) \(Data($0.png).base64EncodedString())\n" }
        try OutputFile.write(Array(lines.joined().utf8), to: path(hash))
    }

    /// The pictures of the output whose SHA-256 is `hash`, in base64, by the numbers of their pages.
    func read(_ hash: String) -> [Int: String] {
        guard let data = FileManager.default.contents(atPath: path(hash)) else { return [:] }
        return Array(data).split(separator: UInt8(ascii: "\n")).reduce(into: [:]) { pictures, line in
            guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return }
            let picture = line[(space + 1)...]
            guard !picture.isEmpty, picture.allSatisfy(Self.isBase64) else { return }
            guard let page = Int(String(decoding: line[..<space], as: UTF8.self)) else { return }
            pictures[page] = String(decoding: picture, as: UTF8.self)
        }
    }

    /// Takes over the pictures of the output whose SHA-256 is `hash` from beside other outputs, if they are there.
    func take(_ hash: String, from other: ThumbnailFolder) throws(OutputFile.Failure) {
        let source = other.path(hash)
        guard OutputFile.isRegular(source), let bytes = try? RegularFile.read(source, atMost: Self.maximumSize) else {
            return
        }
        try OutputFile.createFolder("\(folder)/\(Self.name)")
        guard !OutputFile.giveName(path(hash), to: source) else { return }
        try OutputFile.write(bytes, to: path(hash))
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Removes the pictures of all outputs but those whose SHA-256 are `hashes`, and what a run that was killed left.
    func removeAll(but hashes: some Sequence<String>) {
        let kept = Set(hashes.map(Self.fileName))
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(Self.name)")) ?? []
        for name in names where !kept.contains(name) {
            let path = "\(folder)/\(Self.name)/\(name)"
            if Self.isOwn(name) && OutputFile.isRegular(path) || OutputFile.isTemporary(path) {
                OutputFile.remove(path)
            }
        }
    }

    private static func isOwn(_ name: String) -> Bool {
        name.wholeMatch(of: #/[0-9a-f]{64}-[0-9]+\.txt/#) != nil
    }
}
