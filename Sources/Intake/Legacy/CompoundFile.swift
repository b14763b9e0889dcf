import Diagnostics

/// The directory of a compound file (MS-CFB), in which programs before 2007 kept what they wrote, and later ones keep what has
/// a password.
struct CompoundFile {
    /// Where each stream begins, in bytes of the file, by its name.
    private let starts: [String: Int]
    private let bytes: UnsafeBufferPointer<UInt8>

    /// An entry of the directory has this many bytes, and stands at a multiple of them.
    private static let entrySize = 128
    private static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// Looks for entries wherever they may stand: damaged files are told from protected ones without following chains.
    /// `nil` where `bytes` are no compound file.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.starts(with: Self.signature), bytes.count >= 512 else { return nil }
        self.bytes = bytes
        let sectorSize = 1 << min(12, max(9, Int(bytes[30])))
        var starts: [String: Int] = [:]
        for place in stride(from: 512, through: bytes.count - Self.entrySize, by: Self.entrySize) {
            guard let name = Self.name(bytes[place..<(place + Self.entrySize)]) else { continue }
            starts[name] = (Self.number(bytes, place + 116, 4) + 1) * sectorSize
        }
        self.starts = starts
    }

    /// Whether a stream or storage is called `name`.
    func contains(_ name: String) -> Bool { starts[name] != nil }

    /// Whether what is inside can only be read with a password.
    var isEncrypted: Bool {
        if contains("EncryptedPackage") || contains("EncryptionInfo") { return true }
        // The second record of a workbook with a password is FILEPASS (MS-XLS, 2.4.117).
        for name in ["Workbook", "Book"] {
            guard let start = starts[name], start + 8 <= bytes.count, Self.number(bytes, start, 2) == 0x0809 else {
                continue
            }
            let next = start + 4 + Self.number(bytes, start + 2, 2)
            if next + 2 <= bytes.count, Self.number(bytes, next, 2) == 0x2F { return true }
        }
        // fEncrypted of the file information block (MS-DOC, 2.5.2).
        guard let start = starts["WordDocument"], start + 12 <= bytes.count else { return false }
        return Self.number(bytes, start + 10, 2) & 0x0100 != 0
    }

    /// The name in a directory entry (MS-CFB, 2.6.1); `nil` where the bytes are none.
    private static func name(_ entry: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        let entry = UnsafeBufferPointer(rebasing: entry)
        let length = number(entry, 64, 2)
        guard (4...64).contains(length), length % 2 == 0, (1...2).contains(entry[66]), entry[67] <= 1 else {
            return nil
        }
        let units = (0..<(length / 2 - 1)).map { UInt16(number(entry, $0 * 2, 2)) }
        guard number(entry, length - 2, 2) == 0, !units.contains(0) else { return nil }
        return String(decoding: units, as: UTF16.self)
    }

    /// The number in `count` bytes from `place` on, the lowest first.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
