import Diagnostics
import Forms
import TestSupport
import Testing

/// Whether every row that a table may have fills its columns is known when the form set is read: the sample reaches few of
/// the branches here.
@Suite struct ColumnCheckTests {
    /// What is found in a table of `columns` with `rows` from line 7 on, before anything is composed.
    private func faults(columns: Int, _ rows: String) throws -> [String] {
        let folder = try FormSetFolder(columns: columns, rows: rows)
        do {
            _ = try FormSet.load(folder: folder.path)
            return []
        } catch {
            #expect(error.diagnostics.allSatisfy { $0.id == "bad-grid" })
            return error.diagnostics.map { finding in
                let start = finding.span?.start
                return "\(start?.line ?? 0):\(start?.column ?? 0) \(finding.message.zh)"
            }
        }
    }

    @Test(arguments: [
        ("- [甲, 乙, 丙]", ["7:18 表格有 2 列，这一行到这一格以前已占 2 列，这一格占 1 列，排不下"]),
        ("- [甲, {text: 乙, columns: 2}]", ["7:22 表格有 2 列，这一行到这一格以前已占 1 列，这一格占 2 列，排不下"]),
        ("- [甲]", ["7:12 表格有 2 列，这一行只占 1 列"]),
        ("- [甲, 乙]\n- []", ["8:11 表格有 2 列，这一行只占 0 列"]),
        ("- [{text: 甲, rows: 2}, 乙]\n- [丙, 丁]", ["8:15 表格有 2 列，这一行到这一格以前已占 2 列（上面跨下来的格 1 列，本行的格 1 列），这一格占 1 列，排不下"]),
        ("- [{text: 甲, rows: 2}, 乙]\n- []", ["8:11 表格有 2 列，这一行只占 1 列（上面跨下来的格 1 列，本行的格 0 列）"]),
        ("- [甲, {text: 乙, rows: 3}]\n- [丙]", ["7:22 这一格跨 3 行，有时只到第 2 行就是表格末尾"]),
    ])
    func findsRowsThatDoNotFillTheColumns(_ rows: String, _ expected: [String]) throws {
        #expect(try faults(columns: 2, rows) == expected)
    }

    @Test(arguments: [
        // The sample has no narrative, no projects, nobody on the roster.
        "- {if: narrative, rows: [[甲, 乙, 丙]]}", "- {if: overall, rows: [[甲, 乙]], else: [[甲]]}",
        "- {each: p in projects, rows: [['{p.name}']]}", "- {each: a in roster.people, rows: [{if: a, rows: [[甲]]}]}",
        "- {times: roster.blankRows, rows: [[甲]]}", "- {group: [甲, 乙], rows: [{if: narrative, rows: [[丙]]}]}",
        "- {if: narrative, rows: [{group: [甲], rows: [[乙], [丙, 丁]]}]}",
        "- {columns: [1fr, 1fr, 1fr], rows: [{if: narrative, rows: [[甲, 乙]]}]}",
    ])
    func looksIntoEveryBranch(_ rows: String) throws {
        #expect(try faults(columns: 2, rows).count == 1)
    }

    @Test func findsAllFaultsAtOnce() throws {
        let rows = "- [甲]\n- {if: narrative, rows: [[甲, 乙, 丙]], else: [[丁]]}\n- [子, 丑]\n- {group: [寅], rows: [[卯, 辰]]}"
        #expect(try faults(columns: 2, rows).map { $0.prefix(4) } == ["7:12", "8:41", "8:54", "10:3"])
    }

    @Test(arguments: [
        "- {if: narrative, rows: [[{text: 甲, rows: 2}, 乙]], else: [[{text: 丙, rows: 2}, 丁]]}\n- [戊]",
        "- {group: [甲], rows: [{each: p in projects, rows: [[乙]]}, {if: narrative, rows: [[丙]]}]}\n- [丁, 戊]",
        "- {each: p in projects, rows: [[{text: 甲, rows: 2}, 乙], [丙]]}",
        "- {group: [甲], rows: [{columns: [1fr, 1fr, 1fr], rows: [[乙, 丙], [丁, 戊]]}]}\n- [己, 庚]",
        "- {columns: [1fr], rows: [[甲], {columns: [1fr, 1fr, 1fr], rows: [[乙, 丙, 丁]]}, [戊]]}\n- [己, 庚]",
    ])
    func takesWhatFillsTheColumnsInEveryBranch(_ rows: String) throws {
        #expect(try faults(columns: 2, rows).isEmpty)
    }

    @Test(arguments: [
        // Two rows where the list has one element, and only then.
        ("- [{text: 甲, rows: 2}, 乙]\n- {each: p in projects, rows: [[丙]]}", "7:19 这一格跨 2 行，有时只到第 1 行就是表格末尾"),
        ("- [{text: 甲, rows: 2}, 乙]\n- {columns: [1fr], rows: [[丙]]}", "7:19 这一格跨 2 行，有时只到第 1 行就是列宽不同的行"),
        ("- {group: [甲], rows: [[乙], {columns: [1fr], rows: [[丙]]}]}", "7:20 这一格跨 group 的各行，其中有些在列宽不同的行之后"),
    ])
    func findsCellsThatReachTooFar(_ rows: String, _ expected: String) throws {
        #expect(try faults(columns: 2, rows).contains(expected))
    }

    /// What cannot be read keeps nothing else from being looked at, and no row is blamed for it.
    @Test(arguments: [
        ("- [甲]\n- [{text: 乙, colums: 2}]\n- [丙, 丁, 戊]", ["8:22 unknown-key", "7:12 bad-grid", "9:18 bad-grid"]),
        ("- [{text: 乙, rws: 2}, 甲]\n- [丙]", ["7:22 unknown-key"]),
        ("- [{text: 乙, rws: 2}, 甲]\n- [丙]\n- [丁, 戊]\n- [己]", ["7:22 unknown-key", "10:12 bad-grid"]),
        ("- [{if: nothing, cells: [甲]}, 乙]\n- [丙]\n- [丁, 戊, 己]", ["7:17 unknown-field", "9:18 bad-grid"]),
        ("- {each: p in nothing, rows: [[甲]]}\n- [乙]\n- [丙, 丁]\n- [戊]", ["7:23 unknown-field", "10:12 bad-grid"]),
        ("- {group: [{txt: 甲}], rows: [[乙], [丙]]}\n- [丁]", ["7:21 unknown-key", "7:20 missing-key"]),
        ("- {columns: [1furlong], rows: [[甲, 乙]]}\n- [丙, 丁]", ["7:22 wrong-type"]),
        ("- {cels: [甲, 乙]}\n- [丙, 丁]", ["7:12 unknown-key", "7:11 missing-key"]),
    ])
    func looksBesideWhatCannotBeRead(_ rows: String, _ expected: [String]) throws {
        let found = try FormSetFolder(columns: 2, rows: rows).places(sample())
        #expect(found.map { $0.replacing("form.yaml:", with: "") } == expected)
    }

    @Test func looksIntoTablesWhoseCellsHaveNoStyle() throws {
        let table = "  - table: {columns: [1fr], cell: nothing, rows: [[甲, 乙]]}\n"
        let found = try FormSetFolder(body: table).places(sample())
        #expect(found == ["form.yaml:3:35 unknown-style", "form.yaml:3:55 bad-grid"])
    }

    @Test func findsCellsThatReachOutOfTheHeader() throws {
        let table = "  - table: {columns: [1fr], header: 1, cell: cell, rows: [[{text: 甲, rows: 2}], []]}\n"
        let places = try FormSetFolder(body: table).places(sample())
        #expect(places == ["form.yaml:3:67 bad-grid", "form.yaml:3:81 bad-grid"])
        let early = "  - table: {columns: [1fr], header: 5, cell: cell, rows: [[{text: 甲, rows: 3}]]}\n"
        #expect(try FormSetFolder(body: early).places(sample()) == ["form.yaml:3:67 bad-grid"])
    }

    @Test func saysWhereTheCellsFromAboveStand() throws {
        let rows = "- {group: [甲], rows: [[{text: 乙, rows: 2}], [丙]]}"
        let found = try FormSetFolder(columns: 2, rows: rows).findings(sample())
        #expect(found.first?.hints.map(\.zh) == ["第 7 行 group 的格跨到这一行", "第 7 行的格跨 2 行，跨到这一行"])
    }

    @Test func endsOnLayoutsWithManyWays() throws {
        let cells = (1...9).map { "{if: year == \($0), rows: [[{text: 甲, rows: \($0 * 97)}, 乙]]}" }
        let loops = String(repeating: "{each: p in projects, rows: [", count: 4) + cells.joined(separator: ", ")
        #expect(try !faults(columns: 2, "- " + loops + String(repeating: "]}", count: 4)).isEmpty)
    }
}
