import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// A form set with a small model of its own, and a submission for it.
struct OwnForms {
    let folder: FormSetFolder
    let set: FormSet
    /// The submission's text.
    let text: String

    private static let frame = """
        title: 材料
        document: {title: "{office.name}", file: "{office.name}", office: office.name, year: year}
        fields:
          - {name: year, title: 年度, type: integer, min: 2000, max: 2200, required: true}
          - {name: office, title: 单位, type: group, required: true, fields: [{name: name, title: 单位名称, type: text, required: true}]}

        """

    /// - Parameters:
    ///   - fields: the fields of the model behind the year and the office, from the second column on.
    ///   - forms: the entries of `forms`.
    ///   - files: the layouts by their names.
    ///   - text: the submission behind the form set, the year and the office.
    init(fields: String, forms: String, files: [String: String], text: String) throws {
        let cut = FormSetFolder.formset.range(of: "forms:")?.lowerBound ?? FormSetFolder.formset.endIndex
        var all = files
        all["model.yaml"] = Self.frame + fields
        all["formset.yaml"] = FormSetFolder.formset[..<cut] + "forms:\n" + forms
        folder = try FormSetFolder(all)
        set = try FormSet.load(folder: folder.path)
        self.text = "formSet: test\nyear: 2023\noffice: {name: 某局}\n" + text
    }

    /// A form set of one form, which is one table.
    init(fields: String, table: String, text: String) throws {
        try self.init(
            fields: fields, forms: "  - {file: form.yaml}\n",
            files: [
                "form.yaml": "title: 试表\nbody:\n  - table:\n      cell: cell\n"
                    + table.split(separator: "\n").map { "      \($0)\n" }.joined()
            ], text: text)
    }

    func submission() throws -> ValidatedSubmission { try validated(text, model: set.model) }

    /// The forms, each by its title and the texts of its blocks.
    func printed() throws -> [String] {
        try FormComposer.compose(submission(), formSet: set).sections.map { section in
            ([section.title] + section.blocks.map(\.words)).joined(separator: "|")
        }
    }

    /// The first table, a cell a line.
    func cells() throws -> [String] {
        try folder.table(submission()).text().split(separator: "\n").map(String.init)
    }

    /// What is read of a workbook that looks like the printed forms, `change`d.
    func readBack(_ change: (inout GridFile) -> Void = { _ in }) throws -> OfficeReading {
        var file = try ComposedGrids.file(submission(), set)
        file.parts.append(.grid(Self.unprinted))
        change(&file)
        let start = try SubmissionSource(
            SourceFile(name: "new", text: "formSet: test\nyear: 2023\noffice: {name: 某局}\n"))
        return OfficeReading([file], as: set, start: start)
    }

    /// The fields that no form prints.
    private static var unprinted: Grid {
        let rows = [FieldSheet.heads, ["年度", "2023", "year"], ["单位名称", "某局", "office.name"]]
        let cells = rows.enumerated().flatMap { row, texts in
            texts.enumerated().map { column, text in
                GridCell(row: row, column: column, text: text, place: "其他内容!R\(row + 1)")
            }
        }
        return Grid(name: FieldSheet.name, cells: cells)
    }

    /// Expects that the forms are read back as they were printed, with nothing said.
    func expectReadBack(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
        let reading = try readBack()
        #expect(
            reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [],
            sourceLocation: sourceLocation)
        #expect(
            try json(reading.source.text) == json(text), "\(reading.source.text)", sourceLocation: sourceLocation)
    }

    private func json(_ text: String) throws -> NSDictionary? {
        let bytes = try validated(text, model: set.model).audit.canonicalJSON
        return try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary
    }
}

extension Block {
    /// All of its text.
    fileprivate var words: String {
        var words = ""
        forEachRun { words += $0.text }
        return words
    }
}
