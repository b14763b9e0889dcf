import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport
import Testing

/// The workbooks of the form sets of the project, cell by cell.
@Suite struct SheetGoldenTests {
    @Test(arguments: FormSetTests.formSets, [false, true]) func composesTheRecordedSheets(
        _ folder: String, _ statesExample: Bool
    ) throws {
        let book = try workbook(folder, stating: statesExample ? example(folder) : nil)
        let set = folder.split(separator: "/").last ?? ""
        let path = Fixtures.folder("Fixtures") + "/\(set)-\(statesExample ? "example" : "new").sheets"
        #expect(Golden.matches(book.text, path))
        #expect(try workbook(folder, stating: statesExample ? example(folder) : nil).text == book.text)
    }

    @Test(arguments: FormSetTests.formSets) func losesNoValue(_ folder: String) throws {
        let set = try FormSet.load(folder: folder)
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: example(folder)))
        let fillable = try FillableSubmission(source, set.outline, model: set.model, isStated: true)
        let cells = try workbook(folder, stating: example(folder)).sheets.flatMap(\.cells).map(\.shown)
        let all = cells.joined(separator: "\n")
        let fields = fillable.fields().filter { !$0.leaf.isEmpty }
        #expect(fields.count > (folder.contains("/archive-") ? 8 : 50))
        for field in fields {
            if case .report(let report) = field.leaf {
                for line in report.lines { #expect(all.contains(line.unmarked.text), "\(line.text)") }
            } else if case .choice(let word) = field.leaf {
                #expect(cells.contains(field.description.title(of: word)), "\(field.path.description)")
            } else {
                #expect(all.contains(field.leaf.text), "\(field.path.description)")
            }
        }
    }

    @Test(arguments: FormSetTests.formSets, [false, true]) func keepsWithinWhatProgramsAllow(
        _ folder: String, _ statesExample: Bool
    ) throws {
        let book = try workbook(folder, stating: statesExample ? example(folder) : nil)
        #expect(Set(book.sheets.map { $0.name.lowercased() }).count == book.sheets.count)
        for sheet in book.sheets {
            #expect(sheet.name.utf16.count <= 31 && !sheet.name.contains { "[]:*?/\\".contains($0) })
            #expect(sheet.rowHeights.allSatisfy { $0 > .zero && $0 <= .pt(409.5) })
            #expect(sheet.columnWidths.allSatisfy { $0 > .mm(1) })
            var covered: Set<[Int]> = []
            for cell in sheet.cells {
                for row in cell.row..<cell.row + cell.rowSpan {
                    for column in cell.column..<cell.column + cell.columnSpan {
                        #expect(covered.insert([row, column]).inserted, "\(sheet.name)!\(cell.address)")
                    }
                }
                guard let demand = cell.demand else { continue }
                #expect(cell.isOpen && demand.title.utf16.count <= 32 && demand.message.utf16.count <= 255)
                if case .list(let items) = demand.values {
                    #expect(items.joined(separator: ",").utf8.count <= 255)
                }
            }
        }
    }

    private func example(_ folder: String) -> String { Fixtures.text(folder + "/example/submission.yaml") }
}

extension SheetCell {
    /// What the cell shows.
    fileprivate var shown: String {
        switch content {
        case .empty: return ""
        case .text(let text): return text
        case .number(let number): return format.hasSuffix("%") ? number.percentage(like: format) : number
        case .date(let year, let month, let day): return "\(year).\(month).\(day)"
        case .formula(_, let result): return result ?? ""
        }
    }
}

extension String {
    /// A hundredth part as the percentage that a format shows.
    fileprivate func percentage(like format: String) -> String {
        let digits = filter { $0 != "." }.drop { $0 == "0" }
        let places = format.filter { $0 == "0" }.count - 1
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = padded.dropLast(places)
        return whole + (places > 0 ? "." + padded.suffix(places) : "") + "%"
    }
}
