import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// A rule waits only where a field that it looks at is at fault; what waits is told.
@Suite struct PostponedCheckTests {
    /// An indicator without a name keeps neither its own project's funds nor the other project from being checked.
    @Test func anEmptyNameSilencesNothingElse() throws {
        let found = try HunanExample.found(
            ("name: 运转支出控制率", "name: ''"), ("label: 其中：当年财政拨款, initial: 141.96", "label: 其中：当年财政拨款, initial: 141"),
            ("      total: {weight: 100, score: 99.5}", "      total: {weight: 100, score: 95.5}"))
        #expect(found.map(\.id) == ["fund-sources", "empty-value", "score-total"])
    }

    /// Of two elements only the one that is at fault waits.
    @Test func waitsElementByElement() throws {
        let found = try HunanExample.found(
            (
                "name: 会议活动保障场次, target: ≥160, actual: 168, weight: 8, score: 8",
                "name: 会议活动保障场次, target: ≥160, actual: 168, weight: 八, score: 8"
            ),
            (
                "name: 综合文稿完成篇数, target: ≥300, actual: 326, weight: 7, score: 7",
                "name: 综合文稿完成篇数, target: ≥300, actual: 326, weight: 7, score: 7.5"
            ))
        #expect(found.flatMap(\.allIDs).sorted() == ["bad-number", "score-bound", "score-total", "target-met"])
    }

    @Test func saysWhatWaits() throws {
        let found = try HunanExample.found(("executed: 827.51, weight: 10", "executed: 很多, weight: 10"))
        #expect(found.map(\.id) == ["bad-number"])
        let waiting = try #require(found.first?.consequences.first)
        #expect(waiting.id == "not-checked-yet")
        #expect(waiting.severity == .note)
        #expect(waiting.message.zh.hasPrefix("待改正后再查："))
        #expect(waiting.message.zh.contains("全年执行数"))
    }

    /// A key that is misspelt may be any that is not there, of its own group.
    @Test func aMisspeltKeyWaitsForItsGroupAlone() throws {
        let found = try HunanExample.found(
            ("authorized: 36, actual: 26, controlRate: 72.22%", "authorised: 36, actual: 26, controlRate: 72.23%"),
            ("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 90}"))
        #expect(Set(found.map(\.id)) == ["unknown-key", "overall-score-total", "prose-figure"])
    }

    /// A list of which an element is no group is not added up.
    @Test func aListWithoutOneOfItsElementsIsNotAddedUp() throws {
        let found = try HunanExample.found(("- {label: 一般公共预算, amount: 827.51}", "- 一般公共预算 827.51"))
        #expect(found.map(\.id) == ["wrong-type"])
    }

    /// What a submission never stated is not at fault: nothing waits for it.
    @Test func whatIsRightWaitsForNothing() throws {
        let found = try HunanExample.found(("  total: {weight: 100, score: 99}", "  total: {weight: 100, score: 90}"))
        #expect(found.map(\.id) == ["overall-score-total"])
        #expect(!found.flatMap(\.consequences).contains { $0.id == "not-checked-yet" })
    }
}
