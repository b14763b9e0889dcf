/// Tells kinds of files by how they begin.
enum FileSignature {
    /// What a file seems to be.
    static func kind(of bytes: some Collection<UInt8>) -> OfficeFile.Kind? {
        let head = Array(bytes.prefix(4_096))
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .package }
        if isLegacy(head) { return .legacy }
        return markup(head)
    }

    /// Compound files, workbooks before 1993 (records of BIFF 2 to 4), Word before 1997, RTF and Word's XML of 2003.
    private static func isLegacy(_ head: [UInt8]) -> Bool {
        let signatures: [[UInt8]] = [
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x09, 0x00, 0x04, 0x00], [0x09, 0x02, 0x06, 0x00],
            [0x09, 0x04, 0x06, 0x00], [0xDB, 0xA5, 0x2D, 0x00], [0x31, 0xBE, 0x00, 0x00], [0xFE, 0x37, 0x00, 0x23],
            Array(#"{\rtf"#.utf8),
        ]
        return signatures.contains { head.starts(with: $0) }
    }

    /// Markup, by its first elements; UTF-16 is read as if it were ASCII.
    private static func markup(_ head: [UInt8]) -> OfficeFile.Kind? {
        let text = String(decoding: head.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace }
        guard start.hasPrefix("<") else { return nil }
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") { return .spreadsheetXML }
        if text.contains("http://schemas.microsoft.com/office/word/2003/wordml") { return .legacy }
        let pageStarts = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style"]
        return pageStarts.contains { text.contains($0) } ? .webPage : nil
    }
}
