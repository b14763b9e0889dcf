import Testing

@testable import Evaluation

/// The rows of lists in the template of a submission.
@Suite struct RowTemplateTests {
    private let fields = """
        - name: rows
          title: 各行
          type: list
          element: 一行
          fields:
            - {name: name, title: 名称, type: text, required: true}
            - {name: sum, title: 金额, type: figure}
        """

    @Test func areExplainedWhereTheyStand() throws {
        let model = try ModelFolder(fields: fields).model
        let outline = SubmissionOutline(formSet: "a", title: "材料", model: model, requiring: [], parts: ["rows"])
        let template = try SubmissionTemplate(outline, start: nil, model: model).text
        #expect(template.hasSuffix("\n  # name 名称（必填）\n  # sum 金额：数字\n  - {name: , sum: }\n"), "\(template)")
    }
}
