package import Diagnostics
package import Evaluation
package import Layout
import SourceTree

/// A county's forms of one year: the styles, the pages and one layout a form, read from a folder at run time.
package struct FormSet: Sendable {
    /// The name by which a submission asks for it.
    package let id: String
    /// What it is called.
    package let title: String
    /// A folder of faces that take roles over, if the form set has one.
    package let fontsFolder: String?
    /// Words that short texts keep whole.
    package let words: WordList
    /// The roles of faces that its styles use.
    package let roles: Set<String>
    /// What its submissions hold.
    package let model: SubmissionModel
    /// Whether it says how drafts look.
    package var hasDrafts: Bool { draft != nil }
    /// Whether it says how print jobs look.
    package var hasPrintJobs: Bool { printJob != nil }
    /// Whether it says how letters to offices look whose submissions were refused.
    package var hasLetters: Bool { letter != nil }
    /// Whether a form of it has a stamp, such as the archive's.
    package var hasStamp: Bool { entries.flatMap(\.parts).contains { $0.template.stamp != nil } }
    let entries: [Repeatable<Form>]
    let draft: Draft?
    let printJob: PrintLook?
    /// The letter to an office whose submission was refused; its variables are the letter and the list of findings. `nil` where
    /// the form set does not say how it looks.
    let letter: FormTemplate?
    /// What a county's submissions are compared by; `nil` where the form set does not say.
    package let report: ReportFigures?

    /// What submissions may state and no form names.
    var unprinted = UnprintedFields()

    /// What was found in its files that does not keep them from being used: for those who write them.
    package internal(set) var findings: [Diagnostic] = []

    /// What a print job has besides the forms.
    struct PrintLook: Sendable {
        /// What stands on blank pages.
        let blankNote: TextRun
        /// The sheet before the forms of an office; its only variable is what the sheet counts.
        let separator: FormTemplate
    }

    /// How drafts are told from what is signed.
    struct Draft: Sendable {
        /// What is printed across each page.
        let watermark: Watermark
        /// Where that is stated.
        let span: SourceSpan
        /// The last sheet; its only variable is the list of findings.
        let findings: FormTemplate
    }

    /// A form with what it needs.
    struct Form: Sendable {
        let template: FormTemplate
        let requirements: [Requirement]
    }

    /// A part of the submission that a form cannot do without.
    struct Requirement: Sendable {
        let field: FieldReference
        let name: String
    }

    /// The paths of the files that it was read from besides those of its model, `formset.yaml` first, each once.
    package let paths: [String]

    /// Reads the form set in `folder`: its model, `formset.yaml` and the layouts that it names.
    /// - Parameter folders: where files that it builds on are looked for.
    /// - Throws: ``Rejection`` with every fault of every file, of the model alone where that is at fault: nobody knows then what
    ///   layouts may name.
    package static func load(folder: String, among folders: LayoutFolders = .none) throws(Rejection) -> FormSet {
        try load(folder: folder, model: SubmissionModel.load(folder: folder, among: folders), among: folders)
    }

    /// Reads the form set in `folder`, whose submissions are of `model`.
    /// - Parameter folders: where files that it builds on are looked for.
    /// - Throws: ``Rejection`` with every fault of every file.
    package static func load(
        folder: String, model: SubmissionModel, among folders: LayoutFolders = .none
    ) throws(Rejection) -> FormSet {
        var reader = NodeReader()
        let set = FormSetReader(folder: folder, model: model, files: LayoutFiles(folders: folders)).read(&reader)
        guard var set, !reader.findings.containsError else { throw Rejection(reader.findings) }
        let unprinted = UnprintedFields(model, named: set.namedWays)
        set.findings = reader.findings + unprinted.findings(in: "\(folder)/formset.yaml")
        set.unprinted = unprinted
        return set
    }

    /// The paths of the files that the form set in `folder` is read from, those of its model included, whatever is at fault in
    /// them.
    /// - Parameter folders: where files that it builds on are looked for.
    package static func paths(folder: String, among folders: LayoutFolders) -> [String] {
        let own = SubmissionModel.paths(folder: folder, among: folders)
        guard let model = try? SubmissionModel.load(folder: folder, among: folders) else { return own }
        var reader = NodeReader()
        _ = FormSetReader(folder: folder, model: model, files: LayoutFiles(folders: folders)).read(&reader)
        return own + reader.paths
    }
}
