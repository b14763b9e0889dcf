import Diagnostics
import Forms
import Intake

/// What comes of a file, in a line each: its cells and paragraphs, then its findings; or why it is refused.
func outcome(of bytes: [UInt8]) -> [String] {
    do throws(Rejection) {
        let file = try OfficeFile.read(bytes, name: "表.xlsx")
        return file.parts.flatMap(\.lines) + file.findings.map { "! \($0.id) \($0.span?.place?.cell ?? "")" }
    } catch {
        return error.diagnostics.map { "× \($0.id) \($0.span?.place?.cell ?? "")" }
    }
}

extension GridFile.Part {
    fileprivate var lines: [String] {
        switch self {
        case .grid(let grid): grid.cells.map(\.line)
        case .paragraph(let paragraph): [(paragraph.number.isEmpty ? "" : paragraph.number + "|") + paragraph.text]
        }
    }
}

extension GridCell {
    /// The place without its sheet, what is shown there, and how many rows and columns it covers where they are several.
    fileprivate var line: String {
        let name = place.split(separator: "!").last.map(String.init) ?? place
        return "\(name) \(text)" + (rowSpan * columnSpan > 1 ? " \(rowSpan)×\(columnSpan)" : "")
    }
}
