package import Diagnostics
import Files
import SourceTree

#if canImport(Glibc)
    import Glibc
#endif

/// A file of a folder that is read as no submission, and what it is: an office that handed in a picture of its forms must not
/// vanish, nor one whose archive nobody has unpacked.
struct UnreadFile: Sendable {
    let path: String
    /// What it is; `nil` where it is nothing that a submission may be handed in as.
    let kind: ForeignFile?

    init(_ path: String) {
        self.path = path
        kind = Self.beginning(of: path).flatMap { ForeignFile($0) } ?? ForeignFile(called: path)
    }

    /// Whether a submission may name it as an image.
    var isPicture: Bool { if case .picture = kind { true } else { false } }

    /// That it was not read, and why; `nil` where nobody misses it.
    var finding: Diagnostic? {
        kind.map { kind in
            Diagnostic(
                .error, id: "not-read",
                LocalizedText("是\(kind.title.zh)，没有读", en: "\(kind.title.en); it was not read"),
                at: .whole(SourceFile(name: path, text: "")),
                hints: [
                    kind.advice, LocalizedText("不是材料的，移到别的文件夹", en: "move it away if it is no submission"),
                ])
        }
    }

    /// The first bytes of a regular file.
    private static func beginning(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, buffer.count))
        }
    }
}

/// The images that submissions name: they are read with those.
package struct NamedImages: Sendable {
    private var known = Set<FileIdentity>()

    /// None yet.
    package init() {}

    /// Adds the images at `paths`, seen from the folder of `files`.
    package mutating func add(_ paths: [String], of files: SubmissionFiles) {
        let folder = FilePath.parts(files.files[0]).folder
        known.formUnion(paths.compactMap { FileIdentity(folder + $0) })
    }

    fileprivate func contains(_ path: String) -> Bool { FileIdentity(path).map(known.contains) ?? false }
}

extension InputFiles.Found {
    /// The pictures that no submission names: each may be one's scan.
    package func pictures(besides named: NamedImages) -> [Diagnostic] {
        pictures.filter { !named.contains($0.path) }.compactMap(\.finding)
    }
}
