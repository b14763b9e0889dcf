import Diagnostics
import PrintJobs
import Rendering

/// What a print job came to: a line for each office with its sheets, so that a stack can be counted.
struct PrintJobText {
    let job: PrintJobRenderer.Job
    let copies: Int
    /// Whether only some sheets are printed.
    let isSelection: Bool

    /// The lines.
    var lines: [String] {
        let titles = [say("张号", "sheets"), say("张数", "count"), say("表", "forms"), say("单位", "office")]
        let rows = printed.map { part in
            let count = isSelection ? part.printed : part.sheets.count
            return [
                "\(part.sheets.lowerBound)–\(part.sheets.upperBound)", "\(count)", "\(part.forms)",
                DiagnosticPrinter.visible(part.office),
            ]
        }
        return Self.table([titles] + rows) + [total]
    }

    private var printed: [PrintJobRenderer.Job.Part] { job.parts.filter { $0.printed > 0 } }

    private var total: String {
        let each = job.parts.last?.sheets.upperBound ?? 0
        let repeated =
            copies > 1
            ? say("；每份 \(each) 张，共 \(copies) 份", "; \(each) sheets a copy, \(copies) copies") : ""
        return say(
            "共 \(printed.count) 个单位，\(job.sheets) 张，\(job.pages) 页\(repeated)",
            "\(printed.count) offices on \(job.sheets) sheets, \(job.pages) pages\(repeated)")
    }

    /// The rows as text; all columns but the last, which is names, are aligned on the right.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows[0].indices.dropLast()
        let widths = columns.map { column in rows.map { width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = columns.map { String(repeating: " ", count: widths[$0] - width(row[$0])) + row[$0] }
            return (cells + row.suffix(1)).joined(separator: "  ")
        }
    }

    private static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + $1.terminalColumns } }
}
