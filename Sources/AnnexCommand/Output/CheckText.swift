import Batch
import Diagnostics
import Rendering

#if canImport(Glibc)
    import Glibc
#endif

/// Writes what checking found for people: file by file as they are checked, and a summary of them all.
struct CheckText {
    /// What was found so far.
    private(set) var totals = CheckTotals()
    /// Whether findings stand above, from which an empty line sets the next file apart.
    private var isBelowFindings = false

    /// Writes the line of a file and its findings; why the check could not be finished is a fault of the run.
    mutating func add(_ file: CheckedFile) {
        totals.add(file)
        separate()
        print(DiagnosticPrinter.visible(file.name) + say("：", ": ") + Self.state(of: file))
        Interface.answer(file.findings)
        // Standard output is buffered where it is no terminal: the line is to stand above what is complained of.
        fflush(nil)
        if let failure = file.failure { Interface.complain(say("错误：", "error: ") + failure + "\n") }
        isBelowFindings = !file.findings.isEmpty || file.failure != nil
    }

    /// Writes a line about the file that was written last.
    func add(line: String) {
        print(line)
        fflush(nil)
    }

    /// Writes the summary, if there was more than one file, and what was passed over.
    func end(_ passedOver: PassedOver) {
        summarize()
        passedOver.lines.forEach { print($0) }
    }

    private func summarize() {
        guard totals.files > 1 else { return }
        separate()
        let files = [
            (totals.filesWithErrors, say("份有错误", "with errors")),
            (totals.filesWithWarnings, say("份有警告", "with warnings")),
            (totals.filesWithWaived, say("份有豁免", "with waived findings")),
            (totals.filesFailed, say("份没有查完", "not finished")),
        ]
        let parts = files.filter { $0.0 > 0 }.map { "\($0) \($1)" } + Self.counts(totals.findings)
        let list = parts.isEmpty ? [say("没有错误", "no errors")] : parts
        print(say("共查 \(totals.files) 份：", "\(totals.files) files: ") + list.joined(separator: say("，", ", ")))
    }

    private func separate() {
        if isBelowFindings { print() }
    }

    private static func state(of file: CheckedFile) -> String {
        let counts = counts(file.counts)
        switch file.status {
        case .failed: return ([say("没有查完", "not finished")] + counts).joined(separator: say("，", ", "))
        case .passed: return ([say("没有错误", "no errors")] + counts).joined(separator: say("，", ", "))
        case .errors: return counts.joined(separator: say("，", ", "))
        }
    }

    /// How many findings there are of each kind that occurs.
    private static func counts(_ counts: FindingCounts) -> [String] {
        [
            (counts.errors, "处错误", "error"), (counts.warnings, "处警告", "warning"), (counts.notes, "处说明", "note"),
            (counts.waived, "处已豁免", "waived finding"),
        ].filter { $0.0 > 0 }.map { number, zh, en in
            say("\(number) \(zh)", "\(number) \(en)\(number == 1 ? "" : "s")")
        }
    }
}
