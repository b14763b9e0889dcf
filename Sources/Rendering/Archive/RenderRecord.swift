import Archive
import Crypto
import Diagnostics
import Files
import Graphics
import SourceTree

/// What an archival PDF holds besides its pages: the submission, and beside it which program made the file from which
/// form set, and what was noticed.
package struct RenderRecord: Sendable {
    /// The names of the two files.
    static let submissionName = "submission.json"
    static let recordName = "record.json"

    /// The name of the file of an image, from 0.
    static func imageName(_ index: Int) -> String { "image-\(index + 1).png" }

    /// The version of the program.
    let version: String
    /// The id of the form set.
    let formSet: String
    /// The SHA-256 of the form set's files.
    var formSetHash: String
    /// The SHA-256 of the submission's canonical text.
    let submissionHash: String
    /// The date of the file, as ISO 8601 in UTC.
    package let created: String
    /// Whether blanks that are signed have signature fields.
    let hasSignatureFields: Bool
    /// Whether pages say which they are.
    let hasPageCodes: Bool
    /// The images that the submission names: their paths in it, in the order of their files ``imageName(_:)``.
    let images: [String]
    /// The SHA-256 of each file of rules that it was held against.
    var ruleHashes: [String]
    /// What was noticed when the submission was checked, where the record was read from a PDF.
    var findings: [Diagnostic] = []

    /// The files of a PDF.
    /// - Parameters:
    ///   - submission: in canonical JSON.
    ///   - images: the bytes of ``images``.
    ///   - findings: what was noticed when it was checked.
    func files(submission: [UInt8], images: [[UInt8]], findings: [Diagnostic]) -> [AttachedFile] {
        Self.files(submission: submission, images: images, record: json(findings).utf8)
    }

    /// The files of a PDF from their bytes.
    static func files(submission: [UInt8], images: [[UInt8]], record: [UInt8]) -> [AttachedFile] {
        let pictures = images.enumerated().map { index, bytes in
            AttachedFile(
                name: imageName(index), title: "签名图片", mediaType: "image/png", relationship: .source, bytes: bytes)
        }
        return [
            AttachedFile(
                name: submissionName, title: "自评材料原始数据", mediaType: "application/json", relationship: .source,
                bytes: submission),
            AttachedFile(
                name: recordName, title: "生成记录", mediaType: "application/json", relationship: .supplement,
                bytes: record),
        ] + pictures
    }

    /// The SHA-256 of a submission's canonical text, in hexadecimal digits.
    static func hash(of submission: [UInt8]) -> String { SHA256.hash(data: submission).hexadecimal }

    /// The date of the file, if it is written as this program writes dates, and thus holds nothing else; `nil` otherwise.
    var creationDate: CreationDate? { CreationDate(created) }

    // MARK: Writing

    /// The record with `findings` as what was noticed.
    func json(_ findings: [Diagnostic]) -> JSONValue {
        [
            "created": .string(created),
            "findings": .array(findings.map(FindingRecord.json)),
            "formSet": ["id": .string(formSet), "sha256": .string(formSetHash)],
            "images": .array(
                images.enumerated().map { index, path in
                    ["file": .string(Self.imageName(index)), "path": .string(path)]
                }),
            "pageCodes": .bool(hasPageCodes),
            "program": ["name": "Annex", "version": .string(version)],
            "rules": .array(ruleHashes.map(JSONValue.string)),
            "signatureFields": .bool(hasSignatureFields),
            "submission": ["file": .string(Self.submissionName), "sha256": .string(submissionHash)],
        ]
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
            created: created, hasSignatureFields: root["signatureFields"]?.scalar?.text == "true",
            hasPageCodes: root["pageCodes"]?.scalar?.text == "true",
            images: root["images"]?.sequence?.compactMap { $0["path"]?.scalar?.text } ?? [],
            ruleHashes: root["rules"]?.sequence?.compactMap { $0.scalar?.text } ?? [])
        findings = [Diagnostic](recorded: root["findings"], in: "")
    }

    init(
        version: String, formSet: String, formSetHash: String, submissionHash: String, created: String,
        hasSignatureFields: Bool, hasPageCodes: Bool, images: [String], ruleHashes: [String]
    ) {
        self.version = version
        self.formSet = formSet
        self.formSetHash = formSetHash
        self.submissionHash = submissionHash
        self.created = created
        self.hasSignatureFields = hasSignatureFields
        self.hasPageCodes = hasPageCodes
        self.images = images
        self.ruleHashes = ruleHashes
    }
}
