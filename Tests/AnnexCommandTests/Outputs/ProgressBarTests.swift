import Foundation
import TestSupport
import Testing

/// The bar that a terminal shows while a batch is rendered.
@Suite struct ProgressBarTests {
    @Test func growsWithEachSubmission() throws {
        let county = try SmallCounty(3)
        let terminal = try #require(Program.tool("script"), "no program gives a terminal: install bsdutils")
        let command =
            "'\(Program.annex.path)' render '\(county.path)/in' -o '\(county.path)/out' > '\(county.path)/lines'"
        let shown = try terminal.run(["-qec", command, "/dev/null"]).output
        let bars = shown.components(separatedBy: "\r\u{1B}[K").filter { !$0.isEmpty }
        #expect(bars.map { bar in bar.count { $0 == "█" } } == [10, 20, 30])
        #expect(bars.map { bar in bar.count { $0 == "░" } } == [20, 10, 0])
        for (number, bar) in zip(1..., bars) { #expect(bar.contains(" \(number)/3 第\(number - 1)局")) }
        #expect(!Fixtures.text(county.path + "/lines").contains("已生成"), "no lines beside it")
    }
}
