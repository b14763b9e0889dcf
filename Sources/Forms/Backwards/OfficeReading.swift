package import Diagnostics
package import Evaluation

extension GridFile {
    /// The form set that a workbook of ours says it is for.
    package var formSet: String? {
        parts.lazy.compactMap { part -> String? in
            guard case .grid(let grid) = part, FieldSheet.isOne(grid) else { return nil }
            return FieldSheet(grid).rows.first { $0.code == SubmissionModel.formSetField }?.cell.text
        }.first
    }
}

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

    /// Reads `files`, all of one office, as a submission for `formSet`.
    /// - Parameters:
    ///   - start: what the rows are that the form set always prints; it says what their labels do not.
    package init(_ files: [GridFile], as formSet: FormSet, start: SubmissionSource?) {
        var reader = SubmissionReader(formSet, start: start)
        for file in files { reader.read(file) }
        reader.complete()
        placed = reader.placed
        source = SubmissionText.source(
            name: files.first?.name ?? "", from: FileNames(files.map(\.name)), formSet: formSet, reader.fields)
        findings = files.flatMap(\.findings) + reader.findings
    }
}
