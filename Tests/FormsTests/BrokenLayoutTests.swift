import Diagnostics
import TestSupport
import Testing

/// What is reported of layouts at fault: the place in the layout, all at once.
@Suite struct BrokenLayoutTests {
    @Test(arguments: [
        ("  - {text: 甲, style: txet}", ["form.yaml:3:22 unknown-style"]),
        ("  - {text: 甲, styel: text}", ["form.yaml:3:15 unknown-key", "form.yaml:3:5 missing-key"]),
        ("  - {text: 甲}", ["form.yaml:3:5 missing-key"]),
        ("  - {text: [[甲]], style: text}", ["form.yaml:3:13 wrong-type"]),
        ("  - 甲", ["form.yaml:3:5 wrong-type"]),
        ("  - {paragraph: 甲, style: text}", ["form.yaml:3:5 wrong-type"]),
        ("  - {text: '{yaer}', style: text}", ["form.yaml:3:14 unknown-field"]),
        ("  - {text: '{year', style: text}", ["form.yaml:3:13 bad-expression"]),
        (
            "  - {text: 甲, style: text, before: 5, after: -1mm, keepWithNext: yes}",
            ["form.yaml:3:36 wrong-type", "form.yaml:3:46 wrong-type", "form.yaml:3:66 wrong-type"]
        ),
        ("  - {report: narrative.body, paragraph: text, cell: cell}", ["form.yaml:3:5 missing-key"]),
        (
            "  - {report: narrative.body, paragraph: text, headings: [text, text], cell: cell}",
            ["form.yaml:3:57 wrong-type"]
        ),
        (
            "  - {report: year, paragraph: text, headings: [text, text, text, text], cell: cell}",
            ["form.yaml:3:14 wrong-type"]
        ),
        (
            "  - signature: {style: text, lines: [[{value: 甲}]]}",
            ["form.yaml:3:16 missing-key", "form.yaml:3:39 missing-key"]
        ),
        (
            "  - signature: {style: text, pitch: 10, lines: [{label: 甲}]}",
            ["form.yaml:3:37 wrong-type", "form.yaml:3:49 wrong-type"]
        ),
        ("  - {if: year, body: [{text: 甲, style: txet}]}", ["form.yaml:3:40 unknown-style"]),
        ("  - {if: yaer, body: [{text: 甲, style: text}]}", ["form.yaml:3:10 unknown-field"]),
        ("  - {if: year}", ["form.yaml:3:5 missing-key"]),
        ("  - {if: year, body: [], then: []}", ["form.yaml:3:26 unknown-key"]),
        (
            "  - signature: {style: text, pitch: 10mm, align: center, lines: []}",
            ["form.yaml:3:50 wrong-type"]
        ),
        ("  - {text: 甲, style: text, table: {}}", ["form.yaml:3:28 unknown-key"]),
        (
            "  - {text: a, style: a}\n  - {text: b, style: b}\n  - {text: c, style: c}",
            ["form.yaml:3:22 unknown-style", "form.yaml:4:22 unknown-style", "form.yaml:5:22 unknown-style"]
        ),
    ])
    func reportsFaultsOfBlocks(_ body: String, _ places: [String]) throws {
        let found = try FormSetFolder(body: body).places(sample())
        #expect(found == places)
    }

    /// A signature block whose blank shows the image that `image` names; its value begins in column 82.
    private func signature(_ image: String) throws -> FormSetFolder {
        let field = "{label: 甲, blank: 9mm, image: \"\(image)\"}"
        return try FormSetFolder(body: "  - signature: {style: text, pitch: 10mm, lines: [[\(field)]]}\n")
    }

    @Test(arguments: [
        "{office.name}", "sign.png", "", "{overall.filing.signature}.png", "{overall.filing.date}",
        "{overall.filing.leader ? overall.filing.signature : office.name}", "{overall.filing.leader ? '' : ''}",
    ])
    func wantsAnImageFieldForASignature(_ image: String) throws {
        let found = try signature(image)
        #expect(try found.places(sample()) == ["form.yaml:3:82 wrong-type"])
        let message = try #require(try found.findings(sample()).first).message
        #expect(message.zh == "应为图片（image）字段，如“{filing.signature}”，这里是“\(image.prefix(40))”")
    }

    @Test(arguments: ["{overall.filing.signature}", "{overall.filing.leader ? overall.filing.signature : ''}"])
    func takesAnImageFieldForASignature(_ image: String) throws {
        #expect(try signature(image).places(sample()) == [])
    }

    @Test func tellsOneFaultOfAnImageThatIsNoField() throws {
        #expect(try signature("{overall.filing.signatur}").places(sample()) == ["form.yaml:3:99 unknown-field"])
    }

    @Test(arguments: ["\\0", "\\x07", "\\t", "\\uFFFE", "\\uFDD0"]) func refusesControlsInTexts(_ escape: String) throws
    {
        let found = try FormSetFolder(body: "  - {text: \"甲\(escape)\", style: text}\n").places(sample())
        #expect(found == ["form.yaml:3:12 unprintable-character"])
    }

    @Test func refusesRowsThatMultiplyWithoutBound() throws {
        let times = String(repeating: "{times: roster.blankRows, rows: [", count: 5)
        let rows = "- \(times)[甲, 乙]\(String(repeating: "]}", count: 5))"
        let submission = try validated(
            sampleSubmission.replacing("people: [], blankRows: 2", with: "people: [], blankRows: 60"))
        let formSet = try FormSetFolder(columns: 2, rows: rows)
        #expect(formSet.places(submission) == ["form.yaml:4:7 too-much-work"])
    }

    @Test func tellsWhereALayoutComputesANumberOutOfRange() throws {
        let huge = "999999999999999999999999999999"
        let formSet = try FormSetFolder(body: "  - {text: '共{year * \(huge) * \(huge)}项', style: text}\n")
        #expect(try formSet.places(sample()) == ["form.yaml:3:12 out-of-range"])
    }

    @Test(arguments: [
        ("- [{text: 甲, style: sell}, 乙]", ["form.yaml:7:29 unknown-style"]),
        ("- [{text: 甲, row: 2}, 乙]", ["form.yaml:7:22 unknown-key"]),
        ("- [{rows: 2}, 乙]", ["form.yaml:7:12 missing-key"]),
        (
            "- [{text: 甲, rows: 0}, {text: 乙, columns: x}]",
            ["form.yaml:7:28 wrong-type", "form.yaml:7:51 unknown-field"]
        ),
        ("- [甲, '{row.label}']", ["form.yaml:7:17 unknown-field"]),
        ("- {each: row of baseData.spending, rows: [[甲, 乙]]}", ["form.yaml:7:18 wrong-type"]),
        ("- {each: row in baseData.spendings, rows: [[甲, 乙]]}", ["form.yaml:7:34 unknown-field"]),
        ("- {each: row in office, rows: [[甲, 乙]]}", ["form.yaml:7:18 wrong-type"]),
        ("- {each: row in baseData.spending}", ["form.yaml:7:11 missing-key"]),
        (
            "- {each: row in baseData.spending, rows: [['{row.labl}', '{lopp.first}']]}",
            ["form.yaml:7:58 unknown-field", "form.yaml:7:68 unknown-field"]
        ),
        ("- {times: roster.blankRows, rows: [[甲, 乙]], else: []}", ["form.yaml:7:53 unknown-key"]),
        ("- {times: year, rows: [[甲, 乙]]}", ["form.yaml:7:19 wrong-type"]),
        ("- {times: office.name, rows: [[甲, 乙]]}", ["form.yaml:7:19 wrong-type"]),
        ("- {times: 9, rows: [[甲, 乙]]}", ["form.yaml:7:19 bad-expression"]),
        ("- {if: year = 2023, rows: [[甲, 乙]]}", ["form.yaml:7:21 bad-expression"]),
        ("- {if: year}", ["form.yaml:7:11 missing-key"]),
        ("- [{text: 甲, columns: year == 1}]", ["form.yaml:7:31 wrong-type"]),
        ("- [甲, {each: row in baseData.spending}]", ["form.yaml:7:15 missing-key"]),
        ("- {group: [甲]}", ["form.yaml:7:11 missing-key"]),
        ("- {group: [甲], side: top, rows: [[乙]]}", ["form.yaml:7:30 wrong-type"]),
        ("- {cells: [甲, 乙], heigth: 6mm}", ["form.yaml:7:27 unknown-key"]),
        ("- {cells: [甲, 乙], height: 6, break: no}", ["form.yaml:7:35 wrong-type", "form.yaml:7:45 wrong-type"]),
        ("- 甲", ["form.yaml:7:11 wrong-type", "form.yaml:7:11 missing-key"]),
        (
            "- [{text: 甲, styleIf: [{if: yaer, style: cel}, {style: cell}]}, 乙]",
            ["form.yaml:7:50 unknown-style", "form.yaml:7:37 unknown-field", "form.yaml:7:56 missing-key"]
        ),
        ("- [{text: 甲, indent: yaer}, 乙]", ["form.yaml:7:30 unknown-field"]),
    ])
    func reportsFaultsOfRows(_ rows: String, _ places: [String]) throws {
        let found = try FormSetFolder(columns: 2, rows: rows).places(sample())
        #expect(found == places)
    }

    @Test func saysWhereARuleOfPageBreaksGivesWay() throws {
        let text = String(repeating: "甲", count: 5000)
        let folder = try FormSetFolder(
            columns: 1, rows: "- {cells: ['{office.name}'], keepWithNext: true}\n- {cells: [\(text)], break: false}")
        let findings = folder.findings(try sample())
        #expect(findings.allSatisfy { $0.id == "broken-rule" && $0.severity == .note })
        #expect(
            findings.map(\.message.zh) == [
                "应与下一行同页的一行，在第 1 页末与下一行分开了", "不该拆开的一行比一页还高，在第 2 页末拆开了",
                "不该拆开的一行比一页还高，在第 3 页末拆开了",
            ])
        #expect(findings.map(\.span?.start.line) == [7, 8, 8])
    }

    @Test func refusesToIndentByAFieldThatIsNoNumber() throws {
        let folder = try FormSetFolder(columns: 1, rows: "- [{text: 甲, indent: office.name}]")
        let submission = try sample()
        #expect(folder.places(submission) == ["form.yaml:7:30 wrong-type"])
    }

    @Test(arguments: [
        ("columns: [10]", ["form.yaml:4:15 wrong-type"]), ("columns: [1fr, wide]", ["form.yaml:4:20 wrong-type"]),
        ("columns: [{width: auto, min: 5}]", ["form.yaml:4:34 wrong-type"]),
        ("columns: [{min: 5mm}]", ["form.yaml:4:15 missing-key"]),
        ("columns: 1fr", ["form.yaml:4:14 wrong-type"]),
        ("colums: [1fr]", ["form.yaml:4:5 unknown-key", "form.yaml:4:5 missing-key"]),
        ("columns: [1fr]\n    header: 21", ["form.yaml:5:13 wrong-type"]),
        ("columns: [1fr]\n    fill: {grow: 0.5}", ["form.yaml:5:11 wrong-type"]),
        ("columns: [1fr]\n    fill: {squeeze: 2}", ["form.yaml:5:11 wrong-type"]),
        ("columns: [1fr]\n    fill: full", ["form.yaml:5:11 wrong-type"]),
        ("columns: [1fr]\n    height: 5em", ["form.yaml:5:13 wrong-type"]),
    ])
    func reportsFaultsOfTables(_ head: String, _ places: [String]) throws {
        let folder = try FormSetFolder(body: "- table:\n    \(head)\n    cell: cell\n    rows: [[甲]]\n")
        let found = try folder.places(sample())
        #expect(found == places)
    }

    @Test func refusesATableWithoutColumns() throws {
        let folder = try FormSetFolder(body: "  - table: {columns: [], cell: cell, rows: []}\n")
        let submission = try sample()
        #expect(folder.places(submission) == ["form.yaml:3:22 wrong-type"])
    }

    @Test(arguments: [
        ("size: 10pt", "size: 10", "6:28"), ("size: 10pt", "size: 3pt", "6:28"), ("size: 10pt", "size: 四号字", "6:28"),
        ("pitch: 12pt", "pitch: 9pt", "6:41"), ("pitch: 12pt", "pitch: 0.5", "6:41"),
        ("pitch: 12pt", "align: middle", "6:41"),
        ("x: 2mm", "x: 2", "10:38"), ("x: 2mm", "x: -2mm", "10:38"), ("top: 37mm", "top: 250mm", "4:3"),
        ("top: 37mm", "top: 37毫米", "4:18"),
    ])
    func reportsFaultsOfStyles(_ old: String, _ new: String, _ place: String) throws {
        let folder = try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing(old, with: new), "form.yaml": "title: 甲\nbody: []\n",
        ])
        let found = try folder.places(sample())
        #expect(found.first == "formset.yaml:\(place) wrong-type")
    }

    @Test(arguments: ["id", "title", "page", "forms", "styles", "cells"])
    func reportsAFormSetWithoutA(_ key: String) throws {
        let set = FormSetFolder.formset.replacing("\n\(key):", with: "\nx\(key):").replacing(
            "id: test", with: key == "id" ? "xid: a" : "id: test")
        let folder = try FormSetFolder(["formset.yaml": set, "form.yaml": "title: 甲\nbody: []\n"])
        let found = try folder.findings(sample())
        #expect(found.first?.id == "unknown-key")
        #expect(found.first?.hints.first?.zh == "是不是“\(key)”？")
    }
}
