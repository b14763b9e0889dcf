import Diagnostics
import Files
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// Holds the files of a bag (RFC 8493) against its manifests: each is there as it was, and nothing else is.
struct BagCheck {
    let folder: String
    private(set) var findings: [Diagnostic] = []
    /// The paths of the payload's files that are as the manifest says.
    private(set) var sound: Set<String> = []

    /// Checks the bag in `folder`.
    init(_ folder: String) {
        self.folder = folder
        let sizes = files()
        let payload = lines(BagWriter.manifest)
        let tags = lines(BagWriter.tagManifest)
        checkDeclaration()
        for (name, hash) in payload where check(name, hash, sizes) { sound.insert(name) }
        for (name, hash) in tags { _ = check(name, hash, sizes) }
        for name in Self.tagFiles where tags[name] == nil {
            note("bag-manifest", BagWriter.tagManifest, LocalizedText("没有列“\(name)”", en: "“\(name)” is not listed"))
        }
        for name in sizes.keys.sorted() where payload[name] == nil && tags[name] == nil {
            guard name != BagWriter.tagManifest else { continue }
            note("bag-extra", name, LocalizedText("包里多出的文件，清单没有列它", en: "an extra file, which no manifest lists"))
        }
        for name in payload.keys.sorted()
        where !name.hasPrefix("data/") || !name.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) {
            note(
                "bag-name", name, LocalizedText("data 里的文件名应只用 ASCII 字符", en: "a name of the payload that is not ASCII")
            )
        }
        checkSize(sizes)
    }

    /// The tag files that every pack has.
    private static let tagFiles = [
        "bagit.txt", BagWriter.information, BagWriter.manifest, CatalogueXML.fileName, PackDescription.fileName,
    ]

    private mutating func note(_ id: String, _ name: String, _ text: LocalizedText) {
        findings.append(Diagnostic(.error, id: id, text, at: .whole(SourceFile(name: "\(folder)/\(name)", text: ""))))
    }

    /// The sizes of all files, by their paths in the folder.
    private mutating func files() -> [String: Int] {
        var sizes: [String: Int] = [:]
        for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [] {
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: continue
            case S_IFREG: sizes[name] = Int(status.st_size)
            default: note("bag-extra", name, LocalizedText("不是普通文件", en: "not a regular file"))
            }
        }
        return sizes
    }

    /// The hashes that a manifest lists, by the paths of the files.
    private mutating func lines(_ manifest: String) -> [String: Substring] {
        var hashes: [String: Substring] = [:]
        guard let reader = LineReader("\(folder)/\(manifest)") else {
            note("bag-missing", manifest, LocalizedText("没有这个文件", en: "there is no such file"))
            return [:]
        }
        while let line = reader.next() {
            guard let match = line.wholeMatch(of: #/([0-9a-f]{64})  ([^\/].*)/#), !match.2.contains("..") else {
                note(
                    "bag-manifest", manifest,
                    LocalizedText("这一行读不懂：\(line.prefix(100))", en: "a line that is none: \(line.prefix(100))"))
                continue
            }
            if hashes.updateValue(match.1, forKey: String(match.2)) != nil {
                note("bag-manifest", manifest, LocalizedText("“\(match.2)”列了两次", en: "“\(match.2)” is listed twice"))
            }
        }
        return hashes
    }

    /// Whether the file called `name` is there and has `hash`.
    private mutating func check(_ name: String, _ hash: Substring, _ sizes: [String: Int]) -> Bool {
        guard sizes[name] != nil else {
            note(
                "bag-missing", name, LocalizedText("清单列的文件，包里没有", en: "a manifest lists this file, but it is not there")
            )
            return false
        }
        guard let found = FileHash.sha256(ofFile: "\(folder)/\(name)"), found == hash else {
            note(
                "bag-changed", name,
                LocalizedText("与清单的摘要不符：文件改动过", en: "it has another digest than the manifest says: it was changed"))
            return false
        }
        return true
    }

    private mutating func checkDeclaration() {
        guard (try? RegularFile.text("\(folder)/bagit.txt")) != BagWriter.declaration else { return }
        note("bag-declaration", "bagit.txt", LocalizedText("不是 BagIt 1.0 的声明", en: "no declaration of BagIt 1.0"))
    }

    private mutating func checkSize(_ sizes: [String: Int]) {
        let payload = sizes.filter { $0.key.hasPrefix("data/") }
        let expected = "\(payload.values.reduce(0, +)).\(payload.count)"
        let stated = information["Payload-Oxum"]
        guard stated != expected else { return }
        note(
            "bag-size", BagWriter.information,
            LocalizedText(
                "Payload-Oxum 是 \(stated ?? "")，实际是 \(expected)",
                en: "Payload-Oxum is \(stated ?? ""), there are \(expected)"))
    }

    /// What `bag-info.txt` says.
    var information: [String: String] {
        var values: [String: String] = [:]
        let text = (try? RegularFile.text("\(folder)/\(BagWriter.information)")) ?? ""
        for line in text.split(separator: "\n") {
            guard let colon = line.firstRange(of: ": ") else { continue }
            values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        return values
    }
}
