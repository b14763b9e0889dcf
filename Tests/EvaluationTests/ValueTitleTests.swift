import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// What clerks call the words of a choice.
@Suite struct ValueTitleTests {
    private func folder(_ values: String) throws -> ModelFolder {
        try ModelFolder(fields: "- {name: kind, title: 种类, type: choice, values: \(values), default: a}")
    }

    @Test func callsWordsByTheirTitles() throws {
        let model = try folder("[{value: a, title: 甲}, b, {value: 3}]").model
        let field = try #require(model.type.fields.last)
        guard case .choice(let words) = field.type else {
            Issue.record("a choice")
            return
        }
        #expect(words == ["a", "b", "3"])
        #expect(words.map(field.title(of:)) == ["甲", "b", "3"])
        #expect(field.guidance == "可用 a（甲）、b、3")
    }

    @Test func keepsTheWordsInSubmissions() throws {
        let model = try folder("[{value: a, title: 甲}, {value: b, title: 乙}]").model
        let head = "formSet: set\noffice: 甲局\nyear: 2024\n"
        let canonical = try audited(head + "kind: b\n", model: model).canonicalJSON
        #expect(String(decoding: canonical, as: UTF8.self).contains("\"b\""))
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: head + "kind: 乙\n"))
        #expect(source.decode(model).findings.map(\.id) == ["unknown-value"])
    }

    @Test(
        arguments: [
            ("[a, {value: b, title: a}]", "name-taken"), ("[{value: a, title: 甲}, {value: b, title: 甲}]", "name-taken"),
            ("[{value: a, title: b}, b]", "name-taken"), ("[a, {title: 甲}]", "missing-key"),
            ("[a, {value: b, name: 甲}]", "unknown-key"), ("[a, [b]]", "wrong-type"),
        ]) func tellsOfValuesAtFault(_ values: String, _ id: String) throws
    {
        let faults = try folder(values).faults
        #expect(faults.count == 1 && faults.allSatisfy { $0.hasSuffix(" " + id) }, "\(faults)")
    }
}
