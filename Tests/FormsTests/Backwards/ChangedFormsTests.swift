import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// Forms that people changed are read as they are meant, or what is not understood is told.
@Suite struct ChangedFormsTests {
    static let folder = "layouts/hunan-2023"

    /// What is read of the forms of the example after `change`, and what was said.
    private func read(_ change: (inout [Grid]) throws -> Void) throws -> (json: NSDictionary?, findings: [Diagnostic]) {
        let (set, file) = try Self.example()
        // The narrative stands in the first.
        var grids = file.parts.dropFirst().compactMap { if case .grid(let grid) = $0 { grid } else { nil } }
        try change(&grids)
        let changed = GridFile(name: file.name, parts: grids.map(GridFile.Part.grid))
        let start = try SubmissionSource(SourceFile(name: "new", text: Fixtures.text(Self.folder + "/new.yaml")))
        let reading = OfficeReading([changed], as: set, start: start)
        return (json(try validated(reading.source.text, model: set.model).audit.canonicalJSON), reading.findings)
    }

    /// What the example holds.
    private func unchanged() throws -> NSDictionary? {
        let set = try FormSet.load(folder: Self.folder)
        let text = Fixtures.text(Self.folder + "/example/submission.yaml")
        return json(try validated(text, model: set.model).audit.canonicalJSON)
    }

    private static func example() throws -> (FormSet, GridFile) {
        let set = try FormSet.load(folder: folder)
        let submission = try validated(Fixtures.text(folder + "/example/submission.yaml"), model: set.model)
        return (set, try ComposedGrids.file(submission, set))
    }

    private func json(_ bytes: [UInt8]) -> NSDictionary? {
        var object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
        object?["narrative"] = nil
        return object.map { $0 as NSDictionary }
    }

    /// Reads the forms changed, and expects what they held before, with nothing said.
    private func expectSame(_ change: (inout [Grid]) throws -> Void) throws {
        let reading = try read(change)
        #expect(reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [])
        #expect(try reading.json == unchanged())
    }

    // MARK: Read as they are meant

    @Test func blankCellsMayBeLeftOut() throws {
        try expectSame { grids in
            for index in grids.indices {
                let filled = Set(grids[index].cells.filter { !$0.text.isEmpty }.map(\.row))
                grids[index].cells.removeAll { $0.text.isEmpty && filled.contains($0.row) }
            }
        }
    }

    @Test func aBlankColumnMayStandAtTheLeft() throws {
        try expectSame { grids in
            for index in grids.indices {
                for cell in grids[index].cells.indices { grids[index].cells[cell].column += 1 }
            }
        }
    }

    @Test func mergedCellsMayBeSplitAndFilled() throws {
        try expectSame { grids in
            for index in grids.indices {
                grids[index].cells = grids[index].cells.flatMap { cell in
                    cell.rows.map { row in
                        var part = cell
                        (part.row, part.rowSpan) = (row, 1)
                        if row > cell.row { part.place += "+\(row - cell.row)" }
                        return part
                    }
                }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
            }
        }
    }

    @Test func headsMayStandAgainOnTheNextPage() throws {
        try expectSame { grids in
            try changeIndicators(&grids) { grid, head in
                let heads = grid.cells.filter { $0.row == head && $0.rowSpan == 1 }
                let group = try #require(grid.cells.first { $0.text.hasPrefix("效益指标") })
                grid.insertRow(at: group.row)
                for var again in heads {
                    (again.row, again.place) = (group.row, again.place + "+")
                    grid.cells.append(again)
                }
            }
        }
    }

    @Test func aGroupMayBeNamedInARowOfItsOwn() throws {
        try expectSame { grids in
            try changeIndicators(&grids) { grid, _ in
                let place = try #require(grid.cells.firstIndex { $0.text.hasPrefix("效益指标") })
                var name = grid.cells[place]
                grid.cells[place].text = ""
                grid.cells[place].value = .empty
                grid.insertRow(at: name.row)
                name.rowSpan = 1
                name.columnSpan = 12
                grid.cells.append(name)
            }
        }
    }

    @Test func columnsMayStandInAnotherOrder() throws {
        try expectSame { grids in
            try changeIndicators(&grids) { grid, head in
                let one = try #require(grid.cells.first { $0.row == head && $0.text == "分值" })
                let two = try #require(grid.cells.first { $0.row == head && $0.text == "得分" })
                for index in grid.cells.indices where grid.cells[index].row >= head {
                    if grid.cells[index].columns == one.columns {
                        (grid.cells[index].column, grid.cells[index].columnSpan) = (two.column, two.columnSpan)
                    } else if grid.cells[index].columns == two.columns {
                        (grid.cells[index].column, grid.cells[index].columnSpan) = (one.column, one.columnSpan)
                    }
                }
            }
        }
    }

    @Test func labelsMayHaveColons() throws {
        try expectSame { grids in
            for index in grids.indices {
                for cell in grids[index].cells.indices where Self.labels.contains(grids[index].cells[cell].text) {
                    grids[index].cells[cell].text += "："
                }
            }
        }
    }

    private static let labels: Set = [
        "一级指标", "二级指标", "三级指标", "分值", "得分", "姓名", "职务", "主管部门", "总分", "编制数", "2023年预算数",
    ]

    @Test func theLabelMayStandInTheLineOfTheTitle() throws {
        try expectSame { grids in
            for index in grids.indices {
                guard let label = grids[index].cells.firstIndex(where: { $0.row == 0 }),
                    let title = grids[index].cells.firstIndex(where: { $0.row == 1 })
                else { continue }
                grids[index].cells[title].text = grids[index].cells[label].text + "　" + grids[index].cells[title].text
                grids[index].cells.remove(at: label)
            }
        }
    }

    @Test func paragraphsBesideABlankColumnAreNoForm() throws {
        let (set, example) = try Self.example()
        var file = example
        file.parts = file.parts.map { part in
            guard case .grid(var grid) = part else { return part }
            for cell in grid.cells.indices { grid.cells[cell].column += 1 }
            return .grid(grid)
        }
        let start = try SubmissionSource(SourceFile(name: "new", text: Fixtures.text(Self.folder + "/new.yaml")))
        let reading = OfficeReading([file], as: set, start: start)
        #expect(reading.findings.isEmpty)
        #expect(json(try validated(reading.source.text, model: set.model).audit.canonicalJSON) == (try unchanged()))
    }

    // MARK: Told

    @Test func aSecondCopyIsTold() throws {
        let reading = try read { grids in
            let copies = grids.map { grid in
                var copy = grid
                for cell in copy.cells.indices { copy.cells[cell].place = "副本" + copy.cells[cell].place }
                return copy
            }
            grids += copies
        }
        #expect(reading.findings.map(\.id) == Array(repeating: "form-twice", count: 7))
        #expect(try reading.json == unchanged())
    }

    @Test func aLineAcrossTheTableIsTold() throws {
        let reading = try read { grids in
            try changeGrid(with: "政府采购金额", &grids) { grid, cell in
                grid.insertRow(at: cell.row)
                let width = grid.cells.map(\.columns.upperBound).max() ?? 1
                grid.cells.append(
                    GridCell(row: cell.row, column: 0, columnSpan: width, text: "（续表）", place: "续"))
            }
        }
        #expect(reading.findings.map(\.id) == ["not-placed"])
        #expect(try reading.json == unchanged())
    }

    @Test func aValueOverSeveralRowsIsTold() throws {
        let reading = try read { grids in
            try changeGrid(with: "≥3%", &grids) { grid, cell in
                grid.cells.removeAll { $0.row == cell.row + 1 && $0.column == cell.column }
                for index in grid.cells.indices where grid.cells[index].place == cell.place {
                    grid.cells[index].rowSpan = 2
                }
            }
        }
        #expect(reading.findings.map(\.id) == ["covers-rows"])
        #expect(reading.findings.map(\.severity) == [.note])
    }

    @Test func aRateTypedInPercentsIsReadAsItIsMeant() throws {
        let reading = try read { grids in
            try changeGrid(with: "72.22%", &grids) { grid, cell in
                for index in grid.cells.indices where grid.cells[index].place == cell.place {
                    grid.cells[index].text = "72.22"
                    grid.cells[index].value = .number("72.22")
                }
            }
        }
        #expect(reading.findings.map(\.id) == ["rate-in-percents"])
        #expect(try reading.json == unchanged())
    }

    @Test func aParagraphIsNoRowOfATable() throws {
        let (set, file) = try Self.example()
        var parts = file.parts
        parts.append(.paragraph(GridParagraph(text: "（续表）", place: "第1段")))
        let reading = OfficeReading([GridFile(name: "a.docx", parts: parts)], as: set, start: nil)
        #expect(reading.findings.filter { $0.id != "not-known" }.map(\.id) == ["not-placed"])
    }

    // MARK: Changing grids

    /// Changes each form with indicators, told in which row its heads are.
    private func changeIndicators(_ grids: inout [Grid], _ change: (inout Grid, Int) throws -> Void) throws {
        for index in grids.indices {
            guard let head = grids[index].cells.first(where: { $0.text == "三级指标" }) else { continue }
            try change(&grids[index], head.row)
            grids[index].sort()
        }
    }

    /// Changes the first form in which `text` stands, told in which cell it does.
    private func changeGrid(with text: String, _ grids: inout [Grid], _ change: (inout Grid, GridCell) throws -> Void)
        throws
    {
        let index = try #require(grids.firstIndex { $0.cells.contains { $0.text == text } })
        let cell = try #require(grids[index].cells.first { $0.text == text })
        try change(&grids[index], cell)
        grids[index].sort()
    }
}

extension Grid {
    /// Moves rows down from `row` on; cells that reach over the place reach over the new row too.
    fileprivate mutating func insertRow(at row: Int) {
        for index in cells.indices {
            if cells[index].row >= row {
                cells[index].row += 1
            } else if cells[index].rows.upperBound > row {
                cells[index].rowSpan += 1
            }
        }
    }

    fileprivate mutating func sort() { cells.sort { ($0.row, $0.column) < ($1.row, $1.column) } }
}
