public import Diagnostics

/// What checking found in one submission.
public struct CheckedFile: Sendable {
    /// The path as the user gave it.
    public let path: String
    /// Every finding, in the order of the file.
    public let diagnostics: [Diagnostic]
    /// Why the system could not finish the check; `nil` where it could.
    public let failure: String?
    /// How many findings there are of each kind.
    public let counts: FindingCounts

    /// States what was found in the file at `path`.
    public init(path: String, diagnostics: [Diagnostic], failure: String? = nil) {
        self.path = path
        self.diagnostics = diagnostics
        self.failure = failure
        counts = FindingCounts(diagnostics)
    }

    /// How a file fared.
    public enum Status: String, Sendable, CaseIterable {
        /// There are no errors but waived ones.
        case passed
        /// There are errors.
        case errors
        /// The system failed; what was found until then is not all.
        case failed
    }

    /// How the file fared.
    public var status: Status {
        if failure != nil { return .failed }
        return counts.errors > 0 ? .errors : .passed
    }
}

/// How many findings there are of each kind. Waived ones count as such, whatever their severity.
public struct FindingCounts: Sendable, Hashable {
    /// Errors.
    public var errors = 0
    /// Warnings.
    public var warnings = 0
    /// Notes.
    public var notes = 0
    /// Waived findings.
    public var waived = 0

    /// Counts `diagnostics`.
    public init(_ diagnostics: [Diagnostic] = []) {
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
    public mutating func add(_ other: FindingCounts) {
        errors += other.errors
        warnings += other.warnings
        notes += other.notes
        waived += other.waived
    }
}

/// How the files of a run fared.
public struct CheckTotals: Sendable {
    /// The files that were checked.
    public private(set) var files = 0
    /// Those with errors.
    public private(set) var filesWithErrors = 0
    /// Those with warnings.
    public private(set) var filesWithWarnings = 0
    /// Those with waived findings.
    public private(set) var filesWithWaived = 0
    /// Those that the system failed on.
    public private(set) var filesFailed = 0
    /// The findings of all.
    public private(set) var findings = FindingCounts()

    /// Nothing yet.
    public init() {}

    /// Adds a file.
    public mutating func add(_ file: CheckedFile) {
        files += 1
        filesWithErrors += file.counts.errors > 0 ? 1 : 0
        filesWithWarnings += file.counts.warnings > 0 ? 1 : 0
        filesWithWaived += file.counts.waived > 0 ? 1 : 0
        filesFailed += file.failure != nil ? 1 : 0
        findings.add(file.counts)
    }
}

/// A document for other tools of what checking found.
public protocol CheckReport {
    /// Adds what was found in a file.
    mutating func add(_ file: CheckedFile)
    /// The whole document.
    var text: String { get }
}
