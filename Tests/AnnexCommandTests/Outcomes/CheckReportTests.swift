import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Rendering

/// What `annex check` writes for people and for programs.
@Suite struct CheckReportTests {
    /// A folder of a good file, one with faults and a waiver, one that is no YAML and a schema; and an empty folder.
    private static func county() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["县", "空"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        _ = try folder.write("县/甲.yaml", Example.text.replacing("name: 中共清岚县委办公室", with: "name: 甲局"))
        _ = try folder.write("县/乙 1.yaml", faulty)
        _ = try folder.write("县/丙.json", "{\"year\": [")
        _ = try folder.write("县/submission.schema.json", "{}")
        return folder
    }

    /// The example with a faulty rate, which is waived, an amount that is none, and one in full-width digits.
    private static let faulty =
        Example.text.replacing("controlRate: 72.22%", with: "controlRate: 70%").replacing("控制率72.22%", with: "控制率70%")
        .replacing("budget: 141.96 ", with: "budget: １４１．９６ ")
        .replacing("amount: 366.78}", with: "amount: \"三百\\n六十\"}")
        + "waivers:\n  - {rule: staffing-control-rate, reason: 含“借调”人员}\n"

    private func check(_ folder: TemporaryFolder, _ options: String...) throws -> Program.Outcome {
        try Program.annex.run(["check", folder.path + "/县", folder.path + "/空"] + options)
    }

    /// The decoded document.
    private func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func groupsFindingsByFileAndSumsThemUp() throws {
        let folder = try Self.county()
        let outcome = try check(folder)
        #expect(outcome.code == 1)
        #expect(outcome.errors.isEmpty, "findings are what was asked for")
        let groups = outcome.output.replacing(folder.path + "/", with: "").split(separator: "\n\n")
        #expect(
            groups.map { $0.prefix { $0 != "\n" } } == [
                "县/丙.json：1 处错误", "县/乙 1.yaml：1 处错误，1 处说明，1 处已豁免", "县/甲.yaml：没有错误",
                "共查 4 份：3 份有错误，1 份有豁免，3 处错误，1 处说明，1 处已豁免",
            ])
        try #require(groups.count == 4)
        #expect(groups[1].contains("\n县/乙 1.yaml:") && groups[1].contains("已豁免：附件2 “财政供养人员情况（人）”行 控制率："))
        #expect(groups[2].hasPrefix("县/甲.yaml：没有错误\n空：1 处错误\n"))
        #expect(
            try check(folder, "--lang", "en").output.hasSuffix(
                "4 files: 3 with errors, 1 with waived findings, 3 errors, 1 note, 1 waived finding\n"))
    }

    @Test func writesJSONThatFollowsItsSchema() throws {
        let folder = try Self.county()
        let outcome = try check(folder, "--format", "json")
        #expect(outcome.code == 1)
        #expect(outcome.errors.isEmpty)
        let schema = try folder.write("schema.json", Program.annex.run(["schema", "--report"]).output)
        let report = try folder.write("report.json", outcome.output)
        let verdict = try Program.schemaCheck.run(["--schema", schema, report])
        #expect(verdict.code == 0, "\(verdict.output)\(verdict.errors)")
        for (old, new) in [
            ("\"status\": \"passed\"", "\"status\": \"good\""), ("\"cell\": null,", ""),
            ("\"files\": 4,", "\"files\": -1,"),
            ("\"line\": 2,", "\"line\": 0,"), ("\"version\": 1,", "\"version\": 1, \"more\": 1,"),
        ] {
            #expect(outcome.output.contains(old))
            let broken = try folder.write("broken.json", outcome.output.replacing(old, with: new))
            #expect(try Program.schemaCheck.run(["--schema", schema, broken]).code == 1, "\(old)")
        }
    }

    @Test func statesEveryFindingInJSON() throws {
        let folder = try Self.county()
        let report = try document(check(folder, "--format", "json").output)
        let files = try #require(report["files"] as? [[String: Any]])
        try #require(files.map { $0["status"] as? String } == ["errors", "errors", "passed", "errors"])
        let findings = try #require(files[1]["diagnostics"] as? [[String: Any]])
        try #require(
            findings.map { $0["id"] as? String } == ["staffing-control-rate", "bad-number", "full-width-number"])
        let waived = findings[0]
        #expect(waived["file"] as? String == folder.path + "/县/乙 1.yaml")
        #expect(waived["waiver"] as? String == "含“借调”人员")
        #expect(waived["field"] as? String == "baseData.staffing.controlRate")
        #expect(waived["found"] as? String == "70%")
        #expect(waived["relation"] as? String == "==")
        #expect(waived["expected"] as? String == "72.22%")
        #expect(waived["computation"] as? String == "26 / 36 = 72.22%")
        let line = try #require(waived["line"] as? Int)
        let text = Self.faulty.split(separator: "\n", omittingEmptySubsequences: false)[line - 1].unicodeScalars
        let start = try #require(waived["column"] as? Int)
        let end = try #require(waived["endColumn"] as? Int)
        #expect(String(String.UnicodeScalarView(Array(text)[(start - 1)..<(end - 1)])) == "70%")
        let message = try #require(findings[1]["message"] as? [String: String])
        #expect(message["zh"] == "应为数字，如 660.44，这里是“三百\n六十”")
        #expect(message["en"] == "expected a number such as 660.44, found “三百\n六十”")
        #expect(files[3]["path"] as? String == folder.path + "/空")
    }

    @Test func writesSARIF() throws {
        let folder = try Self.county()
        let outcome = try check(folder, "--format", "sarif")
        #expect(outcome.code == 1)
        #expect(outcome.errors.isEmpty)
        let log = try document(outcome.output)
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
        #expect(Set(rules).count == rules.count)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 5)
        for result in results {
            #expect(rules[try #require(result["ruleIndex"] as? Int)] == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            #expect((result["message"] as? [String: String])?["text"]?.isEmpty == false)
            let place = try #require(
                (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
            let uri = try #require((place["artifactLocation"] as? [String: String])?["uri"])
            #expect(URL(string: uri)?.path.hasPrefix(folder.path) == true)
            #expect(uri.allSatisfy { $0.isASCII && $0 != " " })
        }
        let waived = try #require(results.first { $0["ruleId"] as? String == "staffing-control-rate" })
        #expect(
            waived["suppressions"] as? [[String: String]] == [
                ["kind": "inSource", "status": "accepted", "justification": "含“借调”人员"]
            ])
        #expect(results.count { ($0["suppressions"] as? [Any])?.isEmpty == true } == 4)
    }

    @Test(arguments: ["json", "sarif"]) func givesTheSameBytesAndEveryFinding(_ format: String) throws {
        let folder = try TemporaryFolder()
        let rows = (0..<10_000).map { "    - {label: 行\($0), budget: 错}\n" }.joined()
        let text = Example.text.replacing("  spending:\n", with: "  spending:\n" + rows)
        let path = try folder.write("a.yaml", text)
        let first = try Program.annex.run(["check", path, "--format", format])
        #expect(first.code == 1)
        #expect(first.output.split(separator: "\"bad-number\"").count > 10_000)
        #expect(try Program.annex.run(["check", path, "--format", format]).output == first.output)
    }

    @Test func growsInProportionToTheFindings() {
        func bytes(_ count: Int) -> Int {
            let source = SourceFile(name: "a.yaml", text: "a: 1\n")
            let findings = (0..<count).map { number in
                var finding = Diagnostic(
                    .error, id: "rule-\(number % 100)", LocalizedText("错\(number)", en: "\(number)"), at: .whole(source)
                )
                finding.comparison = .init(found: "1", relation: .equal, expected: "2", computation: nil)
                return finding
            }
            return [JSONReport(), SARIFReport(language: .zh)].map { (report: any CheckReport) in
                var report = report
                report.add(CheckedFile(path: "a.yaml", findings: findings))
                return report.text.utf8.count
            }.reduce(0, +)
        }
        #expect(bytes(10_000) < bytes(1000) * 11)
    }

    @Test func tellsOfASystemThatFailed() throws {
        var json = JSONReport()
        var sarif = SARIFReport(language: .zh)
        let file = CheckedFile(path: "a.yaml", findings: [], failure: "磁盘")
        json.add(file)
        sarif.add(file)
        let files = try #require(try document(json.text)["files"] as? [[String: Any]])
        try #require(files.count == 1)
        #expect(files[0]["status"] as? String == "failed")
        #expect(files[0]["failure"] as? String == "磁盘")
        #expect(sarif.text.contains("\"executionSuccessful\": false"))
        #expect(sarif.text.contains("\"text\": \"磁盘\""))
    }

    @Test(arguments: [
        ([], [:], false), (["--color", "always"], [:], true), (["--color=always"], ["NO_COLOR": "1"], true),
        (["--color", "never"], [:], false),
    ])
    func coloursWhatItIsAskedTo(_ options: [String], _ environment: [String: String], _ isColored: Bool) throws {
        let outcome = try Program.annex.run(["check", "/no/such.yaml"] + options, environment: environment)
        #expect(outcome.output.contains("\u{1B}[1;31m错误：\u{1B}[0m") == isColored)
        #expect(outcome.output.contains("\u{1B}") == isColored)
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test(arguments: [
        ([:], true), (["NO_COLOR": "1"], false), (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    ])
    func coloursOnATerminal(_ environment: [String: String], _ isColored: Bool) throws {
        let script = try #require(Program.tool("script"))
        let terminal = ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { $1 }
        let outcome = try script.run(
            ["-qec", "'\(Program.annex.path)' check /no/such.yaml", "/dev/null"], environment: terminal)
        #expect(outcome.output.contains("错误："))
        #expect(outcome.output.contains("\u{1B}[1;31m") == isColored)
    }
}
