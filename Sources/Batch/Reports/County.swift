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
        /// The form set; empty where it could not be told.
        let formSet: String
        /// The points that the office gives itself.
        let score: Decimal?
        /// How much of its budget it has carried out, in percent.
        let rate: Decimal?
        /// What its form set is called; empty where that cannot be told.
        let formSetTitle: String
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
        /// The amounts of money that it states, by the keys of ``MoneyColumns``.
        var amounts: [Manifest.Money] = []
    }

    private let manifest: Manifest
    /// What rows show besides, by the names of their outputs, where they are few enough to be held.
    private let held: [Spelling: Details]
    /// The most rows whose details are held rather than read again from the manifest.
    private static let maximumHeld = 1_000
    /// What asks for attention first, then by the names of the outputs.
    let rows: [Row]
    /// How many submissions of the run had no turn.
    let skipped: Int

    /// The submissions of a county.
    /// - Parameters:
    ///   - submissions: which of those that `manifest` lists they are.
    ///   - folder: the folder of the manifest, from which submissions that are gone are missed; `nil` where none is.
    ///   - skipped: how many submissions of the run had no turn.
    init(_ submissions: CountyShare, of manifest: Manifest, in folder: String?, skipped: Int) {
        let failures = submissions.failures.compactMap { manifest.failures[$0] }.map {
            (key: $0.output, row: Row($0, manifest.entries[$0.output]))
        }
        var held: [Spelling: Details] = [:]
        var outputs: [(key: String, row: Row)] = []
        for entry in submissions.outputs.lazy.compactMap({ manifest.entries[$0] }) {
            if submissions.count <= Self.maximumHeld { held[Spelling(entry.output)] = Details(entry) }
            let isGone = folder.map { !OutputFile.exists(FilePath.inside($0, entry.input)) } ?? false
            outputs.append((entry.output, Row(entry, isLeftOver: entry.isSuperseded || isGone)))
        }
        rows = (failures + outputs).sorted { left, right in
            (left.row.state.rank, Spelling(left.key), Spelling(left.row.input))
                < (right.row.state.rank, Spelling(right.key), Spelling(right.row.input))
        }.map(\.row)
        self.manifest = manifest
        self.held = held
        self.skipped = skipped
    }

    /// What the row `row` shows besides.
    func details(of row: Row) -> Details {
        if row.state.isWithoutOutput {
            let failure = manifest.failures[Spelling(row.input)]
            return Details(findings: failure?.allFindings ?? [], amounts: failure?.amounts ?? [])
        }
        guard let file = row.file else { return Details() }
        return held[Spelling(file)] ?? manifest.entries[file].map { Details($0) } ?? Details()
    }

    /// How many submissions are in each state.
    var counts: [State: Int] { rows.reduce(into: [:]) { $0[$1.state, default: 0] += 1 } }

    /// How many of use have warnings that are not waived.
    var warned: Int { current.count { $0.counts.warnings > 0 } }

    /// Those that are of use: all but left over ones.
    var current: [Row] { rows.filter { $0.state != .leftOver } }
}

extension County.Details {
    fileprivate init(_ entry: Manifest.Entry) {
        self.init(hash: entry.outputHash, forms: entry.forms, findings: entry.findings, amounts: entry.amounts)
    }
}

extension County.Row {
    fileprivate init(_ entry: Manifest.Entry, isLeftOver: Bool) {
        self.init(
            state: isLeftOver ? .leftOver : entry.isDraft ? .draft : .done, name: entry.office, input: entry.input,
            files: entry.files,
            file: entry.output, pages: entry.pages, sheets: entry.sheets, counts: FindingCounts(entry.findings),
            formSet: entry.formSet, score: entry.score, rate: entry.rate, formSetTitle: entry.title, year: entry.year,
            date: entry.date)
    }

    /// - Parameter old: the output of an earlier run.
    fileprivate init(_ failure: Manifest.Failure, _ old: Manifest.Entry?) {
        self.init(
            state: failure.reason == nil ? .refused : .failed,
            name: failure.office.isEmpty ? failure.input : failure.office, input: failure.input, files: failure.files,
            file: old?.output, pages: 0, sheets: 0, counts: FindingCounts(failure.allFindings),
            formSet: failure.formSet, score: failure.score, rate: failure.rate, formSetTitle: failure.title,
            year: failure.year, date: failure.date)
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
    var allFindings: [Diagnostic] {
        let reason = reason.map { reason in
            // The manifest keeps it in Chinese only.
            Diagnostic(.error, id: "system-failure", LocalizedText(reason, en: reason))
        }
        return findings + (reason.map { [$0] } ?? [])
    }
}
