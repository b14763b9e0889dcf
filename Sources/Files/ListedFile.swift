/// A file as it was made, which a manifest lists by its hash.
package struct ListedFile {
    /// Its SHA-256, in hexadecimal digits.
    package let hash: String

    /// The file with the SHA-256 `hash`.
    package init(hash: String) { self.hash = hash }

    /// What a PDF of this program ends with.
    private static let end = Array("%%EOF\n".utf8)

    /// How many bytes were added behind it in `found`; 0 where `found` is the file itself, `nil` where it does not begin with
    /// it. Only what was made by this program is told from what stands behind: it ends with its first end of a PDF.
    package func addition(in found: [UInt8]) -> Int? {
        if FileHash.sha256(of: found[...]) == hash { return 0 }
        guard let end = found.firstRange(of: Self.end)?.upperBound, end < found.endIndex,
            FileHash.sha256(of: found[..<end]) == hash
        else { return nil }
        return found.endIndex - end
    }
}
