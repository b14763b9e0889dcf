import Diagnostics
import Forms
import Intake

extension GridFile {
    /// The file that `bytes` hold.
    static func read(_ bytes: [UInt8]) throws(Rejection) -> GridFile { try OfficeFile.read(bytes, name: "表.xlsx") }

    /// The sheets or tables.
    var grids: [Grid] {
        parts.compactMap { if case .grid(let grid) = $0 { grid } else { nil } }
    }

    /// The paragraphs, those in tables left out.
    var paragraphs: [GridParagraph] {
        parts.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }

    /// The cells of all sheets: what is shown of each, by its place.
    var texts: [String: String] {
        Dictionary(grids.flatMap(\.cells).map { ($0.place, $0.text) }) { $1 }
    }

    /// What the cells of all sheets hold, by their places.
    var values: [String: GridCell.Value] {
        Dictionary(grids.flatMap(\.cells).map { ($0.place, $0.value) }) { $1 }
    }

    /// The names of the findings, each with its place.
    var found: [String] { findings.map { "\($0.id) \($0.span?.place?.cell ?? "")" } }
}

/// The findings of the rejection that reading `bytes` ends in, each with its place; none where they are read.
func rejection(of bytes: [UInt8]) -> [String] {
    do throws(Rejection) {
        _ = try OfficeFile.read(bytes, name: "表.xlsx")
        return []
    } catch {
        return error.diagnostics.map { finding in finding.span?.place?.cell.map { "\(finding.id) \($0)" } ?? finding.id
        }
    }
}
