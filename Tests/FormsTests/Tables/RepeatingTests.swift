import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport
import Testing

/// Forms, blocks and rows are repeated and chosen alike.
@Suite struct RepeatingTests {
    private static let fields = """
          - {name: note, title: 说明, type: group, fields: [{name: text, title: 说明文字, type: text}]}
          - {name: kind, title: 类别, type: choice, values: [延续, 新增]}
          - name: departments
            title: 股室
            type: list
            fields:
              - {name: name, title: 股室名称, type: text, required: true, identity: true}
              - name: projects
                title: 项目
                type: list
                fields:
                  - {name: name, title: 项目名称, type: text, required: true, identity: true}
                  - {name: amount, title: 金额, type: figure}

        """
    private static let forms = """
          - {if: filled(note), forms: [note.yaml]}
          - each: department in departments
            forms:
              - department.yaml
              - {each: project in department.projects, forms: [project.yaml], else: [none.yaml]}
          - {if: kind == '新增', forms: [new.yaml]}

        """
    private static let files = [
        "note.yaml": """
        title: 说明表
        body:
          - {text: 填报说明表, style: text}
          - table: {columns: [1fr, 1fr], cell: cell, rows: [[填报单位说明, "{note.text}"], [备注栏目, ""], [填报说明表尾, ""]]}
        """,
        "department.yaml": """
        title: "{department.name}"
        body:
          - {text: 股室情况表, style: text}
          - table: {columns: [1fr, 1fr], cell: cell, rows: [[股室名称, "{department.name}"], [股室情况表尾, ""]]}
          - each: project in department.projects
            body: [{text: "{loop.number}{project.name}", style: text}]
            else: [{text: 没有项目, style: text}]
        """,
        "project.yaml": """
        title: "{loop.number} {project.name}"
        body:
          - {text: 项目情况表, style: text}
          - table: {columns: [1fr, 1fr], cell: cell, rows: [[项目名称, "{project.name}"], [项目金额, "{project.amount}"], [所在股室, "{department.name}"]]}
        """,
        "none.yaml": """
        title: 无项目
        body:
          - {text: 这个股室没有项目, style: text}
          - table: {columns: [1fr, 1fr], cell: cell, rows: [[没有项目的股室, "{department.name}"], [无项目说明表尾, ""]]}
        """,
        "new.yaml": "title: 新增表\nbody: [{text: 新增项目表, style: text}]\n",
    ]

    private func own(_ text: String) throws -> OwnForms {
        try OwnForms(fields: Self.fields, forms: Self.forms, files: Self.files, text: text)
    }

    private static let departments = """
        departments:
          - {name: 一股, projects: [{name: 修路, amount: 12.5}, {name: 架桥, amount: 3}]}
          - {name: 二股}

        """

    @Test func printsFormsOftenOrUnderACondition() throws {
        #expect(
            try own("note: {text: 好}\nkind: 新增\n" + Self.departments).printed() == [
                "说明表|填报说明表|填报单位说明好备注栏目填报说明表尾", "一股|股室情况表|股室名称一股股室情况表尾|1修路|2架桥",
                "1 修路|项目情况表|项目名称修路项目金额12.5所在股室一股", "2 架桥|项目情况表|项目名称架桥项目金额3所在股室一股",
                "二股|股室情况表|股室名称二股股室情况表尾|没有项目", "无项目|这个股室没有项目|没有项目的股室二股无项目说明表尾", "新增表|新增项目表",
            ])
        #expect(try own("kind: 新增").printed() == ["新增表|新增项目表"])
    }

    @Test func refusesASubmissionThatPrintsNoForm() throws {
        let own = try own("kind: 延续")
        let submission = try own.submission()
        #expect(own.folder.findings(submission).map(\.id) == ["no-form"])
        #expect(own.folder.findings(submission).first?.span?.file.name == "a.yaml")
    }

    @Test func readsRepeatedFormsBack() throws {
        try own("note: {text: 好}\n" + Self.departments.replacing("  - {name: 二股}\n", with: "")).expectReadBack()
        try own(Self.departments).expectReadBack()
    }

    @Test func asksInWorkbooksForWhatNobodyHasStated() throws {
        let set = try own("").set
        func sheets(_ text: String) throws -> [String] {
            let source = try SubmissionSource(SourceFile(name: "a", text: "formSet: test\nyear: 2023\n" + text))
            let fillable = try FillableSubmission(source, set.outline, model: set.model, isStated: true)
            return try FormWorkbook(fillable, formSet: set, rules: RulePack()).sheets.map(\.name)
        }
        #expect(
            try sheets("office: {name: 某局}\n").prefix(4).elementsEqual(["说明表", "", "", "新增表"]) { $0.hasPrefix($1) })
        #expect(try !sheets("office: {name: 某局}\nkind: 延续\n").contains("新增表"))
    }

    @Test func namesTheFormSetsFaults() throws {
        let folder = try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing(
                "- {file: form.yaml}",
                with: "- {if: yaer, forms: [form.yaml]}\n  - {each: p in projects}\n  - {if: year, rows: []}"),
            "form.yaml": "title: 甲\nbody: []\n",
        ])
        #expect(
            try folder.places(sample()) == [
                "formset.yaml:12:10 unknown-field", "formset.yaml:13:5 missing-key", "formset.yaml:14:16 unknown-key",
                "formset.yaml:14:5 missing-key",
            ])
    }
}
