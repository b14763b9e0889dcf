#if canImport(Glibc)
    import Glibc
#endif

/// A face with TrueType outlines in a file (ISO/IEC 14496-22), mapped into memory: what is never looked at is never read.
final class TrueTypeFile: Sendable {
    private let file: Shared<UnsafeRawBufferPointer>
    private let tables: [String: Range<Int>]
    private let outlineTable: Range<Int>
    private let offsetTable: Range<Int>

    private var bytes: UnsafeRawBufferPointer { file.pointer }
    /// The table of outlines (5.3.3).
    var outlines: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[outlineTable]) }
    /// Where the outline of each glyph begins (5.3.2).
    var offsets: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[offsetTable]) }

    /// The face at `path`; `nil` where its outlines are not TrueType's.
    /// - Parameter index: its place in a collection, from 0.
    init?(path: String, index: Int) {
        guard let file = Self.map(path) else { return nil }
        let tables = Self.tables(of: file.pointer, face: index)
        guard let outlines = tables["glyf"], let offsets = tables["loca"], !outlines.isEmpty, !offsets.isEmpty else {
            return nil
        }
        self.file = file
        self.tables = tables
        (outlineTable, offsetTable) = (outlines, offsets)
    }

    private static func map(_ path: String) -> Shared<UnsafeRawBufferPointer>? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
        let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, file, 0)
        guard let start, start != MAP_FAILED else { return nil }
        return Shared(UnsafeRawBufferPointer(start: start, count: Int(status.st_size))) {
            munmap(UnsafeMutableRawPointer(mutating: $0.baseAddress), $0.count)
        }
    }

    /// The tables in the directory of a face (4.5) or of one of a collection (4.6).
    private static func tables(of bytes: UnsafeRawBufferPointer, face index: Int) -> [String: Range<Int>] {
        func number(_ offset: Int, _ size: Int) -> Int? {
            guard offset >= 0, offset + size <= bytes.count else { return nil }
            return bytes[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
        }
        let isCollection = bytes.prefix(4).elementsEqual("ttcf".utf8)
        guard let start = isCollection ? number(12 + 4 * index, 4) : 0, let count = number(start + 4, 2) else {
            return [:]
        }
        var tables: [String: Range<Int>] = [:]
        for record in (0..<count).map({ start + 12 + 16 * $0 }) {
            guard let offset = number(record + 8, 4), let length = number(record + 12, 4),
                offset + length <= bytes.count
            else { continue }
            tables[String(decoding: bytes[record..<record + 4], as: UTF8.self)] = offset..<offset + length
        }
        return tables
    }

    /// The table called `tag`.
    subscript(tag: String) -> UnsafeRawBufferPointer? {
        tables[tag].map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
    }
}

extension UnsafeRawBufferPointer {
    /// The number at `offset`, big-endian; 0 beyond the end.
    func bigEndian<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
        guard offset + MemoryLayout<Number>.size <= count else { return 0 }
        return Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}
