/// References to files as URIs (RFC 3986).
package enum URIReference {
    /// The reference to the file at `path`: all but unreserved characters and slashes are percent-encoded.
    static func of(path: String) -> String {
        let encoded = path.utf8.map { byte -> String in
            let character = Character(Unicode.Scalar(byte))
            let isKept = character.isASCII && (character.isLetter || character.isNumber || "-._~/".contains(character))
            return isKept ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return (path.hasPrefix("/") ? "file://" : "") + encoded.joined()
    }
}
