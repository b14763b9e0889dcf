import Files
import SourceTree
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What a run has finished so far. The manifest is written only at the end, so a run that is killed would else make all its
/// outputs again.
///
/// The file has the entry of each finished output as the manifest will have it, behind a line with the SHA-256 and the length
/// of its text: what was cut off when the process died is told from what is whole. It is not synced: where lines are lost with
/// the power, their outputs are made again.
final class OutputJournal: Sendable {
    /// The name of the file.
    static let fileName = ".annex.finished"
    private static let head = Array("annex-finished 1\n".utf8)

    private struct File {
        /// Where the last whole entry ends; 0 where nothing can be read.
        var end: Int
        var descriptor: Int32?
        var isBroken = false
    }

    private let path: String
    private let file: Mutex<File>
    /// What an earlier run has finished, which did not come to write its manifest.
    let entries: [Manifest.Entry]

    /// Reads what is there in `folder`.
    init(folder: String) {
        path = FilePath.inside(folder, Self.fileName)
        let bytes = (try? RegularFile.read(path, atMost: .max)) ?? []
        var end = bytes.starts(with: Self.head) ? Self.head.count : 0
        var entries: [Manifest.Entry] = []
        while end > 0, let text = Self.record(in: bytes[end...]) {
            Manifest.Entry(Array(text)).map { entries.append($0) }
            end = text.endIndex + 1
        }
        self.entries = entries
        file = Mutex(File(end: end))
    }

    deinit { file.withLock { file in _ = file.descriptor.map { close($0) } } }

    /// The text of the entry with which `bytes` begin; `nil` where there is no whole one.
    private static func record(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = bytes[..<newline].split(separator: UInt8(ascii: " "))
        guard words.count == 2, let count = Int(String(decoding: words[1], as: UTF8.self)), count >= 0,
            count < bytes.endIndex - newline - 1
        else { return nil }
        let text = bytes[(newline + 1)..<(newline + 1 + count)]
        return FileHash.sha256(of: text).utf8.elementsEqual(words[0]) ? text : nil
    }

    /// Notes that an output is finished. Where that cannot be written, a run that is killed makes the output again.
    func add(_ entry: Manifest.Entry) {
        let text = entry.text
        let line = Array("\(FileHash.sha256(of: text[...])) \(text.count)\n".utf8)
        file.withLock { file in
            guard !file.isBroken, let descriptor = opened(&file),
                OutputFile.put(line + text + [UInt8(ascii: "\n")], into: descriptor)
            else {
                // Behind half an entry nothing would be read any more.
                file.isBroken = true
                return
            }
        }
    }

    /// The file, ready to be written behind its last whole entry; `nil` where it cannot be.
    private func opened(_ file: inout File) -> Int32? {
        if let descriptor = file.descriptor { return descriptor }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { return nil }
        file.descriptor = descriptor
        guard ftruncate(descriptor, off_t(file.end)) == 0, lseek(descriptor, off_t(file.end), SEEK_SET) >= 0,
            file.end > 0 || OutputFile.put(Self.head, into: descriptor)
        else { return nil }
        return descriptor
    }

    /// Removes the file: the manifest lists everything now.
    func remove() { OutputFile.remove(path) }
}
