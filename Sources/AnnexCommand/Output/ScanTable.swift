import Batch
import Foundation
import PrintJobs
import Rendering
import Scans

/// What each scanned page is, as a table of values separated by tabs, for programs.
///
/// Its columns are the file, the page in it, what the page was found to be (`code`, `look`, `blank`, `foreign` for codes of
/// others, `unclear` or `unknown`), its page codes or the output and page that it looks like, by how many degrees it lies turned,
/// and by how many it lies askew, both clockwise; the places for signatures and seals on it that were looked at, as
/// `signature filled 0.042; seal doubtful 0.51`, and in how many other places there is ink beyond the print.
struct ScanTable {
    let stack: ScannedStack

    /// The table, in UTF-8.
    var bytes: [UInt8] { Array(([Self.head] + stack.pages.map(row)).map { $0 + "\n" }.joined().utf8) }

    private static let head = "file\tpage\tfound\tas\tturned\taskew\tblanks\tmarks"

    private func row(_ page: ScannedPage) -> String {
        let (found, name) = told(page)
        let skew = String(format: "%.2f", page.skew)
        let values = [
            page.place.file, String(page.place.page), found, name, String(page.quarterTurns * 90), skew, blanks(page),
            page.inspection.map { String($0.marks.count + $0.furtherMarks) } ?? "",
        ]
        // A name that would break the table is one that nobody sorts by.
        return values.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }.joined(separator: "\t")
    }

    private func blanks(_ page: ScannedPage) -> String {
        (page.inspection?.blanks ?? []).map { blank in
            let kind = blank.place.kind == .signature ? "signature" : "seal"
            return "\(kind) \(blank.state.rawValue) \(String(format: "%.4f", blank.share))"
        }.joined(separator: "; ")
    }

    private func told(_ page: ScannedPage) -> (found: String, name: String) {
        switch page.finding {
        case .codes(let codes):
            let marks = codes.compactMap { PageMark($0)?.text }
            return marks.isEmpty ? ("foreign", "") : ("code", marks.joined(separator: " "))
        case .look(let name): return ("look", "\(name.output) \(name.number)")
        case .blank: return ("blank", "")
        case .unrecognized(let isUnclear): return (isUnclear ? "unclear" : "unknown", "")
        }
    }
}
