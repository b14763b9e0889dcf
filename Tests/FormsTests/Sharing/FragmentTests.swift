import Diagnostics
import Evaluation
import Layout
import TestSupport
import Testing

@testable import Forms

/// Fragments: blocks, rows and cells that are written once and used in many forms.
@Suite struct FragmentTests {
    private static let fragment = """
        parameters:
          office: {kind: field}
          rows: {kind: list, title: 各行}
          note: {kind: text, default: 无}
          rank: {kind: value, default: "''"}
          more: {kind: parts, default: []}
        rows:
          - ["{office.name}{note}{rank}", "{loop}"]
          - {use: more}
          - each: row in rows
            rows:
              - ["{row.duty}", "{row.name}"]
        """

    /// A form set whose form is a table of two columns with the rows `rows`, which use `part.yaml`.
    private func folder(_ rows: String, _ fragment: String = fragment) throws -> FormSetFolder {
        let form = "title: 试表\nbody:\n  - table:\n      columns: [1fr, 1fr]\n      cell: cell\n      rows:\n"
        return try FormSetFolder([
            "form.yaml": form + rows.split(separator: "\n").map { "        \($0)\n" }.joined(), "part.yaml": fragment,
        ])
    }

    private static let sound = fragment.replacing(", \"{loop}\"", with: ", 一")

    private func texts(_ rows: String, _ fragment: String = sound) throws -> [[String]] {
        let folder = try folder(rows, fragment)
        let set = try FormSet.load(folder: folder.path)
        let sections = try FormComposer.compose(try sample(), formSet: set).sections
        guard case .table(let table) = try sections[at: 0].blocks[at: 0] else { return [] }
        return table.rows.map { row in row.cells.map { $0.paragraphs.map(\.text).joined() } }
    }

    @Test func standsWhereItIsUsedWithWhatItIsGiven() throws {
        let use = """
            - like: part.yaml
              with: {office: office, rows: roster.people, note: "（{year}年）", rank: "year > 2000 ? '新' : '旧'", more: [[甲, "{year}"]]}
            - {like: part.yaml, with: {office: office, rows: roster.people}}
            """
        let texts = try texts(use)
        let people = texts.count / 2 - 1
        #expect(texts.first?.first?.hasSuffix("（2023年）新") == true, "\(texts)")
        #expect(texts[1] == ["甲", "2023"])
        #expect(texts[people + 1].first?.hasSuffix("无") == true || texts.contains { $0.first?.hasSuffix("无") == true })
    }

    @Test func isHiddenFromWhatItIsNotGiven() throws {
        let folder = try folder("- {like: part.yaml, with: {office: office, rows: roster.people}}")
        let findings = try folder.findings(sample())
        let found = try folder.places(sample())
        #expect(found == ["part.yaml:8:37 unknown-field"])
        let hints = findings.first.map { $0.hints.map(\.zh) } ?? []
        #expect(hints.contains("可用：note、office、rank、rows"), "\(hints)")
        #expect(hints.last == "用在 \(folder.path)/form.yaml:7:11", "\(hints)")
    }

    @Test(arguments: [
        ("{office: office}", ["form.yaml:7:35 missing-argument"]),
        ("{office: office, rows: roster.people, nota: 甲}", ["form.yaml:7:73 unknown-key"]),
        ("{office: offices, rows: roster.people}", ["form.yaml:7:44 unknown-field"]),
        ("{office: projects, rows: roster.people}", ["form.yaml:7:44 wrong-type"]),
        ("{office: office, rows: office}", ["form.yaml:7:58 wrong-type"]),
        ("{office: office, rows: roster.people, rank: roster.people}", ["form.yaml:7:79 wrong-type"]),
        ("{office: office, rows: roster.people, note: '{yaer}'}", ["form.yaml:7:81 unknown-field"]),
        ("{office: office, rows: roster.people, more: 甲}", ["form.yaml:7:79 wrong-type"]),
        ("{office: office, rows: roster.people, more: [[甲]]}", []),
        ("{office: office, rows: roster.people, more: [[甲, '{people}']]}", ["form.yaml:7:86 unknown-field"]),
    ])
    func tellsWhatIsWrongWithArguments(_ with: String, _ places: [String]) throws {
        let found = try folder("- {like: part.yaml, with: \(with)}", Self.sound).places(sample())
        #expect(found.filter { !$0.hasSuffix("bad-grid") } == places)
    }

    @Test(arguments: [
        ("rows: [{like: part.yaml}]", ["part.yaml:1:15 cyclic-like"]),
        ("body: []", ["form.yaml:7:18 wrong-fragment"]),
        ("rows: [[甲, {text: 乙, style: none}]]", ["part.yaml:1:29 unknown-style"]),
        ("rows: [{use: what}]", ["part.yaml:1:14 unknown-parameter"]),
        ("parameters: {a: {kind: thing}}\nrows: []", ["part.yaml:1:24 wrong-type"]),
        ("parameters: [a]\nrows: []", ["part.yaml:1:13 wrong-type"]),
        ("row: []", ["part.yaml:1:1 unknown-key", "form.yaml:7:18 wrong-fragment"]),
    ])
    func tellsWhatIsWrongWithFragments(_ fragment: String, _ places: [String]) throws {
        #expect(try folder("- {like: part.yaml}", fragment).places(sample()) == places)
    }

    @Test func tellsAFaultOfAllUsesOnceAndFragmentsThatAreMissing() throws {
        let twice = "- {like: part.yaml}\n- {like: part.yaml}"
        #expect(
            try folder(twice, "rows: [[甲, {text: 乙, style: none}]]").places(sample()) == [
                "part.yaml:1:29 unknown-style"
            ])
        let missing = try folder("- {like: ../common/forms/none.yaml}").places(sample())
        #expect(missing.contains("form.yaml:7:18 cannot-read"), "\(missing)")
    }
}
