import Layout
import TestSupport
import Testing

/// Rows at the heads and feet of the pages of a table, with the sums of what stands there: pages of seven rows of 10 pt.
@Suite struct PageSumTests {
    private func sum(_ kind: PageSum) -> TableCell {
        var cell = TableCell("0")
        cell.sum = kind
        return cell
    }

    private func table(_ amounts: [String], header: Int = 1) -> TableBlock {
        let body = amounts.enumerated().map { index, amount in
            var cell = TableCell(amount)
            cell.amount = ExactNumber(amount)
            return TableRow(TableCell("r\(index + 1)"), cell)
        }
        let heads = [TableRow(TableCell("h"), TableCell("n"))].prefix(header)
        let carried = [TableRow(TableCell("c"), sum(.before))]
        let foot = [TableRow(TableCell("p"), sum(.page)), TableRow(TableCell("t"), sum(.through))].suffix(1 + header)
        var table = TableBlock(
            columns: [TrackSizing(.fixed(.pt(10))), TrackSizing(.fixed(.pt(50)))], rows: heads + carried + body + foot,
            headerRows: header)
        (table.carriedRows, table.footRows) = (1, foot.count)
        return table
    }

    /// The rows of each page.
    private func pages(_ table: TableBlock, height: Double = 70) throws -> [[String]] {
        let section = Section(title: "", page: .area(width: 60, height: height), blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        return document.pages.map { page in
            Dictionary(grouping: page.runs, by: \.origin.y).sorted { $0.key < $1.key }.map { _, runs in
                runs.sorted { $0.origin.x < $1.origin.x }.map(\.text).joined(separator: " ")
            }
        }
    }

    @Test func sumsWhatStandsOnEachPage() throws {
        #expect(
            try pages(table(["1.5", "2", "3", "4", "5.25", "6", "1"])) == [
                ["h n", "r1 1.5", "r2 2", "r3 3", "r4 4", "p 10.50", "t 10.50"],
                ["h n", "c 10.50", "r5 5.25", "r6 6", "r7 1", "p 12.25", "t 22.75"],
            ])
    }

    @Test func showsNoneOnASinglePage() throws {
        #expect(try pages(table(["1.5", "2"])) == [["h n", "r1 1.5", "r2 2"]])
    }

    @Test func carriesForwardWithoutAHeader() throws {
        #expect(
            try pages(table(["1", "2", "3", "4", "5"], header: 0), height: 40) == [
                ["r1 1", "r2 2", "r3 3", "t 6"], ["c 6", "r4 4", "r5 5", "t 15"],
            ])
    }

    @Test func tellsReadersOfTheTableAloneNotOfItsPages() throws {
        let section = Section(
            title: "", page: .area(width: 60, height: 70),
            blocks: [.table(table(["1.5", "2", "3", "4", "5.25", "6", "1"]))])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let artifacts = document.pages.flatMap(\.runs).filter { $0.element == nil }.map(\.text)
        #expect(artifacts.filter { ["c", "p", "t"].contains($0) } == ["p", "t", "c", "p", "t"])
        #expect(document.structure.elements.count { $0.role == .row } == 8)
    }

    @Test(arguments: [
        (["0.1", "0.2"], "0.3"), (["1,234.50", "8"], "1,242.50"), (["-3", "+1.25"], "-1.75"),
        (["-0.5", "0.25"], "-0.25"),
        (["99999999", "1"], "100000000"), (["—", "甲", "", "1.", "1e3", ".5"], nil),
    ])
    func addsWithoutError(_ numbers: [String], _ sum: String?) throws {
        let found = try pages(table(numbers + [String](repeating: "x", count: 8))).last?.last
        #expect(found == "t" + (sum.map { " " + $0 } ?? ""))
    }

    @Test func standsBelowTheAmountsOfItsColumn() throws {
        var table = table(["1.5", "200", "3", "4", "5.25", "6", "1"])
        for row in table.rows.indices { table.rows[row].cells[1].paragraphs[0].style.alignment = .decimal }
        let section = Section(title: "", page: .area(width: 60, height: 60), blocks: [.table(table)])
        let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
        let points = document.pages.flatMap(\.runs).filter { $0.text.contains(".") }.map { run in
            run.origin.x + .pt(5) * run.text.prefix { $0 != "." }.count
        }
        #expect(points.count > 5 && Set(points).count == 1)
    }
}
