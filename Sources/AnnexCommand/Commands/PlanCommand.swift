import ArgumentParser
import Batch
import Diagnostics
import Files
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `annex plan`
struct PlanCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "plan",
            abstract: say(
                "把许多材料分成几片，供几台机器同时排；一个县的总在一片。", "Shares submissions out among machines, whole counties together."),
            discussion: Interface.Exit.meaning)
    }

    @Argument(
        help: ArgumentHelp(
            say(
                "材料文件、其文件夹，或加引号的通配式。所有材料共同的文件夹下，每个文件夹是一个县。",
                "Submissions, folders of them, or quoted patterns. Each folder directly in the one around them all is a county."
            ),
            valueName: say("材料", "input")), completion: .submission)
    var inputs: [String]

    @Option(name: .long, help: ArgumentHelp(say("分成几片。", "How many shards."), valueName: say("片数", "n")))
    var shards: Int

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("写计划的文件，不能已有。", "The file for the plan, which must not be there."), valueName: say("文件", "file")),
        completion: .file(extensions: ["json"]))
    var output: String

    @Flag(name: .long, help: ArgumentHelp(say("各片都排成草稿。", "All shards render drafts.")))
    var draft = false

    @OptionGroup var offices: GroupingOptions

    @OptionGroup var resources: FormSetOptions

    func validate() throws {
        let counts = ShardPlan.shardCounts
        guard !counts.contains(shards) else { return }
        throw ValidationError(
            say(
                "--shards 应在 \(counts.lowerBound) 到 \(counts.upperBound) 之间",
                "--shards must lie between \(counts.lowerBound) and \(counts.upperBound)"))
    }

    func run() throws {
        var outcome = Outcome()
        let found = outcome.submissions(in: inputs)
        let submissions = found.submissions(offices.grouping).flatMap(\.submissions)
        guard !submissions.isEmpty else { return try outcome.end() }
        let formSets = FormSetCache(try resources.resources())
        let batch = BatchPlan(
            submissions, isDraft: draft, isExhaustive: true, workers: ProcessInfo.processInfo.activeProcessorCount,
            formSets: formSets)
        outcome.attempt { () throws(RenderError) in
            do throws(OutputFile.Failure) {
                try OutputFile.createFolder(of: output)
            } catch {
                throw .unwritable(error)
            }
            let plan = ShardPlan(batch, shards: shards, in: FilePath.parts(output).folder)
            try plan.write(to: output)
            tell(plan, submissions.count)
        }
        PassedOver(found, namesPictures: true).lines.forEach { print($0) }
        try outcome.end()
    }

    private func tell(_ plan: ShardPlan, _ count: Int) {
        let sizes = plan.sizes
        let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
        let (each, eachInEnglish) =
            least == most ? ("\(most)", "\(most)") : ("\(least) 到 \(most)", "\(least) to \(most)")
        print(
            say(
                "已写计划 \(output)：\(count) 份材料，\(plan.counties) 个县，\(shards) 片（编号 0 到 \(shards - 1)），每片 \(each) 份",
                "wrote \(output): \(count) submissions of \(plan.counties) counties in \(shards) shards, 0 to \(shards - 1), "
                    + "of \(eachInEnglish) each"))
        let empty = sizes.count { $0 == 0 }
        guard empty > 0 else { return }
        print(
            say(
                "一个县的材料不分开，所以有 \(empty) 片是空的",
                "\(empty) shards are empty, because the submissions of a county stay together"))
    }
}
