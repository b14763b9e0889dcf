import Diagnostics
import Testing

@testable import Evaluation

@Suite struct SubmissionHeadTests {
    private func head(_ text: String) -> [String?] {
        let head = SubmissionHead(SourceFile(name: "a", text: text))
        return [head.office, head.year]
    }

    @Test func readsNoMoreOfJSONThanItTakes() {
        #expect(head(#"{"year": 2023, "office": {"name": " 甲局 "}, and then no JSON"#) == ["甲局", "2023"])
        #expect(head(#"{"office": {"shortName": "甲"}, "year": "２０２３"}"#) == [nil, "2023"])
        #expect(head(#"{"narrative": {}, "office": {"name": "甲局"}, "year": "去年"}"#) == ["甲局", nil])
    }

    @Test func readsYAMLWhole() {
        #expect(head("year: 2023\noffice:\n  name: 甲局 # 全称\n") == ["甲局", "2023"])
        #expect(head("{office: {name: 甲局}, year: 2023}") == ["甲局", "2023"])
    }

    @Test(arguments: ["", "[]", "甲局", "{", "office: [", #"{"office": "甲局", "year": []}"#])
    func isEmptyWhereNothingCanBeTold(_ text: String) { #expect(head(text) == [nil, nil]) }
}
