import Foundation
import TestSupport
import Testing

/// What is said of shards that do not fit together, or that somebody has changed; then nothing is merged.
@Suite struct MergeFaultTests {
    private func province() throws -> SmallProvince {
        let province = try SmallProvince([1, 2, 1])
        #expect(try province.plan(3).code == 0)
        for number in 0..<3 { #expect(try province.render(number).code == 0) }
        return province
    }

    private func refuses(_ province: SmallProvince, _ outcome: Program.Outcome, _ words: String...) {
        #expect(outcome.code == 1)
        for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        #expect(!FileManager.default.fileExists(atPath: province.path + "/merged"))
    }

    private func change(_ path: String, _ what: String, _ other: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(what))
        try text.replacing(what, with: other).write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func namesMissingShardsAndWhatToRun() throws {
        let province = try province()
        refuses(
            province, try province.merge([1]), "3 片中缺 2 片：第 0,2 片 [missing-shard]", "--array=0,2",
            "annex render --plan \(province.path)/plan.json --shard 0 -o \(province.path)/shards")
    }

    @Test func namesDoubledShards() throws {
        let province = try province()
        try FileManager.default.copyItem(atPath: province.shard(1), toPath: province.path + "/copy")
        let outcome = try province.run(
            "merge", "@/shards/shard-0", "@/shards/shard-1", "@/copy", "@/shards/shard-2", "-o", "@/merged")
        refuses(province, outcome, "\(province.path)/copy:1:1: 错误：第 1 片有两份", "[doubled-shard]")
    }

    @Test func namesShardsOfOtherPlansAndVersions() throws {
        let province = try province()
        #expect(try province.plan(2, "other.json").code == 0)
        #expect(
            try province.run("render", "--plan", "@/other.json", "--shard", "1", "-o", "@/others").code == 0)
        let foreign = try province.run(
            "merge", "@/shards/shard-0", "@/others/shard-1", "@/shards/shard-2", "-o", "@/merged")
        refuses(province, foreign, "/others/shard-1:1:1: 错误：这一片出自别的计划", "[other-plan]", "第 1 片 [missing-shard]")
        #expect(try province.render(2, ["--page-codes"]).code == 0)
        refuses(province, try province.merge([0, 1, 2]), "所用的选项与", "[other-version]")
        refuses(province, try province.run("merge", "@/in", "-o", "@/merged"), "[no-shard]")
    }

    @Test func aFolderBelongsToOnePlan() throws {
        let province = try province()
        #expect(try province.plan(3, "other.json").code == 0)
        try change(province.path + "/other.json", "\"draft\": false", "\"draft\": true")
        let before = try province.files("shards")
        let outcome = try province.run("render", "--plan", "@/other.json", "--shard", "1", "-o", "@/shards")
        #expect(outcome.code == 1 && outcome.errors.contains("[other-plan]"))
        #expect(try province.files("shards") == before)
        #expect(try province.merge([0, 1, 2]).code == 0)
        let again = try province.merge([0, 1, 2])
        #expect(again.code == 1 && again.errors.contains("[folder-not-empty]"))
    }

    @Test func namesUnfinishedShards() throws {
        let province = try province()
        try FileManager.default.removeItem(atPath: province.shard(0) + "/manifest.json")
        refuses(province, try province.merge([0, 1, 2]), "第 0 片没有排完，还有 2 份 [unfinished-shard]", "--shard 0 ")
    }

    @Test func namesOutputsThatAreNotAsTheyWereWritten() throws {
        let province = try province()
        let name = try #require(province.folder.files(in: "shards/shard-1").first { $0.hasSuffix(".pdf") })
        try Data("%PDF-1.7\n".utf8).write(to: URL(fileURLWithPath: "\(province.shard(1))/\(name)"))
        refuses(province, try province.merge([0, 1, 2]), "\(name):1:1: 错误：文件不在，或不是第 1 片写成的原样 [changed-output]")
        try FileManager.default.removeItem(atPath: "\(province.shard(1))/\(name)")
        try FileManager.default.createSymbolicLink(
            atPath: "\(province.shard(1))/\(name)", withDestinationPath: "/etc/passwd")
        refuses(province, try province.merge([0, 1, 2]), "[changed-output]")
    }

    // MARK: Hostile files

    @Test(arguments: [
        ("shard.json", "\"output\": \"", "\"output\": \"../"), ("shard.json", "\"output\": \"", "\"output\": \"."),
        ("shard.json", "\"count\": 1", "\"count\": 7"), ("shard.json", "\"shard\": 1", "\"shard\": 99"),
        ("shard.json", "\"total\": 4", "\"total\": 99999999999"), ("shard.json", "{", "["),
        ("manifest.json", "\"version\": 1", "\"version\": 9"), ("manifest.json", "\"output\": \"", "\"output\": \"x"),
        ("shard.json", "\"index\": ", "\"index\": 9"), ("shard.json", "\"index\": ", "\"index\": -1"),
    ])
    func whatIsForgedIsRefused(_ file: String, _ what: String, _ other: String) throws {
        let province = try province()
        try change("\(province.shard(1))/\(file)", what, other)
        let before = try province.files("")
        let outcome = try province.merge([0, 1, 2])
        #expect(outcome.code == 1 && outcome.errors.contains("错误："), "\(outcome.errors)")
        #expect(try province.files("") == before, "nothing is written anywhere")
    }

    @Test func whatLeadsElsewhereOnlyNamesIt() throws {
        let province = try province()
        try change(province.shard(1) + "/shard.json", "\"input\": \"", "\"input\": \"../../../../../../../../")
        try change(province.shard(1) + "/shard.json", "\"plan\": \"", "\"plan\": \"/../../")
        #expect(try province.merge([0, 1, 2]).code == 0)
        let names = Set(province.folder.files(in: "merged"))
        #expect(names.count { $0.hasSuffix(".pdf") } == 4)
    }

    @Test(arguments: [
        ("{", "["), ("\"version\": 1", "\"version\": 2"), ("\"shards\": 3", "\"shards\": 0"),
        ("\"output\": \"", "\"output\": \"../"), ("\"shard\": 0", "\"shard\": -1"), ("\"shard\": 0", "\"shard\": 3"),
        ("\"files\": [", "\"files\": 7, \"x\": ["),
    ])
    func aPlanThatIsForgedIsRefused(_ what: String, _ other: String) throws {
        let province = try province()
        try change(province.path + "/plan.json", what, other)
        let outcome = try province.render(1, to: "others")
        #expect(outcome.code == 1 && outcome.errors.contains("[bad-plan]"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: province.path + "/others"))
    }
}
