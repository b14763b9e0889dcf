import Diagnostics
import SourceTree
import Testing

@testable import Evaluation

@Suite struct RecordDecodingTests {
    @Test func reportsEveryFaultAtOnce() {
        let found = findings(
            in: """
                formSet: hunan-2023
                yaer: 2023
                office: {name: [甲]}
                filing: {date: 明天}
                filing: {}
                roster: {people: [{name: {}}], blankRows: x}
                """)
        #expect(
            found.map { "\($0.span?.start.line ?? 0) \($0.id) \($0.field ?? "")" } == [
                "1 missing-key year", "2 unknown-key ", "3 missing-key office.shortName", "3 wrong-type office.name",
                "4 bad-date filing.date", "5 duplicate-key ", "6 wrong-type roster.people[0].name",
                "6 bad-number roster.blankRows",
            ])
    }

    @Test func namesNoFieldForAFaultOfTheWhole() {
        #expect(findings(in: head + "其他: 1\n").map(\.field) == [nil])
    }

    @Test(arguments: ["formSet:", "year: ~", "office: null"])
    func namesTheFieldThatIsLeftEmpty(_ line: String) throws {
        let name = String(line.prefix { $0 != ":" })
        let rest = head.split(separator: "\n").filter { !$0.hasPrefix(name) }
        let found = findings(in: ([line] + rest.map(String.init)).joined(separator: "\n"))
        #expect(found.map(\.id) == ["empty-value"])
        #expect(found.first?.field == name)
        #expect(found.first?.span?.start == SourcePosition(line: 1, column: 1))
    }

    @Test func leavesAFieldOutThatIsNull() throws {
        let submission = try validated(
            head + "narrative: ~\nbaseData: null\nprojects:\nroster: {people: [{name: ~}]}\n")
        #expect(submission.findings.isEmpty)
        #expect(submission["narrative.title"] == nil)
        #expect(submission["projects[0].name"] == nil)
        #expect(submission["roster.people[0].name"] == "")
        #expect(submission["roster.people[1].name"] == nil)
    }

    @Test func decodesTheFieldsAroundAFault() {
        let found = findings(in: head + "roster: {people: [1, {duty: [x]}, {tilte: a}], blankRows: 3}\n")
        #expect(found.map(\.field) == ["roster.people[0]", "roster.people[1].duty", "roster.people[2]"])
    }

    @Test func reportsEmptyGroupsBesidesOtherFaults() {
        let found = findings(
            in: head + "overall: {funds: {initial: x}, groups: [{name: 产出, subgroups: []}], total: {}}\n")
        #expect(found.map(\.id) == ["bad-number", "empty-group"])
    }

    @Test(arguments: [
        ("{姓名: 甲}", "name"), ("{移动通讯号码: 1}", "mobile"), ("{nmae: 甲}", "name"), ("{Name: 甲}", "name"),
        ("{officephone: 1}", "officePhone"),
    ])
    func suggestsTheKeyThatWasMeant(_ row: String, _ key: String) {
        let found = findings(in: head + "roster: {people: [\(row)]}\n")
        #expect(found.first?.hints.first?.zh == "是不是“\(key)”？")
    }

    @Test(arguments: ["移动通讯号码（手机）", "填表人："])
    func suggestsTheKeyOfATitleThatIsAlmostRight(_ key: String) {
        let found = findings(
            in: head + "roster: {people: [{\(key): 1}]}\nbaseData: {staffing: {}, spending: [], filing: {\(key): 1}}\n")
        #expect(found.contains { $0.hints.first?.zh.hasPrefix("是不是") ?? false })
    }
}
