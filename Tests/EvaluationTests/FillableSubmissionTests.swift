import Diagnostics
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// What a submission looks like to those who fill it in.
@Suite struct FillableSubmissionTests {
    private static let model = """
        - {name: rows, title: 行, type: list, fields: [{name: label, title: 名称, type: text}, {name: sum, title: 数, type: figure}]}
        - {name: basis, title: 底, type: group, required: true, fields: [{name: day, title: 日, type: date}]}
        - {name: own, title: 自己, type: group, inherits: basis, fields: [{name: day, title: 日, type: date}]}
        - {name: more, title: 其余, type: group, fields: [{name: word, title: 词, type: text}]}
        """
    private static let head = "formSet: set\noffice: 甲局\n"

    /// The fields of a submission: `way = value`, with `-` where there is no leaf.
    private func fields(_ text: String, spare: Bool = false) throws -> [String] {
        let model = try ModelFolder(fields: Self.model).model
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
        let outline = SubmissionOutline(formSet: "set", title: "试", model: model, requiring: [], parts: [])
        let fillable = try FillableSubmission(source, outline, model: model, isStated: true)
        return fillable.fields { _ in spare }.map { "\($0.path.description) = \($0.id == nil ? "-" : $0.leaf.text)" }
    }

    @Test func hasAPlaceForWhateverIsNotStated() throws {
        #expect(
            try fields(Self.head) == [
                "formSet = set", "office = 甲局", "year = ", "rows[0].label = ", "rows[0].sum = ", "basis.day = ",
                "own.day = ", "more.word = -",
            ])
    }

    @Test func hasOneMoreElementWhereSomeAreStated() throws {
        let rows = "rows: [{label: 甲}, {sum: 1}]\n"
        let found = try fields(Self.head + rows, spare: true).filter { $0.hasPrefix("rows") }
        #expect(
            found == [
                "rows[0].label = 甲", "rows[0].sum = ", "rows[1].label = ", "rows[1].sum = 1", "rows[2].label = -",
                "rows[2].sum = -",
            ])
        #expect(try fields(Self.head, spare: true).filter { $0.hasPrefix("rows") }.count == 2)
    }

    @Test func showsWhatIsTakenFromAnotherGroupWhereItIsStatedOnly() throws {
        let stated = "basis: {day: 2024-06-02}\n"
        #expect(try fields(Self.head + stated).suffix(3).prefix(2) == ["basis.day = 2024.6.2", "own.day = "])
        let own = stated + "own: {day: 2024-06-03}\n"
        #expect(try fields(Self.head + own).suffix(3).prefix(2) == ["basis.day = 2024.6.2", "own.day = 2024.6.3"])
    }

    @Test func refusesWhatNoSubmissionMayHold() throws {
        for text in ["unknown: 1\n", "rows: [{sum: 一}]\n", "more: 词\n"] {
            #expect(throws: Rejection.self) { try fields(Self.head + text) }
        }
    }
}
