package import Diagnostics

/// What checking found in one submission.
package struct CheckedFile: Sendable {
    /// Its files.
    private let source: SubmissionFiles
    /// The path as the user gave it; of several files that of their folder, or of the first.
    package var path: String { source.path }
    /// The paths of its files.
    package var files: [String] { source.files }
    /// What people are told of it by.
    package var name: String { source.name }
    /// Every finding, in the order of the file.
    package let findings: [Diagnostic]
    /// Why the system could not finish the check; `nil` where it could.
    package let failure: String?
    /// How many findings there are of each kind.
    package let counts: FindingCounts

    /// States what was found in the file at `path`.
    package init(path: String, findings: [Diagnostic], failure: String? = nil) {
        self.init(SubmissionFiles(path), findings: findings, failure: failure)
    }

    /// States what was found in a submission.
    package init(_ source: SubmissionFiles, findings: [Diagnostic], failure: String? = nil) {
        self.source = source
        self.findings = findings
        self.failure = failure
        counts = FindingCounts(findings)
    }

    /// What was found in each of its files. What is in none of them, such as what is missing, counts to the first workbook.
    package var parts: [CheckedFile] {
        guard files.count > 1 else { return files.map { CheckedFile(path: $0, findings: findings, failure: failure) } }
        let home = files.first { $0.lowercased().hasSuffix(".xlsx") || $0.lowercased().hasSuffix(".xlsm") } ?? files[0]
        let found = Dictionary(grouping: findings) { finding -> String in
            let place = finding.span.flatMap { $0.place?.file ?? $0.file.name }
            return files.first { $0 == place } ?? home
        }
        return files.map { CheckedFile(path: $0, findings: found[$0] ?? [], failure: failure) }
    }

    /// How a file fared.
    package enum Status: String, Sendable, CaseIterable {
        /// There are no errors but waived ones.
        case passed
        /// There are errors.
        case errors
        /// The system failed; what was found until then is not all.
        case failed
    }

    /// How the file fared.
    package var status: Status {
        if failure != nil { return .failed }
        return counts.errors > 0 ? .errors : .passed
    }
}

/// How many findings there are of each kind. Waived ones count as such, whatever their severity.
package struct FindingCounts: Sendable, Hashable {
    /// Errors.
    package var errors = 0
    /// Warnings.
    package var warnings = 0
    /// Notes.
    package var notes = 0
    /// Waived findings.
    package var waived = 0

    /// Counts `diagnostics`.
    package init(_ diagnostics: [Diagnostic] = []) {
        for diagnostic in diagnostics {
            switch diagnostic.severity {
            case _ where diagnostic.waiver != nil: waived += 1
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
        }
    }

    /// Adds the counts of `other`.
    package mutating func add(_ other: FindingCounts) {
        errors += other.errors
        warnings += other.warnings
        notes += other.notes
        waived += other.waived
    }
}

/// How the files of a run fared.
package struct CheckTotals: Sendable {
    /// The files that were checked.
    package private(set) var files = 0
    /// Those with errors.
    package private(set) var filesWithErrors = 0
    /// Those with warnings.
    package private(set) var filesWithWarnings = 0
    /// Those with waived findings.
    package private(set) var filesWithWaived = 0
    /// Those that the system failed on.
    package private(set) var filesFailed = 0
    /// The findings of all.
    package private(set) var findings = FindingCounts()

    /// Nothing yet.
    package init() {}

    /// Adds a file.
    package mutating func add(_ file: CheckedFile) {
        files += 1
        filesWithErrors += file.counts.errors > 0 ? 1 : 0
        filesWithWarnings += file.counts.warnings > 0 ? 1 : 0
        filesWithWaived += file.counts.waived > 0 ? 1 : 0
        filesFailed += file.failure != nil ? 1 : 0
        findings.add(file.counts)
    }
}

/// A document for other tools of what checking found.
package protocol CheckReport {
    /// Adds what was found in a file.
    mutating func add(_ file: CheckedFile)
    /// The whole document.
    var text: String { get }
}
