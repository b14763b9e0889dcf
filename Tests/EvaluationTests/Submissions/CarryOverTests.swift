import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation
@testable import SourceTree

/// What new submissions take over from those of before.
@Suite struct CarryOverTests {
    private static let last = """
        formSet: hunan-2023
        year: 2023
        office: {name: 清岚县财政局, shortName: 县财政局}
        filing: {preparer: 甲某某, date: 2024-06-02}
        baseData:
          staffing: {authorized: 30, actual: 28}
          spending:
            - {item: basic, label: 一、部门基本支出, previousFinal: 1, budget: 2, final: 3.50}
            - {item: project, label: 二、项目, final: ''}
        """

    private func carryOver(_ text: String) throws -> CarryOver {
        let path = FileManager.default.temporaryDirectory.path + "/carry-\(UUID().uuidString).yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try CarryOver(path: path, model: .hunan) { (id) throws(Rejection) in
            guard id == "hunan-2023" else {
                throw Rejection([Diagnostic(.error, id: "unknown-form-set", LocalizedText(id, en: id))])
            }
            return .hunan
        }
    }

    private func source(_ text: String) throws -> SubmissionSource {
        try SubmissionSource(SourceFile(name: "last.yaml", text: text))
    }

    private func started(_ fields: String, year: String = "next", over start: String? = nil) throws -> String? {
        let carry = try carryOver("carry: [{formSet: hunan-2023, year: \(year), fields: [\(fields)]}]")
        let start = try start.map(source)
        return try carry.start(from: source(Self.last), over: start, .hunan).map { $0.root.flow }
    }

    @Test func takesOverFieldsListsElementByElementAndTheYearAfter() throws {
        #expect(
            try started(
                "office.name, baseData.spending.item, {from: baseData.spending.final, to: baseData.spending.previousFinal}"
            )
                == "{office: {name: 清岚县财政局}, baseData: {spending: [{item: basic, previousFinal: 3.50}, {item: project, previousFinal: }]}, year: 2024}"
        )
        #expect(
            try started("baseData.staffing", year: "same")
                == "{baseData: {staffing: {authorized: 30, actual: 28}}, year: 2023}")
    }

    @Test func whatIsTakenOverLiesOnWhatTheFormSetBeginsWith() throws {
        let start = "baseData: {staffing: {authorized: 1, actual: 2}, spending: [{item: abroad}]}"
        #expect(
            try started("baseData.staffing.authorized, baseData.spending.item", over: start)
                == "{baseData: {staffing: {authorized: 30, actual: 2}, spending: [{item: basic}, {item: project}]}, year: 2024}"
        )
    }

    @Test func nothingIsTakenOverFromOtherFormSets() throws {
        let carry = try carryOver("carry: [{formSet: hunan-2023, fields: [office]}]")
        let start = try carry.start(from: source("formSet: other\nyear: 2023\n"), over: nil, .hunan)
        #expect(start?.keys == nil)
        #expect(carry.sources == ["hunan-2023"])
    }

    @Test(arguments: [
        ("office.nam", "没有名为“nam”的字段"), ("{from: office, to: filing}", "应为放得下所取内容的字段（“单位全称”放不下），这里是“filing”"),
        ("{from: baseData.spending.final, to: overall.funds.initial}", "应为经过同样多层列表的字段，这里是“overall.funds.initial”"),
        ("\"baseData.spending[item == 'basic'].final\"", "应为没有条件的字段"),
        ("{from: narrative.body, to: office.name}", "放不下"), ("{from: office}", "缺少“to”"),
    ]) func saysWhatIsWrongWithAFile(_ field: String, _ message: String) throws {
        let error = #expect(throws: Rejection.self) {
            try carryOver("carry: [{formSet: hunan-2023, fields: [\(field)]}]")
        }
        let messages = error?.diagnostics.map(\.message.zh) ?? []
        #expect(messages.count == 1 && messages[0].contains(message), "\(messages)")
    }

    @Test func theFormSetMustBeThere() throws {
        #expect(throws: Rejection.self) { try carryOver("carry: [{formSet: other, fields: [office]}]") }
    }
}

extension Node {
    /// The tree on one line.
    fileprivate var flow: String {
        switch content {
        case .scalar(let scalar): scalar.text
        case .sequence(let elements): "[\(elements.map(\.flow).joined(separator: ", "))]"
        case .mapping(let entries): "{\(entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }
}
