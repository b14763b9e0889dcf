import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct SubmissionHeadTests {
    private func head(_ text: String) -> [String?] {
        let head = SubmissionHead(SourceFile(name: "a", text: text)) { id, keys in
            id == "hunan-2023" || keys != nil ? .hunan : nil
        }
        let (lead, ending) = head.fileName(office: "无名")
        return [head.office, lead + ending]
    }

    @Test func readsNoMoreOfJSONThanItTakes() {
        let start = #"{"formSet": "hunan-2023", "year": 2023, "office": {"name": " 甲局 "}, and then no JSON"#
        #expect(head(start) == ["甲局", "甲局2023年度绩效自评"])
        let late = #"{"year": 2023, "office": {"name": "甲局"}, "formSet": "hunan-2023", and then no JSON"#
        #expect(head(late) == ["甲局", "甲局2023年度绩效自评"])
        #expect(head(#"{"office": {"shortName": "甲"}, "year": "２０２３"}"#) == [nil, "无名2023年度绩效自评"])
        #expect(head(#"{"narrative": {}, "office": {"name": "甲局"}, "year": "去年"}"#) == ["甲局", "甲局年度绩效自评"])
    }

    @Test func namesFilesByChoicesAndByNothingThatIsNone() throws {
        let more = "- {name: kind, title: 类, type: choice, values: [甲类, 乙类]}"
        let text = "title: 材料\n" + ModelFolder.document.replacing("'{office}'", with: "'{kind}-{office}-{year}'")
        let folder = try ModelFolder(["set/model.yaml": text + ModelFolder.fields + "  \(more)\n"])
        let model = try folder.model
        func name(_ text: String) -> String {
            let head = SubmissionHead(SourceFile(name: "a", text: text)) { _, _ in model }
            let (lead, ending) = head.fileName(office: "无名")
            return "\(lead)|\(ending)"
        }
        #expect(name("{formSet: a, kind: 乙类, office: 甲, year: 2023}") == "乙类-甲|-2023")
        #expect(name("{formSet: a, kind: 丙类, year: [2023]}") == "-无名|-")
    }

    @Test func readsYAMLWhole() {
        #expect(head("year: 2023\noffice:\n  name: 甲局 # 全称\n") == ["甲局", "甲局2023年度绩效自评"])
        #expect(head("{office: {name: 甲局}, year: 2023}") == ["甲局", "甲局2023年度绩效自评"])
    }

    @Test(arguments: [
        "year: 2023\noffice: {name: 甲局}\nnarrative:\n  body: \"没有写完\nprojects: [",
        "{year: 2023, office: {name: 甲局}, projects: [{name: 乙}",
        "year: 2023\noffice: {name: 甲局}\nfiling:\n\tdate: 2024-01-01\n", "office: {name: 甲局}\nyear: 2023\nroster: *甲\n",
    ])
    func readsWhatStandsBeforeAFault(_ text: String) {
        #expect(throws: Rejection.self) { try SubmissionSource(SourceFile(name: "a", text: text)) }
        #expect(head(text) == ["甲局", "甲局2023年度绩效自评"])
    }

    @Test(arguments: ["", "[]", "甲局", "{", "office: [", #"{"office": "甲局", "year": []}"#])
    func isEmptyWhereNothingCanBeTold(_ text: String) {
        #expect(head(text)[0] == nil)
        #expect(head(text)[1]?.hasPrefix("无名") == true)
    }
}
