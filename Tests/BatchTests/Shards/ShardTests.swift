import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What is rendered in shards and merged is what one process gives.
@Suite struct ShardTests {
    @Test func theMergedFolderIsThatOfOneProcess() throws {
        let province = try SmallProvince([3, 1, 2])
        try province.spoil(county: 0, office: 1)
        // Of two submissions of one office, in different shards, none is made; names that differ by case only get longer.
        try province.write(county: 2, office: 1) { $0.replacing("第2县第1局", with: "第0县第0局") }
        try province.write(county: 0, office: 2) { $0.replacing("第0县第2局", with: "A局") }
        try province.write(county: 1, office: 0) { $0.replacing("第1县第0局", with: "a局") }
        let planned = try province.plan(3)
        #expect(planned.code == 0, "\(planned.errors)")
        #expect(planned.output.contains("6 份材料，3 个县，3 片（编号 0 到 2），每片 1 到 3 份"))
        #expect(try (0..<3).map { try province.render($0).code }.sorted() == [0, 1, 1])
        let merged = try province.merge([2, 0, 1])
        #expect(merged.code == 1, "offices were refused: \(merged.errors)")
        #expect(merged.output.contains("合并 3 片，共 6 份：文件 3 个，退回 3 份"))
        #expect(merged.output.contains("  \(province.path)/in/县0/1.yaml"))
        #expect(try province.run("render", "@/in", "-o", "@/one").code == 1)
        let (one, all) = (try province.files("one"), try province.files("merged"))
        #expect(Set(one.keys) == Set(all.keys))
        for (name, data) in one { #expect(all[name] == data, "\(name)") }
        #expect(one.keys.contains { $0.hasPrefix(".thumbnails/") } && one.keys.contains { $0.contains("（0-") })
        #expect(one.keys.contains("退回单/退回清单.txt") && one.keys.contains("退回单/第0县第0局2023年度绩效自评（2）退回单.pdf"))
        #expect(["findings.csv", "figures.csv"].allSatisfy { one[$0] != nil })
    }

    @Test func takesTheNumberOfTheShardFromTheEngine() throws {
        let province = try SmallProvince([1, 1])
        #expect(try province.plan(2).code == 0)
        for (variable, number) in [("SLURM_ARRAY_TASK_ID", 0), ("JOB_COMPLETION_INDEX", 1)] {
            let outcome = try province.run(
                "render", "--plan", "@/plan.json", "-o", "@/shards", environment: [variable: "\(number)"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(province.folder.files(in: "shards/shard-\(number)").count { $0.hasSuffix(".pdf") } == 1)
        }
        let none = try province.run("render", "--plan", "@/plan.json", "-o", "@/shards")
        #expect(none.code == 2 && none.errors.contains("SLURM_ARRAY_TASK_ID"))
        let beyond = try province.render(2)
        #expect(beyond.code == 1 && beyond.errors.contains("[no-such-shard]") && beyond.errors.contains("--array=0-1"))
    }

    @Test func keepsCountiesTogetherAndSaysWhichShardsAreEmpty() throws {
        let province = try SmallProvince([2, 3])
        let outcome = try province.plan(4)
        #expect(outcome.output.contains("有 2 片是空的"))
        for number in 0..<4 { #expect(try province.render(number).code == 0) }
        let sizes = (0..<4).map { number in
            province.folder.files(in: "shards/shard-\(number)").count { $0.hasSuffix(".pdf") }
        }
        #expect(sizes.sorted() == [0, 0, 2, 3])
        #expect(try province.merge([0, 1, 2, 3]).code == 0)
    }

    @Test func aPlanIsNeverWrittenOverAndItsInputsMayNotChange() throws {
        let province = try SmallProvince([2, 1])
        #expect(try province.plan(2).code == 0)
        let again = try province.plan(2)
        #expect(again.code == 1 && again.errors.contains("[file-exists]"))
        try province.write(county: 0, office: 1) { $0 + "\n" }
        let outcomes = try (0..<2).map { try province.render($0, ["--faults-are-results"]) }
        #expect(outcomes.map(\.code).sorted() == [0, 1], "that is no result")
        let errors = outcomes.map(\.errors).joined()
        #expect(errors.contains("/in/县0/1.yaml:1:1: 错误：写计划以后，这个文件改过、换过或移走了，没有排 [changed-input]"))
        let merged = try province.merge([0, 1], ["--faults-are-results"])
        #expect(merged.code == 1 && merged.output.contains("退回 1 份"))
    }

    @Test func refusedOfficesAreAResultWhereTheyAreExpected() throws {
        let province = try SmallProvince([2])
        try province.spoil(county: 0, office: 1)
        #expect(try province.plan(1).code == 0)
        #expect(try province.render(0).code == 1)
        #expect(try province.render(0, ["--faults-are-results"]).code == 0)
        #expect(try province.merge([0], ["--faults-are-results"]).code == 0)
        #expect(Fixtures.text(province.path + "/merged/manifest.json").contains("bad-number"))
    }

    @Test func rendersFromAnywhereWhatIsPlannedAnywhere() throws {
        let province = try SmallProvince([1, 1])
        let links = province.path + "/links"
        try FileManager.default.createDirectory(atPath: province.path + "/plans/a", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: links, withDestinationPath: province.path + "/plans/a")
        #expect(try province.run("plan", "@/in", "--shards", "2", "-o", "@/links/plan.json").code == 0)
        for number in ["0", "1"] {
            let outcome = try province.run(
                "render", "--plan", "@/links/plan.json", "--shard", number, "-o", "@/plans/shards")
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        // What was fetched from elsewhere names its inputs as if it lay beside the plan.
        try FileManager.default.moveItem(atPath: province.path + "/in", toPath: province.path + "/gone")
        #expect(
            try province.run("merge", "@/plans/shards/shard-0", "@/plans/shards/shard-1", "-o", "@/merged").code == 0)
        let manifest = Fixtures.text(province.path + "/merged/manifest.json")
        #expect(manifest.contains("\"input\": \"../in/县0/0.yaml\""))
        #expect(!Fixtures.text(province.path + "/merged/report.csv").contains("遗留"), "inputs may be on other machines")
    }

    @Test func plansAndShardsAmongTheSubmissionsAreNone() throws {
        let province = try SmallProvince([1, 1])
        #expect(try province.run("plan", "@/in", "--shards", "1", "-o", "@/in/plan.json").code == 0)
        let rendered = try province.run("render", "--plan", "@/in/plan.json", "--shard", "0", "-o", "@/in/shards")
        #expect(rendered.code == 0, "\(rendered.errors)")
        let checked = try province.run("check", "@/in")
        #expect(checked.code == 0, "\(checked.errors)")
        #expect(!checked.output.contains("plan.json") && !checked.output.contains("shard.json"))
    }

    // MARK: Runs that are killed

    /// Killed anywhere and begun again, a shard makes nothing twice that was finished, and gives the same.
    @Test(arguments: ["rename:1:.pdf", "rename:3:.pdf", "rename:4:.pdf", "rename:1:/manifest.json", "write:7:"])
    func aShardThatIsKilledGoesOn(_ call: String) throws {
        let province = try SmallProvince([4])
        #expect(try province.plan(1).code == 0)
        let shard = try #require(realpath(province.path, nil).map { String(cString: $0) }) + "/shards/shard-0"
        let arguments = [
            "render", "--plan", province.path + "/plan.json", "--shard", "0", "-o", province.path + "/shards",
        ]
        let killed = try Program.annex.run(
            arguments + ["--jobs", "1"], environment: SystemCalls(folder: shard).environment(call, .kill))
        #expect(killed.code == -9)
        let finished = Fixtures.text(shard + "/.annex.finished").matches(of: #/"output": "/#).count
        let log = province.path + "/log"
        let again = try Program.annex.run(
            arguments + ["--jobs", "1"], environment: SystemCalls(folder: shard).environment(log: log))
        #expect(again.code == 0, "\(again.errors)")
        #expect(again.output.contains("生成 \(4 - finished) 份，未变 \(finished) 份"), "\(again.output)")
        let renames = Fixtures.text(log).split(separator: "\n").filter {
            $0.hasPrefix("rename ") && $0.hasSuffix(".pdf")
        }
        #expect(renames.count <= 4 - finished, "what is finished is not written again")
        #expect(!province.folder.files(in: "shards/shard-0").contains(".annex.finished"))
        #expect(try province.merge([0]).code == 0)
        #expect(try province.run("render", "@/in", "-o", "@/one").code == 0)
        #expect(try province.files("one") == province.files("merged"))
    }
}
