import Diagnostics
import Evaluation
import SourceTree

/// Tells submissions that are of another year than the others of their batch: mostly a figure that was left from last year.
struct BatchYears {
    /// That a submission is of another year than the others.
    struct Difference: Sendable {
        /// The year that it states.
        let stated: Int
        /// That of the others.
        let usual: Int
        /// How many others there are.
        let count: Int
    }

    private var years: [String: [Int: Int]] = [:]

    /// Takes what the submissions of the batch say of themselves; `nil` where one says nothing.
    init(_ heads: [SubmissionHead?]) {
        for head in heads {
            guard let (year, formSet) = Self.entry(head) else { continue }
            years[formSet, default: [:]][year, default: 0] += 1
        }
    }

    private static func entry(_ head: SubmissionHead?) -> (year: Int, formSet: String)? {
        guard let head, head.office != nil, let year = head.year else { return nil }
        return (year, head.formSet ?? "")
    }

    /// What is to be said of a submission that is of another year than at least three times as many others, no fewer than three, for
    /// its form set; `nil` of any other. A folder of several years is none of one batch.
    func difference(of head: SubmissionHead?) -> Difference? {
        guard let (year, formSet) = Self.entry(head), let counts = years[formSet],
            let usual = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key != year
        else { return nil }
        let others = counts.values.reduce(0, +) - usual.value
        guard usual.value >= 3 * others else { return nil }
        return Difference(stated: year, usual: usual.key, count: usual.value)
    }
}

extension BatchYears.Difference {
    /// The warning to the submission in `files`, of the office called `office`.
    func finding(in files: SubmissionFiles, of office: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "unlike-year",
            LocalizedText(
                "“\(office)”的年度是 \(stated)，同一批的其他 \(count) 份是 \(usual)",
                en: "“\(office)” is of \(stated), the other \(count) of the batch of \(usual)"),
            at: .whole(SourceFile(name: files.files[0], at: nil)),
            hints: [LocalizedText("核对年度；确实是那一年的，另外生成", en: "check the year, or make it apart")])
    }
}
