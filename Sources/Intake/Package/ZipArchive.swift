import CZip
import Diagnostics

/// A zip file in memory, whose entries are inflated as they are read.
final class ZipArchive {
    /// What the directory at the end of the file says of an entry.
    struct Entry {
        let index: UInt64
        /// Bytes when inflated, and as they stand in the file.
        let size: Int
        let compressedSize: Int
        let isEncrypted: Bool
    }

    /// The most entries that a file may have.
    private static let maximumCount = 10_000
    /// The most bytes that all entries may have when inflated: 1 GiB.
    private static let maximumSize = 1 << 30

    private let archive: OpaquePointer
    private let entries: [String: Entry]

    /// Opens the file that is in `bytes`, which must stay where they are as long as the archive is used.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        try ZipLibrary.load()
        try Self.checkCount(bytes)
        guard let source = libzip.zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil) else {
            throw Self.unreadable(bytes)
        }
        guard let archive = libzip.zip_open_from_source(source, ZIP_RDONLY, nil) else {
            libzip.zip_source_free(source)
            throw Self.unreadable(bytes)
        }
        do throws(Fault) {
            entries = try Self.entries(of: archive, fileSize: bytes.count)
        } catch {
            libzip.zip_discard(archive)
            throw error
        }
        self.archive = archive
    }

    deinit { libzip.zip_discard(archive) }

    /// The names of the entries, in lower case, with `/` between folders.
    var names: some Collection<String> { entries.keys }

    /// The entry called `name`, whatever the case of its letters (ISO/IEC 29500-2, 6.2.2.3).
    subscript(name: String) -> Entry? { entries[Self.key(name)] }

    /// Begins to read the entry called `name`; `nil` where there is none.
    func open(_ name: String) throws(Fault) -> ZipEntrySource? {
        guard let entry = self[name] else { return nil }
        guard !entry.isEncrypted else { throw .encrypted }
        guard let file = libzip.zip_fopen_index(archive, entry.index, 0) else { throw .damagedPart(name) }
        return ZipEntrySource(file, size: entry.size, name: name, archive: self)
    }

    private static func key(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { $0 == "\\" ? "/" : $0 })).lowercased()
    }

    private static func entries(of archive: OpaquePointer, fileSize: Int) throws(Fault) -> [String: Entry] {
        let count = libzip.zip_get_num_entries(archive, 0)
        guard count <= maximumCount else { throw .tooManyParts(Int(count)) }
        var entries: [String: Entry] = [:]
        var (size, compressed) = (0, 0)
        for index in 0..<UInt64(max(0, count)) {
            guard let (name, entry) = Self.entry(index, of: archive) else {
                throw .damaged(LocalizedText("文件的目录已损坏", en: "the directory of the file is damaged"))
            }
            guard name.utf8.count <= 500 else {
                throw .damaged(LocalizedText("文件的目录已损坏", en: "the directory of the file is damaged"))
            }
            size += min(entry.size, maximumSize + 1)
            compressed += min(entry.compressedSize, fileSize + 1)
            try check(entry, name)
            guard entries.updateValue(entry, forKey: key(name)) == nil else {
                throw .damaged(LocalizedText("文件里有两个部件都叫 \(name)", en: "two parts of the file are called \(name)"))
            }
        }
        guard size <= maximumSize, compressed <= fileSize else {
            throw .bomb(LocalizedText("解压后大得不合常理", en: "it is unreasonably large when unpacked"))
        }
        return entries
    }

    private static func entry(_ index: UInt64, of archive: OpaquePointer) -> (String, Entry)? {
        var status = zip_stat_t()
        let needed = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD)
        guard libzip.zip_stat_index(archive, index, 0, &status) == 0, status.valid & needed == needed,
            let name = libzip.zip_get_name(archive, index, 0)
        else { return nil }
        return (
            String(cString: name),
            Entry(
                index: index, size: Int(clamping: status.size), compressedSize: Int(clamping: status.comp_size),
                isEncrypted: status.encryption_method != ZIP_EM_NONE)
        )
    }

    /// Makes sure that an entry does not claim to unpack to far more than texts do. What deflates best in real files, rows
    /// of empty cells, does so to a fiftieth.
    private static func check(_ entry: Entry, _ name: String) throws(Fault) {
        let (mebibyte, ratio) = (1 << 20, 250)
        guard entry.size > 256 * mebibyte || entry.size > mebibyte && entry.size / ratio > entry.compressedSize else {
            return
        }
        let factor = entry.size / max(1, entry.compressedSize)
        throw .bomb(
            LocalizedText(
                "部件 \(name) 解压后有 \(entry.size / mebibyte) MiB，是压缩时的 \(factor) 倍",
                en: "the part \(name) has \(entry.size / mebibyte) MiB when unpacked, \(factor) times as much as packed"
            ))
    }

    /// Where the end of the directory may begin (APPNOTE.TXT, 4.3.16).
    private static func ends(of bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        let tail = bytes.suffix(22 + 0xFFFF)
        return tail.indices.dropLast(3).filter {
            tail[$0] == 0x50 && tail[$0 + 1] == 0x4B && tail[$0 + 2] == 0x05 && tail[$0 + 3] == 0x06
        }
    }

    /// Makes sure that the directory says of itself that it is small, before libzip has all of it in memory.
    private static func checkCount(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        for end in ends(of: bytes) where end + 12 <= bytes.count {
            let count = Int(bytes[end + 10]) | Int(bytes[end + 11]) << 8
            guard count <= maximumCount else { throw .tooManyParts(count) }
        }
    }

    /// Why `bytes` are no zip file, though they begin like one: the directory at their end is missing, or wrong.
    private static func unreadable(_ bytes: UnsafeBufferPointer<UInt8>) -> Fault {
        guard ends(of: bytes).isEmpty else {
            return .damaged(LocalizedText("文件的目录已损坏", en: "the directory of the file is damaged"))
        }
        return Fault(
            "truncated-file", LocalizedText("文件不完整：后面的部分没有了", en: "the file is incomplete: its end is missing"),
            hints: [LocalizedText("重新拷贝或下载这个文件", en: "copy or download the file again")])
    }
}

extension Fault {
    /// A part of the file cannot be read.
    static func damagedPart(_ name: String) -> Fault {
        .damaged(LocalizedText("部件 \(name) 已损坏", en: "the part \(name) is damaged"))
    }

    /// No office program packs so many files into one.
    static func tooManyParts(_ count: Int) -> Fault {
        .tooLarge(LocalizedText("压缩包里有 \(count) 个文件", en: "\(count) files are packed into it"))
    }

    /// The file was made to fill memory.
    static func bomb(_ message: LocalizedText) -> Fault { Fault("bomb-like-file", message) }
}
