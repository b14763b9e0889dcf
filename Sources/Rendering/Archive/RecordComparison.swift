import Diagnostics
import Evaluation
import SourceTree

/// How the record in a PDF compares with the one that its submission gives today.
struct RecordComparison {
    /// The bytes that the record should have.
    let expected: [UInt8]
    /// Whether the record is that.
    let isSame: Bool
    /// What of the record could not be checked.
    let unchecked: [ArchiveVerification.Unchecked]

    /// Compares the record in `bytes`.
    /// - Parameters:
    ///   - found: the record that `bytes` hold.
    ///   - own: the record that is made of the submission now.
    ///   - findings: what is noticed now.
    init(_ found: RenderRecord, in bytes: [UInt8], with own: RenderRecord, findings: [Diagnostic]) {
        var unchecked: [ArchiveVerification.Unchecked] = []
        var expected = own
        if found.formSetHash != own.formSetHash {
            unchecked.append(.formSet)
            expected.formSetHash = found.formSetHash
        }
        if found.ruleHashes != own.ruleHashes {
            unchecked.append(.rules)
            expected.ruleHashes = found.ruleHashes
        }
        let mayHaveOthers = !unchecked.isEmpty
        let notes = found.findings.count(where: Self.isNotation)
        if notes > 0 { unchecked.append(.notation(notes)) }
        self.unchecked = unchecked
        self.expected = expected.json(found.findings).utf8
        // In these bytes, no key is unknown and none stands twice.
        isSame = self.expected == bytes && (mayHaveOthers || Self.texts(found.findings) == Self.texts(findings))
    }

    private static func isNotation(_ finding: Diagnostic) -> Bool {
        AuditedSubmission.notationFindings.contains(finding.id) && finding.severity != .error
    }

    /// What findings say, wherever in the original file they were found, and in whichever order.
    private static func texts(_ findings: [Diagnostic]) -> [String] {
        findings.filter { !isNotation($0) }.map { finding in
            var finding = finding
            finding.span = nil
            return FindingRecord.json(of: finding).text
        }.sorted()
    }
}
