import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// Rule files: how they build on each other, and what is wrong with broken ones.
@Suite struct RuleFileTests {
    /// Rule files in a folder that lives as long as the test.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.path + "/rules-" + UUID().uuidString

        init(_ files: [String: String]) throws {
            for (name, text) in files {
                let file = "\(path)/\(name)"
                try FileManager.default.createDirectory(
                    atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try text.write(toFile: file, atomically: true, encoding: .utf8)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func pack(_ names: String...) throws(Rejection) -> RulePack {
            try RulePack.load(paths: names.map { "\(path)/\($0)" }, model: .hunan)
        }
    }

    private static let base = """
        rules:
          - id: total
            severity: error
            check: overall.total.weight == 100
            message: {zh: "总分应为 100，这里是 {overall.total.weight}", en: the total is 100}
          - {id: score, severity: warning, check: overall.total.score <= overall.total.weight, message: {zh: 得分, en: score}}
        """
    private static let submission =
        head + "overall: {funds: {initial: 1}, \(indicators), total: {weight: 110, score: 120}}"

    private func found(_ pack: RulePack) throws -> [String] {
        try audited(Self.submission, rules: pack).findings.map { "\($0.severity) \($0.id): \($0.message.zh)" }
    }

    @Test func findsByTheRulesOfAFile() throws {
        let folder = try Folder(["a/rules.yaml": Self.base])
        #expect(try found(folder.pack("a/rules.yaml")) == ["error total: 总分应为 100，这里是 110", "warning score: 得分"])
    }

    @Test func aFileStatesOnlyWhatDiffersFromTheOneItIsLike() throws {
        let folder = try Folder([
            "a/rules.yaml": Self.base,
            "b/rules.yaml":
                "like: ../a/rules.yaml\nrules:\n  - {id: score, severity: off}\n  - {id: total, tolerance: 10}\n",
        ])
        #expect(try found(folder.pack("b/rules.yaml")) == [])
        #expect(try folder.pack("b/rules.yaml").ids == ["total"])
    }

    /// What only changes rules is not at fault where those cannot be read; rules of its own are.
    @Test func aWrongNameOfABaseIsOneFault() throws {
        let changes = (1...31).map { "  - {id: rule\($0), severity: note}\n" }.joined()
        let own = "  - {id: own, severity: note, check: yaer == 1, message: {zh: 甲, en: a}}\n"
        // The file that is not there, and the place that names it.
        let missing = ["cannot-read", "cannot-read"]
        for (more, expected) in [("", missing), (own, missing + ["unknown-field"])] {
            let folder = try Folder(["b/rules.yaml": "like: ../none/rules.yaml\nrules:\n" + changes + more])
            do throws(Rejection) {
                _ = try folder.pack("b/rules.yaml")
                Issue.record("the base is not there")
            } catch {
                #expect(error.diagnostics.map(\.id) == expected)
            }
        }
    }

    @Test func laterFilesAreLaidOverEarlierOnes() throws {
        let folder = try Folder([
            "a/rules.yaml": Self.base,
            "county.yaml": "rules:\n  - {id: total, severity: note, check: overall.total.weight == 120}\n",
        ])
        let pack = try folder.pack("a/rules.yaml", "county.yaml")
        #expect(pack.rules.first { $0.id == "total" }?.severity == .note)
        #expect(try found(pack).first?.hasSuffix("total: 总分应为 100，这里是 110") == true)
    }

    @Test(arguments: [
        ("rules: {}", ["wrong-type 1:8"]), ("rule: []", ["unknown-key 1:1", "missing-key 1:1"]),
        ("rules: [{id: a, check: year == 1, message: {zh: 甲, en: a}}]", ["missing-key 1:9"]),
        ("rules: [{id: a, severity: fatal, check: year == 1, message: {zh: 甲, en: a}}]", ["wrong-type 1:27"]),
        ("rules: [{id: a, severity: error, check: yaer == 1, message: {zh: 甲, en: a}}]", ["unknown-field 1:41"]),
        ("rules: [{id: a, severity: error, check: year ==, message: {zh: 甲, en: a}}]", ["bad-expression 1:48"]),
        ("rules: [{id: a, severity: error, check: 1 == year, message: {zh: 甲, en: a}}]", ["wrong-type 1:41"]),
        ("rules: [{id: a, severity: error, check: year == 1, message: {zh: '{yaer}', en: a}}]", ["unknown-field 1:68"]),
        ("rules: [{id: a, severity: error, check: year == 1, message: {zh: 甲}}]", ["missing-key 1:61"]),
        (
            "rules: [{id: a, severity: error, check: year == 1, round: much, message: {zh: 甲, en: a}}]",
            ["wrong-type 1:59"]
        ),
        (
            "rules: [{id: a, severity: error, check: year == 1, tolerance: -1, message: {zh: 甲, en: a}}]",
            ["wrong-type 1:63"]
        ),
        (
            "rules: [{id: a, severity: error, each: [row in year], check: row.name == 'a', message: {zh: 甲, en: a}}]",
            ["wrong-type 1:41"]
        ),
        (
            "rules: [{id: a, severity: error, columns: [x, y], check: office.column == 1, message: {zh: 甲, en: a}}]",
            ["unknown-field 1:65", "unknown-field 1:65"]
        ),
        (
            "rules: [{id: a, severity: error, check: year == 1, round: printed 11, message: {zh: 甲, en: a}}]",
            ["wrong-type 1:59"]
        ), ("like: ../../etc/passwd\nrules: []", ["wrong-type 1:7"]),
        ("like: ../none/rules.yaml\nrules: []", ["cannot-read 1:1", "cannot-read 1:7"]),
        ("rules: [{id: a, severity: error, prose: [year], message: {zh: 甲, en: a}}]", ["missing-key 1:9"]),
        ("rules: [{id: a, severity: error, unique: year, message: {zh: 甲, en: a}}]", ["wrong-type 1:42"]),
        ("rules: [{id: a, severity: error, rows: year, words: [], message: {zh: 甲, en: a}}]", ["wrong-type 1:40"]),
        (
            "rules: [{id: a, severity: error, rows: baseData.spending.item, words: [none], message: {zh: 甲, en: a}}]",
            ["wrong-type 1:72"]
        ),
        (
            "rules: [{id: a, severity: error, prose: [narrative.body], flaw: none, message: {zh: 甲, en: a}}]",
            ["wrong-type 1:65"]
        ),
        (
            "rules: [{id: a, severity: error, copies: {least: 0, kinds: []}, message: {zh: 甲, en: a}}]",
            ["wrong-type 1:50"]
        ),
        (
            "rules: [{id: a, severity: error, prose: [narrative.body], amounts: [{phrases: [甲]}], message: {zh: 甲, en: a}}]",
            ["missing-key 1:69"]
        ),
    ])
    func saysWhatIsWrongWithARuleFile(_ text: String, _ expected: [String]) throws {
        let folder = try Folder(["a/rules.yaml": text])
        do throws(Rejection) {
            _ = try folder.pack("a/rules.yaml")
            Issue.record("“\(text)” is accepted")
        } catch {
            let found = error.diagnostics.map { finding in
                finding.id + (finding.span.map { " \($0.start.line):\($0.start.column)" } ?? "")
            }
            #expect(found == expected)
        }
    }

    // MARK: Fields that differ

    /// Lists whose elements have other fields, too, are gone through by a rule that names only what both have.
    @Test func aRuleComparesOnlyTheFieldsThatItNames() throws {
        let folder = try Folder([
            "rules.yaml": """
            rules:
              - id: income-first
                severity: error
                each: ["row in overall.income, projects.evaluation.funds"]
                check: filled(row.label)
                at: row.label
                message: {zh: "第 {row.label} 行", en: row}
            """
        ])
        let pack = try folder.pack("rules.yaml")
        let text =
            head + """
                overall:
                  funds: {initial: 1}
                  \(indicators)
                  total: {}
                  income: [{label: 甲, amount: 1}, {amount: 2}]
                projects:
                  - name: 项目
                    department: 甲
                    unit: 乙
                    evaluation: {\(indicators), total: {}, funds: [{source: total, label: 丙}, {source: other, label: ''}]}
                """
        let found = try audited(text, rules: pack).findings.filter { $0.id == "income-first" }
        #expect(found.compactMap(\.field) == ["projects[0].evaluation.funds[1].label"])
    }

    @Test func aFieldThatOneOfTheListsLacksIsAFault() throws {
        let folder = try Folder([
            "rules.yaml": """
            rules:
              - id: income-first
                severity: error
                each: ["row in overall.income, projects.evaluation.funds"]
                check: row.amount > 0
                message: {zh: 甲, en: a}
            """
        ])
        do throws(Rejection) {
            _ = try folder.pack("rules.yaml")
            Issue.record("the second list has no amount")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["unknown-field"])
        }
    }

    /// A rule that is taken over and names what the submissions lack is left out, and the others stay.
    @Test func leavesOutWhatABaseNamesAndSubmissionsLack() throws {
        let lacking = "  - {id: lacking, severity: error, check: overall.bonus == 1, message: {zh: 甲, en: a}}\n"
        let folder = try Folder([
            "a/rules.yaml": Self.base + "\n" + lacking, "b/rules.yaml": "like: ../a/rules.yaml\nrules: []\n",
            "c/rules.yaml": "like: ../a/rules.yaml\nrules:\n  - {id: lacking, severity: warning}\n",
        ])
        for name in ["b", "c"] {
            let pack = try folder.pack("\(name)/rules.yaml")
            #expect(pack.ids == ["total", "score"])
            #expect(pack.findings.map(\.id) == ["rule-left-out"])
            #expect(pack.findings.allSatisfy { $0.severity == .note })
            #expect(try audited(Self.submission, rules: pack).findings.map(\.id) == ["total", "score"])
        }
        // The file's own fault is one.
        #expect(throws: Rejection.self) { try folder.pack("a/rules.yaml") }
    }

    @Test func filesThatAreLikeEachOtherAreRefused() throws {
        let folder = try Folder([
            "a/rules.yaml": "like: ../b/rules.yaml\nrules: []", "b/rules.yaml": "like: ../a/rules.yaml\nrules: []",
        ])
        #expect(throws: Rejection.self) { try folder.pack("a/rules.yaml") }
    }
}
