import Testing

@testable import PDFFormat

@Suite struct ReadingBudgetTests {
    @Test func endsTheStepsThatItHas() throws {
        let budget = try ReadingBudget(size: 1)
        let most = ReadingBudget.maximumSteps
        #expect(budget.spend(steps: most - 1))
        try budget.checkSteps()
        for count in [2, 1, 0, most] { #expect(!budget.spend(steps: count)) }
        #expect(throws: PDFError.self) { try budget.checkSteps() }
    }
}
