import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct ExpressionParserTests {
    private static let scope = ExpressionScope().adding("project", .record(RecordType(title: "项目", fields: [])))

    /// The text of an expression over ``sample()``.
    private func text(_ source: String) throws -> String {
        let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
        return expression.texts(in: ExpressionEnvironment(root: try sample().model)).map(\.text).joined()
    }

    @Test(arguments: [
        ("'甲'", "甲"), ("''", ""), ("'a + b'", "a + b"), ("12", "12"), ("1.5", "1.5"), ("year", "2023"),
        (" year ", "2023"),
        ("office.name", "清岚县财政局"), ("overall.total.weight", "100"), ("filing.leader", ""), ("(year)", "2023"),
        ("((12))", "12"),
        ("narrative.title", ""), ("overall.total.score", ""),
    ])
    func readsTextsNumbersAndPaths(_ source: String, _ text: String) throws {
        #expect(try self.text(source) == text)
    }

    @Test(arguments: [
        ("year | previous", "2022"), ("year|previous", "2022"), ("filing.date", "2024.6.2"),
        ("filing.date | dotted", "2024.6.2"),
        ("filing.date | chinese", "2024年6月2日"), ("'自' + year | previous + '起'", "自2022起"), ("narrative.title", ""),
    ])
    func appliesFilters(_ source: String, _ text: String) throws {
        #expect(try self.text(source) == text)
    }

    @Test(arguments: [
        ("'a' + 'b' + year", "ab2023"), ("'a'+('b'+'c')", "abc"), ("'a' + 'b' == 'ab'", "true"),
        ("year == 2023", "true"),
        ("year == '2023'", "true"), ("year==2024", ""), ("year != 2023", ""), ("year != 2024", "true"),
        ("filing.leader == ''", "true"), ("office.name != office.shortName", "true"),
    ])
    func joinsAndCompares(_ source: String, _ text: String) throws {
        #expect(try self.text(source) == text)
    }

    @Test(arguments: [
        ("not year", false), ("not not year", true), ("not year == 2022", true), ("not filing.leader", true),
        ("year and office.name", true), ("year and filing.leader", false), ("filing.leader or year", true),
        ("filing.leader or filing.phone", false), ("filing.leader and year or year", true),
        ("year or year and filing.leader", true),
        ("(year or year) and filing.leader", false), ("not filing.leader and year", true),
        ("not (year and year)", false),
        ("overall.funds.initial", true), ("overall.funds.adjusted", false), ("projects", false),
        ("overall.groups", true),
        ("narrative", false), ("overall", true), ("'0'", true), ("''", false),
        ("year == 2023 and office.name == '清岚县财政局'", true),
    ])
    func decides(_ source: String, _ isTrue: Bool) throws {
        #expect(try text("\(source) ? 'yes' : 'no'") == (isTrue ? "yes" : "no"))
    }

    @Test(arguments: [
        ("year ? 'a' : 'b'", "a"), ("filing.leader ? 'a' : 'b'", "b"), ("filing.leader ? 'a' : year ? 'b' : 'c'", "b"),
        ("year ? filing.leader ? 'a' : 'b' : 'c'", "b"), ("(year ? 'a' : 'b') + 'c'", "ac"),
        ("year ? 'a' : 'b' + 'c'", "a"),
        ("year==2023?'a':'b'", "a"), ("year\n? 'a'\n: 'b'", "a"),
    ])
    func chooses(_ source: String, _ text: String) throws {
        #expect(try self.text(source) == text)
    }

    @Test(arguments: [
        "", " ", "+", "'a", "year +", "+ year", "year ? 'a'", "year ? 'a' :", "? 'a' : 'b'", "(year", "year)", "()",
        "year year",
        "year ==", "year == 2023 == 2023", "'a' 'b'", "year.", ".year", "office..name", "year & year", "{year}", "“甲”",
        "年", "not",
        "year ! = 1", "a_b", "\"a\"",
    ])
    func refusesWhatIsNoExpression(_ source: String) {
        #expect(fault(source)?.id == "bad-expression")
    }

    @Test(arguments: [
        ("offcie.name", "office"), ("office.nmae", "name"), ("filing.data", "date"), ("overall.total.wieght", "weight"),
        ("prject", "project"), ("Year", "year"),
    ])
    func suggestsTheFieldThatWasMeant(_ source: String, _ name: String) {
        let fault = fault(source)
        #expect(fault?.id == "unknown-field")
        #expect(fault?.hints.first?.zh == "是不是“\(name)”？")
    }

    @Test(arguments: [
        "nonsense", "year.value", "office.name.x", "projects.nmae", "overall.groups.nmae", "and", "or", "a-b",
    ])
    func refusesFieldsThatAreNotThere(_ source: String) {
        #expect(fault(source)?.id == "unknown-field")
    }

    @Test(arguments: [
        ("year | next", "unknown-filter"), ("year |", "unknown-filter"), ("year | 'chinese'", "unknown-filter"),
        ("year | chinese", "wrong-type"), ("filing.date | previous", "wrong-type"),
        ("office.name | dotted", "wrong-type"),
        ("office | chinese", "wrong-type"), ("'a' | previous", "wrong-type"),
    ])
    func refusesFiltersThatDoNotFit(_ source: String, _ id: String) {
        #expect(fault(source)?.id == id)
        #expect(fault(source)?.hints.isEmpty == false)
    }

    @Test(arguments: ["(", "not ", "year ? ", "year ? 'a' : "])
    func refusesDeepNesting(_ piece: String) {
        #expect(fault(String(repeating: piece, count: 10_000))?.id == "bad-expression")
    }

    @Test func readsReasonableNesting() throws {
        #expect(try text(String(repeating: "(", count: 20) + "year" + String(repeating: ")", count: 20)) == "2023")
    }

    @Test
    func survivesLongChains() throws {
        let chain = [String](repeating: "'a'", count: 50_000).joined(separator: "+")
        if fault(chain) == nil { #expect(try text(chain).count == 50_000) }
    }

    @Test(arguments: ["(year", "year ? 'a'", "year +", ""])
    func quotesTheExpressionThatItCannotRead(_ source: String) {
        #expect(fault(source)?.message.zh.hasPrefix(source.isEmpty ? "表达式是空的" : "看不懂的表达式“\(source)”：") == true)
    }

    private func fault(_ source: String) -> ExpressionFault? {
        do throws(ExpressionFault) {
            _ = try ExpressionParser.parse(source, scope: Self.scope)
            return nil
        } catch {
            return error
        }
    }
}
