import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A form set in a folder of its own, which goes when the test is over. Beside it are those that it may build on.
final class FormSetFolder {
    let path: String
    /// The folder around it.
    private let root: URL

    /// A form set with one form.
    static let formset = """
        id: test
        title: 试表
        page:
          margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}
        styles:
          text: {role: song, size: 10pt, pitch: 12pt}
          large: {like: text, size: 20pt}
        cells:
          cell: {text: text}
          strong: {text: large, padding: {x: 2mm, y: 1mm}}
        forms:
          - {file: form.yaml}
        """

    /// The model of a form set whose submissions hold what those for Hunan do.
    static let model = "like: ../hunan-2023/model.yaml\n"

    /// Writes `files` by their names; `formset.yaml` and `model.yaml` are there in any case.
    init(_ files: [String: String]) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        let folder = root.appendingPathComponent("test")
        path = folder.path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["common", "hunan-2023"] {
            try FileManager.default.createSymbolicLink(
                atPath: root.appendingPathComponent(name).path,
                withDestinationPath: "\(Fixtures.project)/layouts/\(name)")
        }
        let whole = files.merging(["formset.yaml": Self.formset, "model.yaml": Self.model]) { own, _ in own }
        for (name, text) in whole { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    }

    /// A form set whose form has `body` from line 3 on.
    convenience init(body: String) throws {
        try self.init(["form.yaml": "title: 试表\nbody:\n" + body])
    }

    /// A form set whose form is a table with `rows` from line 7 on.
    convenience init(columns: Int, rows: String) throws {
        let widths = [String](repeating: "1fr", count: columns).joined(separator: ", ")
        let table = "  - table:\n      columns: [\(widths)]\n      cell: cell\n      rows:\n"
        try self.init(body: table + rows.split(separator: "\n").map { "        \($0)\n" }.joined())
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// What is found on the way from the folder to pages with faces that lack `missing`.
    func findings(_ submission: ValidatedSubmission, missing: Set<Unicode.Scalar> = []) -> [Diagnostic] {
        do throws(Rejection) {
            let composed = try FormComposer.compose(submission, formSet: try FormSet.load(folder: path))
            do throws(LayoutFailure) {
                let context = LayoutContext(shaper: FixedAdvanceShaper(missing: missing))
                let document = try PageLayouter.layout(composed.sections, context: context)
                return LayoutReport(composed.origins, submission.audit).diagnostics(for: document.notes)
            } catch {
                return LayoutReport(composed.origins, submission.audit).diagnostics(for: error.faults)
            }
        } catch {
            return error.diagnostics
        }
    }

    /// The places of what is found: `file:line:column id`.
    func places(_ submission: ValidatedSubmission) -> [String] {
        findings(submission).map { finding in
            let span = finding.span.map { "\($0.file.name):\($0.start.line):\($0.start.column)" }
            return (span ?? "nowhere").replacing(path + "/", with: "") + " " + finding.id
        }
    }

    /// The first table of a submission's first form.
    func table(_ submission: ValidatedSubmission) throws -> TableBlock {
        let sections = try FormComposer.compose(submission, formSet: try FormSet.load(folder: path)).sections
        for case .table(let table) in try sections[at: 0].blocks { return table }
        return TableBlock(columns: [], rows: [])
    }
}

/// The validated submission in `text`.
func validated(
    _ text: String, model: SubmissionModel = .hunan
) throws(Rejection) -> ValidatedSubmission {
    let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
    return try ValidatedSubmission(try AuditedSubmission(auditing: source.decode(model), rules: RulePack()))
}

/// The validated ``sampleSubmission``.
func sample() throws(Rejection) -> ValidatedSubmission {
    try validated(sampleSubmission)
}
