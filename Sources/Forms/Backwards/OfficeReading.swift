package import Diagnostics
package import Evaluation

/// An office's own files, read as a submission for a form set: the forms of the set, read backwards.
///
/// A layout says where each field stands among which labels. Laid over the sheets and tables of the files it gives the fields
/// back, each with the cell that it came from. What is not placed is told, every cell of it; nothing is guessed in silence.
package struct OfficeReading {
    /// The submission in YAML; behind each value stands where it came from.
    package let source: SourceFile
    /// What was not placed, is missing or in doubt.
    package let findings: [Diagnostic]
    /// How many cells were placed, by which form sets compete for a file.
    package let placed: Int

    /// Reads `files`, all of one office, as a submission for `formSet`, of which nothing else is read.
    /// - Parameter start: what the form set states before anybody fills it in.
    package init(_ files: [GridFile], as formSet: FormSet, start: SubmissionSource?) {
        self.init(files.map(OfficeRows.init), as: OfficeForms(formSet, start: start))
    }

    /// Reads `files`, all of one office, as a submission for the form set of `forms`.
    package init(_ files: [OfficeRows], as forms: OfficeForms) {
        var reader = SubmissionReader(forms)
        for file in files { reader.read(file) }
        reader.complete()
        placed = reader.placed
        let names = files.map(\.file.name)
        source = SubmissionText.source(
            name: names.first ?? "", from: FileNames(names), formSet: forms.formSet, reader.fields)
        findings = files.flatMap(\.file.findings) + reader.findings
    }
}
