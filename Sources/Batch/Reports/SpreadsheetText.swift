import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tables for spreadsheets: comma-separated values (RFC 4180) in UTF-8 with a byte order mark, by which Excel and WPS tell the
/// encoding.
enum SpreadsheetText {
    /// The byte order mark, with which a table begins.
    static let mark = "\u{FEFF}"

    /// The most characters that a cell may have in Excel; what is longer would spill into the next rows.
    static let maximumCharacters = 32_000

    /// A line of cells that are written already.
    static func line(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

    /// A cell that holds `text`, which no spreadsheet may take for a formula: where it begins like one, an apostrophe stands
    /// before it.
    static func cell(_ text: String) -> String {
        let visible = DiagnosticPrinter.visible(text)
        // Most cells have no tab and no quotation mark, and to replace one takes far longer than to look for it.
        let shown = visible.utf8.contains(UInt8(ascii: "\t")) ? visible.replacing("\t", with: " ") : visible
        let first = shown.unicodeScalars.first { !$0.properties.isWhitespace }
        let guarded = first.map("=+-@＝＋－＠".unicodeScalars.contains) == true ? "'" + shown : shown
        let short =
            guarded.utf16.count > maximumCharacters ? String(guarded.prefix(maximumCharacters / 2)) + "……" : guarded
        guard short.utf8.contains(where: isSpecial) else { return short }
        return "\"" + short.replacing("\"", with: "\"\"") + "\""
    }

    /// Whether a cell with this character stands between quotation marks.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }

    /// A cell that holds what is found where a figure is expected: a number as such, anything else as text.
    static func figure(_ text: String) -> String {
        text.wholeMatch(of: #/-?[0-9]{1,15}(\.[0-9]{1,15})?/#) == nil ? cell(text) : text
    }
}
