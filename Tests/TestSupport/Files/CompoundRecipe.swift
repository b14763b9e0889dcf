/// Compound files, in which programs before 2007 and encrypted packages are kept ([MS-CFB]), with as much in them as is read.
package enum CompoundRecipe {
    /// A file whose directory has entries called `names`, the first sector of each being the one after it.
    /// - Parameter stream: what that sector holds.
    package static func bytes(_ names: [String], stream: [UInt8] = []) -> [UInt8] {
        var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 504)
        bytes[30] = 9
        for name in names {
            var entry = [UInt8](repeating: 0, count: 128)
            for (index, unit) in name.utf16.enumerated() {
                (entry[index * 2], entry[index * 2 + 1]) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            }
            entry[64] = UInt8(name.utf16.count * 2 + 2)
            entry[66] = 2
            entry[116] = 1
            bytes += entry
        }
        bytes += [UInt8](repeating: 0, count: 1_024 - bytes.count)
        return bytes + stream + [UInt8](repeating: 0, count: 512 - stream.count)
    }
}
