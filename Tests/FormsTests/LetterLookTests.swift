import Diagnostics
import Evaluation
import Layout
import TestSupport
import Testing

@testable import Forms

/// How a form set says that letters to offices look whose submissions were refused.
@Suite struct LetterLookTests {
    private static let form = "title: 试表\nbody:\n  - {text: 甲, style: text}\n"
    private static let letter = """
        title: 退回单：{letter.office}
        body:
          - {text: "{letter.office}：{letter.document}（{letter.files}）{letter.bureau}", style: text}
          - table:
              columns: [10mm, 1fr, 1fr]
              header: 1
              cell: cell
              rows:
                - [序号, 在哪里, 哪里不对]
                - each: finding in findings
                  rows:
                    - ["{loop.number}", "{finding.place}\\n{finding.source}", "{finding.problem}\\n{finding.found}\\n{finding.expected}"]
          - signature: {style: text, pitch: 8mm, lines: [[{label: 退回人：, blank: 30mm}, {label: 日期：, value: "　年"}]]}
        """

    private static var findings: [Diagnostic] {
        let file = SourceFile(name: "甲.yaml", text: "a: 1\nb: 2\n")
        let place = SourcePosition(line: 2, column: 4)
        var sum = Diagnostic(
            .error, id: "sum", LocalizedText("合计不对", en: "sum"), at: SourceSpan(file: file, start: place, end: place))
        sum.cell = "附件3 总分"
        sum.comparison = Diagnostic.Comparison(
            found: "100", relation: .atMost, expected: "90", computation: "40 + 50 = 90")
        return [Diagnostic(.warning, id: "b", LocalizedText("字𬱖可疑", en: "b"), at: .whole(file)), sum]
    }

    private func compose(_ files: [String: String], without lacking: Set<Unicode.Scalar> = []) throws -> ComposedForms?
    {
        let folder = try FormSetFolder(files.merging(["form.yaml": Self.form]) { own, _ in own })
        let sheet = LetterSheet(office: "甲局", document: "自评", files: ["甲.yaml", "乙.xlsx"], bureau: "")
        return try FormComposer.compose(
            sheet, findings: Self.findings, without: lacking, of: sample().audit,
            formSet: FormSet.load(folder: folder.path))
    }

    private var files: [String: String] {
        ["formset.yaml": FormSetFolder.formset + "\nletter: letter.yaml\n", "letter.yaml": Self.letter]
    }

    @Test func saysWhatIsWrongWhereAndWhatWasExpected() throws {
        let forms = try #require(try compose(files))
        #expect(forms.sections.map(\.title) == ["退回单：甲局"])
        #expect(
            FormText(forms).lines == [
                "甲局：自评（甲.yaml、乙.xlsx）", "", "1　在哪里：附件3 总分", "        材料第2行", "    哪里不对：合计不对", "        100",
                "        不大于 90（40 + 50 = 90）", "", "2　在哪里：整份材料", "    哪里不对：字𬱖可疑", "", "退回人：＿＿＿＿＿＿　　日期：　年",
            ])
    }

    @Test func showsCharactersThatNoFaceHasByTheirCodePoints() throws {
        let forms = try #require(try compose(files, without: ["𬱖"]))
        #expect(FormText(forms).lines.contains("    哪里不对：字U+2CC56可疑"))
    }

    @Test func thereIsNoneWhereTheFormSetDoesNotSay() throws {
        #expect(try compose(["formset.yaml": FormSetFolder.formset]) == nil)
    }

    @Test func everyFormSetOfTheProjectHasOne() throws {
        for name in FormSets.forOffices {
            #expect(try FormSet.load(folder: "\(FormSets.layouts)/\(name)").hasLetters, "\(name)")
        }
    }

    @Test(arguments: [("{letter.offices}", "unknown-field"), ("{finding.place}", "unknown-field")])
    func faultsAreFoundWhenItIsRead(_ text: String, _ id: String) throws {
        let letter = "title: 退回单\nbody:\n  - {text: \"\(text)\", style: text}\n"
        let folder = try FormSetFolder(files.merging(["letter.yaml": letter, "form.yaml": Self.form]) { $1 })
        let rejection = #expect(throws: Rejection.self) { try FormSet.load(folder: folder.path) }
        #expect(rejection?.diagnostics.map(\.id) == [id])
    }
}
