import Archive
import Crypto
import Diagnostics
import SourceTree

/// What an archival PDF holds besides its pages: the submission, and beside it which program made the file from which
/// form set, and what was noticed.
struct RenderRecord: Sendable {
    /// The names of the two files.
    static let submissionName = "submission.json"
    static let recordName = "record.json"

    /// The version of the program.
    let version: String
    /// The id of the form set.
    let formSet: String
    /// The SHA-256 of the form set's files.
    let formSetHash: String
    /// The SHA-256 of the submission's canonical text.
    let submissionHash: String
    /// The date of the file, as ISO 8601 in UTC.
    let created: String
    /// Whether blanks that are signed have signature fields.
    let hasSignatureFields: Bool

    /// The files of a PDF.
    /// - Parameters:
    ///   - submission: in canonical JSON.
    ///   - findings: what was noticed when it was checked.
    func files(submission: String, findings: [Diagnostic]) -> [AttachedFile] {
        Self.files(submission: Array(submission.utf8), record: Array(json(findings).text.utf8))
    }

    /// The files of a PDF from their bytes.
    static func files(submission: [UInt8], record: [UInt8]) -> [AttachedFile] {
        [
            AttachedFile(
                name: submissionName, title: "自评材料原始数据", mediaType: "application/json", relationship: .source,
                bytes: submission),
            AttachedFile(
                name: recordName, title: "生成记录", mediaType: "application/json", relationship: .supplement,
                bytes: record),
        ]
    }

    /// The SHA-256 of a submission's canonical text, in hexadecimal digits.
    static func hash(of submission: [UInt8]) -> String { SHA256.hash(data: submission).hexadecimal }

    // MARK: Writing

    private func json(_ findings: [Diagnostic]) -> JSONValue {
        .object([
            "created": .string(created),
            "findings": .array(findings.map(Self.json)),
            "formSet": .object(["id": .string(formSet), "sha256": .string(formSetHash)]),
            "program": .object(["name": .string("Annex"), "version": .string(version)]),
            "signatureFields": .flag(hasSignatureFields),
            "submission": .object([
                "file": .string(Self.submissionName), "sha256": .string(submissionHash),
            ]),
        ])
    }

    /// A finding without the path of its file: the record must not tell where it was made.
    private static func json(_ finding: Diagnostic) -> JSONValue {
        var entries: [String: JSONValue] = [
            "id": .string(finding.id), "message": .string(finding.message.zh),
            "severity": .string(finding.severity.rawValue),
        ]
        entries["field"] = finding.field.map(JSONValue.string)
        entries["line"] = (finding.span?.start.line).map { .number(String($0)) }
        return .object(entries)
    }

    // MARK: Reading

    /// The record in `bytes`; `nil` where it is none.
    init?(_ bytes: [UInt8]) {
        guard let source = try? SourceFile.decode(bytes, name: Self.recordName),
            let (root, _) = try? NodeComposer.compose(source),
            let version = root["program"]?["version"]?.scalar?.text,
            let formSet = root["formSet"]?["id"]?.scalar?.text,
            let formSetHash = root["formSet"]?["sha256"]?.scalar?.text,
            let submissionHash = root["submission"]?["sha256"]?.scalar?.text,
            let created = root["created"]?.scalar?.text
        else { return nil }
        self.init(
            version: version, formSet: formSet, formSetHash: formSetHash, submissionHash: submissionHash,
            created: created, hasSignatureFields: root["signatureFields"]?.scalar?.text == "true")
    }

    init(
        version: String, formSet: String, formSetHash: String, submissionHash: String, created: String,
        hasSignatureFields: Bool
    ) {
        self.version = version
        self.formSet = formSet
        self.formSetHash = formSetHash
        self.submissionHash = submissionHash
        self.created = created
        self.hasSignatureFields = hasSignatureFields
    }
}

extension Node {
    /// The value of `key` in a mapping.
    fileprivate subscript(key: String) -> Node? { mapping?.first { $0.key == key }?.value }
}
