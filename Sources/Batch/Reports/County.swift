import Diagnostics
import Files

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A county's submissions side by side: what lies in a folder of outputs, and what does not and why.
package struct County {
    /// How a submission fares.
    enum State: String, CaseIterable {
        /// It has an output.
        case done
        /// It has a draft.
        case draft
        /// It is at fault, and has no output, or an older one.
        case refused
        /// The system failed, and there is no output, or an older one.
        case failed
        /// There is an output, but no submission gives it any more.
        case leftOver

        /// Its place among the states, from what asks for attention most.
        var rank: Int {
            switch self {
            case .failed: 0
            case .refused: 1
            case .draft: 2
            case .done: 3
            case .leftOver: 4
            }
        }

        /// Whether there is no output of the submission as it is now.
        var isWithoutOutput: Bool { self == .failed || self == .refused }
    }

    /// One submission, without what only its own row shows: a county may be large.
    struct Row {
        let state: State
        /// The full name of the office; the path of the submission where it could not be told.
        let name: String
        /// The path of the submission, seen from the folder.
        let input: String
        /// The paths of its files, seen from the folder.
        let files: [String]
        /// The name of the output's file; `nil` where there is none.
        let file: String?
        let pages: Int
        let sheets: Int
        let counts: FindingCounts
        /// The points that the office gives itself.
        let score: Decimal?
        /// How much of its budget it has carried out, in percent.
        let rate: Decimal?
        /// What its form set is called; empty where that cannot be told.
        let formSet: String
        /// The year that is evaluated, as far as it is known.
        let year: Int?
        /// The day on which it was filled in, as `2024-06-02`, as far as it is known.
        let date: String?
    }

    /// What the row of a submission shows besides.
    struct Details {
        /// The SHA-256 of the output; `nil` where it is none of this state of the submission.
        var hash: String?
        var forms: [Manifest.Form] = []
        var findings: [Diagnostic] = []
    }

    private let manifest: Manifest
    /// What asks for attention first, then by the names of the outputs.
    let rows: [Row]
    /// How many submissions of the run had no turn.
    let skipped: Int

    /// The submissions that `manifest` lists.
    /// - Parameters:
    ///   - folder: the folder of the manifest.
    ///   - skipped: how many submissions of the run had no turn.
    init(_ manifest: Manifest, in folder: String, skipped: Int) {
        let failed = Set(manifest.failures.values.map { Spelling($0.output) })
        let failures = manifest.failures.values.map { (key: $0.output, row: Row($0, manifest.entries[$0.output])) }
        let outputs = manifest.entries.values.compactMap { entry -> (key: String, row: Row)? in
            guard !failed.contains(Spelling(entry.output)) else { return nil }
            let isLeftOver = entry.isSuperseded || !OutputFile.exists(FilePath.inside(folder, entry.input))
            return (key: entry.output, row: Row(entry, isLeftOver: isLeftOver))
        }
        rows = (failures + outputs).sorted { left, right in
            (left.row.state.rank, Spelling(left.key), Spelling(left.row.input))
                < (right.row.state.rank, Spelling(right.key), Spelling(right.row.input))
        }.map(\.row)
        self.manifest = manifest
        self.skipped = skipped
    }

    /// What the row `row` shows besides.
    func details(of row: Row) -> Details {
        if row.state.isWithoutOutput {
            return Details(findings: manifest.failures[Spelling(row.input)]?.allFindings ?? [])
        }
        guard let entry = row.file.flatMap({ manifest.entries[$0] }) else { return Details() }
        return Details(hash: entry.outputHash, forms: entry.forms, findings: entry.findings)
    }

    /// How many submissions are in each state.
    var counts: [State: Int] { rows.reduce(into: [:]) { $0[$1.state, default: 0] += 1 } }

    /// Those that are of use: all but left over ones.
    var current: [Row] { rows.filter { $0.state != .leftOver } }
}

extension County.Row {
    fileprivate init(_ entry: Manifest.Entry, isLeftOver: Bool) {
        self.init(
            state: isLeftOver ? .leftOver : entry.isDraft ? .draft : .done, name: entry.office, input: entry.input,
            files: entry.files,
            file: entry.output, pages: entry.pages, sheets: entry.sheets, counts: FindingCounts(entry.findings),
            score: entry.score, rate: entry.rate, formSet: entry.title, year: entry.year, date: entry.date)
    }

    /// - Parameter old: the output of an earlier run.
    fileprivate init(_ failure: Manifest.Failure, _ old: Manifest.Entry?) {
        self.init(
            state: failure.reason == nil ? .refused : .failed,
            name: failure.office.isEmpty ? failure.input : failure.office, input: failure.input, files: failure.files,
            file: old?.output, pages: 0, sheets: 0, counts: FindingCounts(failure.allFindings),
            score: failure.score, rate: failure.rate, formSet: failure.title, year: failure.year, date: failure.date)
    }
}

extension County.Row {
    /// Where the submission lies: its file, or the folder of its files with what they are called there, or the files.
    var source: String {
        guard files.count > 1, !files.contains(input) else { return files.joined(separator: "、") }
        let names = files.map { $0.hasPrefix(input + "/") ? String($0.dropFirst(input.count + 1)) : $0 }
        return "\(input)（\(names.joined(separator: "、"))）"
    }
}

extension Manifest.Failure {
    /// What was found in the submission, and the failure of the system, if there was one.
    fileprivate var allFindings: [Diagnostic] {
        let reason = reason.map { reason in
            // The manifest keeps it in Chinese only.
            Diagnostic(.error, id: "system-failure", LocalizedText(reason, en: reason))
        }
        return findings + (reason.map { [$0] } ?? [])
    }
}
