import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// What expressions may cost, and numbers that are too large or too small.
@Suite struct EvaluationLimitTests {
    /// A submission with so many incomes of 1, 2, 3 and so on.
    private static func submission(incomes: Int) throws -> AuditedSubmission {
        let rows = (1...incomes).map { "    - {label: 收\($0), amount: \($0)}\n" }.joined()
        return try audited(head + "overall:\n  income:\n" + rows)
    }

    /// Runs one rule over `submission`; gives the breaches and the steps that it took.
    private func run(
        _ loops: String..., check: String, over submission: AuditedSubmission,
        atMost most: Int = EvaluationBudget.ofSubmission
    ) throws -> (findings: [Diagnostic], steps: Int) {
        let path = FileManager.default.temporaryDirectory.path + "/annex-rules-\(UUID().uuidString).yaml"
        let each = loops.map { "\"\($0)\"" }.joined(separator: ", ")
        let cell = loops.last.map { "    at: \($0.prefix { $0 != " " }).label\n" } ?? ""
        let text =
            "rules:\n  - id: rule\n    severity: error\n    message: {zh: 错, en: wrong}\n    each: [\(each)]\n\(cell)"
        try (text + "    check: \"\(check)\"\n").write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let pack = try RulePack.load(paths: [path], model: .hunan)
        let budget = EvaluationBudget(most: most)
        let audit = RuleAudit(submission.decoded, submission.model, faults: []) { _, _ in [:] }
        var waivers = WaiverAudit(submission.model, submission.decoded, pack)
        var postponed = PostponedChecks()
        return (audit.findings(pack, within: budget, &waivers, &postponed), budget.steps)
    }

    // MARK: Range

    @Test(arguments: [
        "99999999999999999999 * 99999999999999999999",
        "999999999999999999999999999999 * 999999999999999999999999999999",
        "0.0000000000000000000000001 * 0.0000000000000000000000001",
        "0.0000000000000000000000001 / 99999999999999999999999999",
        "1 / 0.00000000000000000000000000001 * 10000000000", "percent(999999999999999999999999999999, 0.0000001)",
        "sum(overall.income.amount) * 999999999999999999999999999999 * 999999999999999999999999999999",
        "1 - 99999999999999999999 * 99999999999999999999", "round(99999999999999999999 * 99999999999999999999, 2)",
    ])
    func givesNoNumberOutOfRange(_ source: String) throws {
        let environment = ExpressionEnvironment(root: try sample().model)
        let expression = try ExpressionParser.parse(source, scope: ExpressionScope())
        #expect(expression.number(in: environment) == nil)
        #expect(environment.budget.takeOutOfRange())
        #expect(!environment.budget.takeOutOfRange())
        #expect(expression.text(in: environment).isEmpty)
    }

    @Test(arguments: [
        "1 / 0", "percent(1, 0)", "sum(overall.income[label == '无'].amount)", "1 / 3 * 3", "1 / 3 * 3 - 1",
    ])
    func takesNeitherADivisionByZeroNorACutOffRestForOutOfRange(_ source: String) throws {
        let environment = ExpressionEnvironment(root: try sample().model)
        _ = try ExpressionParser.parse(source, scope: ExpressionScope()).number(in: environment)
        #expect(!environment.budget.takeOutOfRange())
    }

    @Test func noArithmeticLeavesTheRangeUnsaid() throws {
        var generator = SeededGenerator(seed: 7)
        func number() throws -> Decimal {
            let digits = (0..<30).map { _ in String(Int.random(in: 0...9, using: &generator)) }
            let (whole, places) = (Int.random(in: 1...30, using: &generator), Int.random(in: 0...29, using: &generator))
            let decimals = digits.dropFirst(whole).prefix(places)
            return try #require(
                Amount(digits[..<whole].joined() + (decimals.isEmpty ? "" : "." + decimals.joined()))
            ).value
        }
        for _ in 0..<5000 {
            var value = try number()
            for _ in 0..<6 {
                let other = try number()
                let results = [value.plus(other), value.minus(other), value.times(other), value.over(other)]
                for case let result? in results {
                    #expect(result.isFinite && abs(result) < Decimal(sign: .plus, exponent: 38, significand: 1))
                    #expect(result.exponent >= -48)
                    _ = (result.rounded(to: 2), result.description, result < other)
                }
                guard let next = results.compactMap({ $0 }).randomElement(using: &generator) else { break }
                value = next
            }
        }
    }

    @Test(arguments: [
        ("{0.00000000000000000000000000001*0.00000000000000000000000000001}", "out-of-range"),
        ("{year * 999999999999999999999999999999 * 999999999999999999999999999999}", "out-of-range"),
        ("{yaer}", "unknown-field"),
    ])
    func aPlaceholderWithoutAResultIsToldAndNotPrinted(_ text: String, _ id: String) throws {
        let audit = try audited(head + "overall:\n  expectedGoal: 完成\(text)项\n")
        let finding = try #require(audit.findings.first { $0.id == id })
        #expect(finding.field == "overall.expectedGoal")
        // A name stands behind the brace.
        #expect(finding.span?.start == SourcePosition(line: 6, column: id == "unknown-field" ? 20 : 19))
        #expect(finding.severity == .error)
        #expect(!audit.leaves.contains { $0.leaf.text.contains("NaN") })
    }

    @Test func aRuleWithoutAResultIsToldAtItsCell() throws {
        let submission = try Self.submission(incomes: 2)
        let huge = "999999999999999999999999999999"
        let found = try run(
            "row in overall.income", check: "row.amount <= 1 + \(huge) * \(huge)", over: submission)
        #expect(found.findings.map(\.id) == ["out-of-range", "out-of-range"])
        #expect(found.findings.map(\.field) == ["overall.income[0].label", "overall.income[1].label"])
    }

    @Test func numbersUpToThirtyEightDigitsBeforeThePointAreInRange() throws {
        // The most that the digits of a decimal hold, 2^128 - 1, with one of them behind the point and with none.
        let long = try #require(Decimal(string: "34028236692093846346337460743176821145.5"))
        let whole = try #require(Decimal(string: "340282366920938463463374607431768211455"))
        #expect(long.plus(0) == long)
        #expect(whole.plus(0) == nil)
        let nines = try #require(Decimal(string: String(repeating: "9", count: 38)))
        #expect(nines.plus(0) == nines)
        #expect(nines.plus(1) == nil)
        #expect((-nines).minus(1) == nil)
    }

    // MARK: Steps

    @Test func loopsInALoopAreRefusedAtTheRule() throws {
        let submission = try Self.submission(incomes: 30)
        let list = "in overall.income"
        let (findings, steps) = try run(
            "a \(list)", "b \(list)", "c \(list)", "d \(list)", "e \(list)", "f \(list)",
            check: "a.amount < b.amount + 1000", over: submission, atMost: 100_000)
        #expect(findings.map(\.id) == ["too-much-work"])
        #expect(findings.first?.span?.start == SourcePosition(line: 2, column: 5))
        #expect(findings.first?.message.en.contains("100000 steps") == true)
        #expect(steps < 101_000)
    }

    @Test func stopsAllOfASubmissionsTextsWhenTheStepsAreUsedUp() throws {
        let budget = EvaluationBudget(most: 1000)
        let source = head + "overall:\n  expectedGoal: '{year}{count(overall.income[label == office.name])}'\n"
        let rows = (1...2000).map { "    - {label: 收\($0), amount: \($0)}\n" }.joined()
        let decoded = try SubmissionSource(SourceFile(name: "a.yaml", text: source + "  income:\n" + rows)).decode()
        var filler = PlaceholderFiller(decoded, root: try #require(decoded.values), within: budget)
        _ = filler.filled()
        #expect(filler.findings.map(\.id) == ["too-much-work"])
        #expect(filler.findings.first?.field == "overall.expectedGoal")
        #expect(budget.steps < 3100)
    }

    @Test(arguments: [
        "row.amount <= sum(overall.income[amount > 0].amount)",
        "row.amount <= count(overall.income[amount > sum(overall.income[amount > 2].amount)]) + 100000",
        "filled(overall.income[amount > 1].label)",
    ])
    func whatDoesNotDependOnTheLoopIsComputedOnce(_ check: String) throws {
        func steps(_ count: Int) throws -> Int {
            try run("row in overall.income", check: check, over: Self.submission(incomes: count)).steps
        }
        let (few, many) = try (steps(100), steps(1000))
        #expect(many < few * 12, "\(many) steps for ten times the rows of \(few)")
    }

    @Test(arguments: [
        ("row.amount == sum(overall.income[amount == row.amount].amount)", 0),
        ("row.amount == count(overall.income[amount <= row.amount])", 0),
        ("1 == count(overall.income[amount == count(overall.income[amount > row.amount])])", 1),
        ("count(overall.income[count(overall.income[amount > 3]) == amount]) == 1", 0),
        ("sum(overall.income[amount == 2].amount) == row.amount", 4),
    ])
    func whatDependsOnTheLoopIsComputedAnew(_ check: String, _ breaches: Int) throws {
        let found = try run("row in overall.income", check: check, over: Self.submission(incomes: 5))
        #expect(found.findings.count == breaches)
    }

    @Test func theSecondLoopIsAskedAnewForEachTurnOfTheFirst() throws {
        let submission = try sample()
        let found = try run(
            "group in overall.groups", "label in overall.income", check: "count(group.subgroups.indicators) == 3",
            over: submission)
        #expect(found.findings.count == 3)
    }

    // MARK: Texts

    @Test func whatStandsBeforeANumberIsBounded() throws {
        let text = String(repeating: "甲1万元", count: 20_000)
        let numbers = NumberScanner.numbers(in: text)
        #expect(numbers.count == 20_000)
        #expect(numbers.reduce(0) { $0 + $1.clause.unicodeScalars.count } <= 20_000 * 1024)
        #expect(numbers.allSatisfy { $0.clause.hasSuffix("甲") })
        let shares = QuotedShare.shares(in: text + "占1%" + text)
        #expect(shares.map(\.others.count) == [128])
    }

    @Test func personsAreFoundInALineThatNamesThemOverAndOver() throws {
        let line = String(repeating: "phone:", count: 50_000)
        let file = SourceFile(name: "a", text: line + "7700001, x")
        let finding = Diagnostic(.error, id: "x", LocalizedText("", en: ""), at: .whole(file))
        let shown = file.withoutLikelyPersons([finding], models: [.hunan]).first?.span?.file.text
        #expect(try #require(shown).contains("7700001") == false)
    }

    // MARK: Findings

    @Test func holdsSoManyFindingsAndCountsTheRest() throws {
        let submission = try Self.submission(incomes: FindingList.maximumCount + 5)
        let found = try run("row in overall.income", check: "row.amount < 0", over: submission)
        #expect(found.findings.count == FindingList.maximumCount + 1)
        let last = try #require(found.findings.last)
        #expect(last.id == "more-findings")
        #expect(last.severity == .error)
        #expect(last.message.en.contains("5 more"))
    }

    @Test func theRestIsAsGraveAsTheGravestOfIt() throws {
        var list = FindingList()
        let span = SourceSpan.whole(SourceFile(name: "a", text: ""))
        for _ in 0..<FindingList.maximumCount {
            list.add(Diagnostic(.note, id: "n", LocalizedText("", en: ""), at: span))
        }
        #expect(!list.findings.containsError)
        list.add(.note, at: span) { preconditionFailure("a finding that is not held is not made") }
        list.add(.error, at: span) { preconditionFailure("a finding that is not held is not made") }
        list.add(.note, at: span) { preconditionFailure("a finding that is not held is not made") }
        #expect(list.findings.count == FindingList.maximumCount + 1)
        #expect(list.findings.containsError)
        #expect(list.findings.last?.message.en.contains("3 more") == true)
    }

    @Test func rowsAtFaultAreCounted() throws {
        let rows = String(repeating: "    - {amount: 错}\n", count: FindingList.maximumCount)
        let found = findings(in: head + "overall:\n  income:\n" + rows)
        #expect(found.filter { $0.id == "more-findings" }.count == 1)
        #expect(found.count == FindingList.maximumCount + 1)
    }
}
