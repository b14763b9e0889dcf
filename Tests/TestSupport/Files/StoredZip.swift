/// Zip files whose parts stand in them as they are (APPNOTE.TXT, 4.3): made without a library, in no time.
package enum StoredZip {
    /// A file with `parts`, in their order.
    package static func zip(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, bytes) in parts {
            let check = little(Int(CRC32.checksum(bytes)), 4)
            // Version, UTF-8 names, stored, no time.
            let common = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) + check
            let sizes = little(bytes.count, 4) + little(bytes.count, 4) + little(name.utf8.count, 2) + little(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + common + sizes + little(0, 10) + little(file.count, 4) + name.utf8
            file += [0x50, 0x4B, 3, 4] + common + sizes + name.utf8 + bytes
        }
        let count = little(parts.count, 2)
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + count + count + little(directory.count, 4) + little(file.count, 4)
            + little(0, 2)
        return file + directory + end
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
    }
}
