package import Diagnostics
import Evaluation
import SourceTree

/// Tells submissions that are of another year than the others of their batch: mostly a figure that was left from last year.
package struct BatchYears {
    /// A submission that names its office and year.
    private struct Entry {
        let files: SubmissionFiles
        let office: String
        let year: Int
        let formSet: String
    }

    private var entries: [Entry] = []

    /// Nothing yet.
    package init() {}

    /// Takes a further submission.
    package mutating func add(_ read: ReadSubmission) { add(read.files, read.head) }

    mutating func add(_ files: SubmissionFiles, _ head: SubmissionHead?) {
        guard let head, let office = head.office, let year = head.year else { return }
        entries.append(Entry(files: files, office: office, year: year, formSet: head.formSet ?? ""))
    }

    /// The submissions that are of another year than at least three times as many others, no fewer than three, for their form
    /// set, and what there is to say of each. A folder of several years is none of one batch.
    package var findings: [(files: SubmissionFiles, finding: Diagnostic)] {
        var years: [String: [Int: Int]] = [:]
        for entry in entries { years[entry.formSet, default: [:]][entry.year, default: 0] += 1 }
        return entries.compactMap { entry in
            guard let counts = years[entry.formSet],
                let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key != entry.year
            else { return nil }
            let others = counts.values.reduce(0, +) - usual.value
            guard usual.value >= 3 * others else { return nil }
            return (entry.files, finding(entry, usual: usual.key, count: usual.value))
        }
    }

    private func finding(_ entry: Entry, usual year: Int, count: Int) -> Diagnostic {
        Diagnostic(
            .warning, id: "unlike-year",
            LocalizedText(
                "“\(entry.office)”的年度是 \(entry.year)，同一批的其他 \(count) 份是 \(year)",
                en: "“\(entry.office)” is of \(entry.year), the other \(count) of the batch of \(year)"),
            at: .whole(SourceFile(name: entry.files.files[0], at: nil)),
            hints: [LocalizedText("核对年度；确实是那一年的，另外生成", en: "check the year, or make it apart")])
    }
}
