import Crypto
package import Diagnostics
package import Files
import SourceTree
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Tells which files of a folder the program wrote, so that it replaces no others: what was signed, edited or put there by
/// somebody else cannot be made again.
///
/// Outputs and reports are listed by the manifest. What it does not list yet (a run may be killed) or never lists (images, print
/// jobs) is noted in a file of the folder, a line each with the SHA-256 and the name, before it takes its place. A note survives
/// the death of the process; where it is lost with the power, a file is not replaced and the user is told.
package final class OwnFiles: Sendable {
    /// The name of the file of notes.
    static let fileName = ".annex.written"

    private struct Notes {
        var hashes: [Spelling: Set<String>]
        /// The file of notes, once something is noted.
        var descriptor: Int32?
    }

    private let folder: String
    private let notes: Mutex<Notes>

    /// Reads what is noted in `folder`.
    package init(folder: String) {
        self.folder = folder
        notes = Mutex(Notes(hashes: Self.read(folder), descriptor: nil))
    }

    deinit { notes.withLock { notes in _ = notes.descriptor.map { close($0) } } }

    private var path: String { FilePath.inside(folder, Self.fileName) }

    /// Puts `bytes` at `name` in the folder and makes the name durable.
    /// - Throws: ``OutputFile/Failure``, which says whether another's file is there; it is untouched.
    package func write(_ bytes: [UInt8], to name: String) throws(OutputFile.Failure) {
        try write(to: name) { (sink) throws(OutputFile.Failure) in try sink.write(bytes) }
    }

    /// Puts what `body` writes at `name` in the folder.
    /// - Parameters:
    ///   - hash: the SHA-256 of what `body` writes, where it is known.
    ///   - listed: the SHA-256 that the manifest states of the file, if it does.
    /// - Returns: the SHA-256 of what is there now.
    /// - Throws: ``OutputFile/Failure``, which says whether another's file is there; it is untouched.
    @discardableResult
    package func write(
        to name: String, hash: String? = nil, listed: String? = nil, syncsFolder: Bool = true,
        _ body: (inout OutputFile.Sink) throws(OutputFile.Failure) -> Void
    ) throws(OutputFile.Failure) -> String {
        var made = ""
        let place = FilePath.inside(folder, name)
        try OutputFile.write(
            to: place, syncsFolder: syncsFolder,
            mayTakePlace: { (temporary) throws(OutputFile.Failure) in
                made = hash ?? FileHash.sha256(ofFile: temporary) ?? ""
                return try yields(place, name: name, to: made, listed: listed)
            }, body)
        return made
    }

    /// Puts what `body` writes at `names` in the folder, side by side.
    /// - Parameter listed: the SHA-256 that the manifest states of files.
    /// - Returns: the SHA-256 of what is there now, by the names.
    /// - Throws: ``OutputFile/Failure``, which says whether another's file is there; then none of them is replaced but, at most,
    ///   those that follow it in `names`.
    func write(
        to names: [String], listed: [String: String],
        _ body: (inout [OutputFile.Sink]) throws(OutputFile.Failure) -> Void
    ) throws(OutputFile.Failure) -> [String: String] {
        var sinks: [OutputFile.Sink] = []
        return try write(to: names[...], listed: listed, beside: &sinks, body)
    }

    private func write(
        to names: ArraySlice<String>, listed: [String: String], beside sinks: inout [OutputFile.Sink],
        _ body: (inout [OutputFile.Sink]) throws(OutputFile.Failure) -> Void
    ) throws(OutputFile.Failure) -> [String: String] {
        guard let name = names.first else {
            try body(&sinks)
            return [:]
        }
        var hashes: [String: String] = [:]
        let hash = try write(to: name, listed: listed[name]) { (sink) throws(OutputFile.Failure) in
            sinks.append(sink)
            hashes = try write(to: names.dropFirst(), listed: listed, beside: &sinks, body)
            sink = sinks.removeLast()
        }
        hashes[name] = hash
        return hashes
    }

    /// Whether the file at `place` makes room for another one, which is noted; not where it is the same.
    private func yields(
        _ place: String, name: String, to hash: String, listed: String?
    ) throws(OutputFile.Failure) -> Bool {
        let found = OutputFile.isRegular(place) ? FileHash.sha256(ofFile: place) : nil
        guard found != hash else { return false }
        let isOwn = found.map { $0 == listed || isNoted($0, name) } ?? false
        // A folder is told of by the system.
        guard isOwn || !OutputFile.exists(place) || FilePath.isFolder(place) else {
            throw OutputFile.Failure(place, code: EEXIST)
        }
        try note(hash, name)
        return true
    }

    /// Removes the file called `name` if it is as the program wrote it.
    /// - Parameter listed: the SHA-256 that the manifest states of the file, if it does.
    /// - Returns: whether it is gone.
    @discardableResult
    package func remove(_ name: String, listed: String? = nil) -> Bool {
        let place = FilePath.inside(folder, name)
        guard OutputFile.isRegular(place), let found = FileHash.sha256(ofFile: place),
            found == listed || isNoted(found, name)
        else { return false }
        OutputFile.remove(place)
        return true
    }

    private func isNoted(_ hash: String, _ name: String) -> Bool {
        notes.withLock { $0.hashes[Spelling(name)]?.contains(hash) ?? false }
    }

    /// Whether anything is noted of the file called `name`.
    func knows(_ name: String) -> Bool { notes.withLock { $0.hashes[Spelling(name)] != nil } }

    // MARK: Notes

    private func note(_ hash: String, _ name: String) throws(OutputFile.Failure) {
        let isWritten = notes.withLock { notes in
            guard notes.hashes[Spelling(name), default: []].insert(hash).inserted else { return true }
            // The line before may have been cut off.
            let line = Array("\n\(hash) \(name)\n".utf8)
            let file = notes.descriptor ?? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
            guard file >= 0 else { return false }
            notes.descriptor = file
            return OutputFile.put(line, into: file)
        }
        guard isWritten else { throw OutputFile.Failure(path) }
    }

    /// Forgets what is of no use any more: notes on files that are listed now, and on such as are not there.
    /// - Parameter listed: the SHA-256 that the manifest states of the file called so.
    func forget(listed: (_ name: String) -> String?) {
        notes.withLock { notes in
            let rest = notes.hashes.compactMap { name, hashes -> (Spelling, Set<String>)? in
                let unlisted = hashes.subtracting([listed(name.text)].compactMap { $0 })
                // After a run that came to its end nothing else is noted, and no file is read.
                guard !unlisted.isEmpty, let found = FileHash.sha256(ofFile: FilePath.inside(folder, name.text)),
                    unlisted.contains(found)
                else { return nil }
                return (name, [found])
            }
            if let descriptor = notes.descriptor { close(descriptor) }
            notes = Notes(hashes: Dictionary(uniqueKeysWithValues: rest), descriptor: nil)
            guard !rest.isEmpty else { return OutputFile.remove(path) }
            let lines = rest.sorted { $0.0 < $1.0 }.flatMap { name, hashes in
                hashes.sorted().map { "\($0) \(name.text)\n" }
            }
            try? OutputFile.write(Array(lines.joined().utf8), to: path)
        }
    }

    private static func read(_ folder: String) -> [Spelling: Set<String>] {
        guard let text = try? RegularFile.text(FilePath.inside(folder, fileName)) else { return [:] }
        let length = 2 * SHA256.byteCount
        return text.utf8.split(separator: UInt8(ascii: "\n")).reduce(into: [:]) { hashes, line in
            guard line.count > length + 1, line.dropFirst(length).first == UInt8(ascii: " ") else { return }
            let name = Spelling(String(Substring(line.dropFirst(length + 1))))
            hashes[name, default: []].insert(String(Substring(line.prefix(length))))
        }
    }
}

extension Diagnostic {
    /// The file at `path` is not as the program wrote it, and was not replaced.
    package static func foreign(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "foreign-file",
            LocalizedText(
                "这里的文件不是本程序写成的原样（别人的，或后来签过、改过），没有替换",
                en:
                    "the file here is not as this program wrote it: another's, or signed or changed since; it was not replaced"
            ),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [
                LocalizedText("要新文件的，先把它移到别处；或换一个文件夹", en: "move it away first, or name another folder")
            ])
    }
}
