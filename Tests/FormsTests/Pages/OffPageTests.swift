import Diagnostics
import Evaluation
import Forms
import Testing

/// What has no room is told where it is stated: in the form set, or in the submission whose field it is.
@Suite struct OffPageTests {
    private static let margins = "margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}"

    private func places(page: String = "", styles: String = "", form: String) throws -> [String] {
        let formset = FormSetFolder.formset.replacing(Self.margins, with: Self.margins + page)
            .replacing("cells:\n", with: styles + "cells:\n")
        return try FormSetFolder(["formset.yaml": formset, "form.yaml": form]).places(sample())
    }

    @Test(arguments: [
        ("\n  number: {style: text, distance: 34mm}", "formset.yaml:5:11 off-page"),
        ("\n  number: {style: text, distance: 100mm, position: center}", "formset.yaml:5:11 off-page"),
        ("\n  number: {style: text, distance: 7mm}", ""),
    ])
    func placesPageNumbers(_ page: String, _ place: String) throws {
        let found = try places(page: page, form: "title: 试表\nbody:\n  - {text: 甲, style: text}\n")
        #expect(found == (place.isEmpty ? [] : [place]))
    }

    @Test(arguments: [
        ("header: {text: 续, style: text, distance: 36mm, first: true}\nbody:\n  - {text: 甲, style: text}", "2:16"),
        (
            "stamp: {top: 295mm, table: {columns: [20mm], cell: cell, rows: [[章]]}}\nbody:\n  - {text: 甲, style: text}",
            "2:28"
        ),
        (
            "stamp: {top: 5mm, table: {columns: [220mm], cell: cell, rows: [[章]]}}\nbody:\n  - {text: 甲, style: text}",
            "2:26"
        ),
        ("body:\n  - {text: '{office.name}', style: indented}", "3:12"),
    ])
    func placesPartsOfAForm(_ form: String, _ place: String) throws {
        let styles = "  indented: {like: text, indent: 60}\n"
        #expect(try places(styles: styles, form: "title: 试表\n" + form + "\n") == ["form.yaml:\(place) off-page"])
    }

    @Test func placesColumnsThatAreTooWide() throws {
        let table = "  - table:\n      columns: [100mm, 100mm]\n      cell: cell\n      rows:\n        - [甲, 乙]\n"
        let folder = try FormSetFolder(body: table + table)
        let found = folder.findings(try sample())
        #expect(found.map(\.id) == ["columns-too-wide", "columns-too-wide"])
        #expect(found.map { $0.span?.start.line } == [4, 9])
        #expect(found.first?.message.zh == "表格写定的列宽合计 200 毫米，版心宽只有 156 毫米")
    }

    /// No row has room for them, whether the sample has such a row or not.
    @Test func placesColumnsOfRowsThatAreTooWide() throws {
        let rows = "- {if: narrative, rows: [{columns: [100mm, 30mm, {width: auto, min: 30mm}], rows: [[甲, 乙, 丙]]}]}"
        let found = try FormSetFolder(columns: 2, rows: rows).findings(sample())
        #expect(found.map(\.id) == ["columns-too-wide"])
        #expect(found.map { $0.span?.start } == [SourcePosition(line: 7, column: 44)])
    }

    @Test(arguments: [
        ("- {columns: [60mm, 60mm], rows: [[甲, 乙]]}", ["写定的列宽合计至多 120 毫米，版心宽 156 毫米，印出时各列都放宽"]),
        ("- {columns: [60mm, {width: auto, max: 95.5mm}], rows: [[甲, 乙]]}", ["写定的列宽合计至多 155.5 毫米，版心宽 156 毫米，印出时各列都放宽"]),
        ("- {columns: [78mm, 78mm], rows: [[甲, 乙]]}", []),
        ("- {columns: [60mm, {width: 1fr, max: 60mm}], rows: [[甲, 乙]]}", []),
        ("- {columns: [60mm, min], rows: [[甲, 乙]]}", []),
    ])
    func warnsOfColumnsThatDoNotFillThePage(_ rows: String, _ messages: [String]) throws {
        let folder = try FormSetFolder(columns: 2, rows: rows)
        let findings = try FormSet.load(folder: folder.path).findings.filter { $0.id != "never-printed" }
        #expect(findings.map(\.message.zh) == messages)
        #expect(
            findings.allSatisfy { $0.severity == .warning && $0.span?.start == SourcePosition(line: 7, column: 21) })
    }

    /// A stamp is as wide as its columns.
    @Test func takesNarrowColumnsOfAStamp() throws {
        let stamp = "stamp: {top: 5mm, table: {columns: [20mm], cell: cell, rows: [[章]]}}\n"
        let folder = try FormSetFolder(["form.yaml": "title: 试表\n\(stamp)body: []\n"])
        #expect(try FormSet.load(folder: folder.path).findings.allSatisfy { $0.id == "never-printed" })
    }

    /// A table of more columns than the page has characters, and a label that no page can hold, are the submission's.
    @Test func placesWhatASubmissionHasNoRoomFor() throws {
        let cells = String(repeating: "| 甲 ", count: 60)
        let wide = try validated(
            "formSet: test\nyear: 2023\noffice: {name: 甲局, shortName: 甲}\n"
                + "filing: {preparer: 甲, date: 2024-06-02, phone: \"1\", leader: 乙}\n"
                + "narrative:\n  title: 报告\n  body: |\n    \(cells)|\n")
        let report = "  - {report: narrative.body, paragraph: text, headings: [text, text, text, text], cell: cell}\n"
        let found = try FormSetFolder(body: report).findings(wide)
        #expect(found.map(\.id) == ["column-too-narrow"])
        #expect(found.map(\.field) == ["narrative.body"])
        #expect(found.map { $0.span?.file.name } == ["a.yaml"])
    }
}
