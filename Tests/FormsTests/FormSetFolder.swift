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

/// A form set in a folder of its own, which goes when the test is over.
final class FormSetFolder {
    let path: String

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

    /// Writes `files` by their names; `formset.yaml` is there in any case.
    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        path = folder.path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files.merging(["formset.yaml": Self.formset], uniquingKeysWith: { own, _ in own }) {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
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

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What is found on the way from the folder to pages with faces that lack `missing`.
    func findings(_ submission: ValidatedSubmission, missing: Set<Unicode.Scalar> = []) -> [Diagnostic] {
        do throws(Rejection) {
            let (sections, origins) = try FormComposer.compose(submission, formSet: try FormSet.load(folder: path))
            do throws(LayoutFailure) {
                let context = LayoutContext(shaper: FixedAdvanceShaper(missing: missing))
                let document = try PageLayouter.layout(sections, context: context)
                return LayoutReport(origins, submission).diagnostics(for: document.notes)
            } catch {
                return LayoutReport(origins, submission).diagnostics(for: error.faults)
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
        let (sections, _) = try FormComposer.compose(submission, formSet: try FormSet.load(folder: path))
        for case .table(let table) in sections[0].blocks { return table }
        return TableBlock(columns: [], rows: [])
    }
}

/// The validated submission in `text`.
func validated(_ text: String) throws(Rejection) -> ValidatedSubmission {
    try ValidatedSubmission(validating: try SubmissionDecoder.decode(SourceFile(name: "a.yaml", text: text)))
}

/// A submission with something of everything that layouts ask for.
func sample() throws(Rejection) -> ValidatedSubmission {
    try validated(
        """
        formSet: test
        year: 2023
        office: {name: 清岚县财政局, shortName: 县财政局}
        filing: {preparer: 甲某某, date: 2024-06-02}
        baseData:
          staffing: {authorized: 36}
          spending:
            - {item: basic, label: 基本支出, level: 0, budget: 1}
            - {item: project, label: 项目甲, level: 2, budget: 2}
            - {item: project, label: 项目乙, level: 3}
        overall:
          funds: {initial: 0}
          income: [{label: 收一, amount: 1}, {label: 收二, amount: 2}, {label: 收三}]
          expenditure: [{label: 支一, amount: 3}]
          groups:
            - name: 产出
              subgroups:
                - {name: 数量, indicators: [{name: 一, score: 1}, {name: 二, score: 2}]}
                - {name: 质量, indicators: [{name: 三, score: 3}]}
            - name: 效益
              subgroups: [{name: 社会, indicators: [{name: 四, score: 4}]}]
          total: {weight: 100}
        roster: {people: [], blankRows: 2}
        """)
}
