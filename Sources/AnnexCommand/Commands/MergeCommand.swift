import ArgumentParser
import Batch
import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `annex merge`
struct MergeCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "merge",
            abstract: say(
                "把各片的文件夹合成一个，与一次排完的相同；缺的、重的、别的计划的片都会指出。",
                "Merges the folders of all shards into what one run would have given; names shards that are missing, double or foreign."
            ), discussion: Interface.Exit.meaning)
    }

    @Argument(
        help: ArgumentHelp(
            say("各片的文件夹，如 shards/shard-*。", "The folders of the shards, such as shards/shard-*."),
            valueName: say("片", "shard")), completion: .directory)
    var shards: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            say("放合并结果的文件夹，新的或空的。", "The folder for the result, a new one or empty."), valueName: say("文件夹", "dir")),
        completion: .directory)
    var output: String

    @OptionGroup var told: ReportOptions

    @OptionGroup var results: ResultOptions

    @OptionGroup var formSets: FormSetOptions

    func run() throws {
        var outcome = Outcome()
        let formSets = FormSetCache(try formSets.resources())
        var merged: (shards: Int, summary: BatchSummary)?
        outcome.attempt { () throws(RenderError) in
            let merge = try ShardMerge(
                shards, into: output, report: told.report, county: told.county, letters: told.letters,
                formSets: formSets, language: Interface.language,
                workers: ProcessInfo.processInfo.activeProcessorCount)
            merged = (merge.shards, try merge.run())
        }
        guard let (count, summary) = merged else { return try outcome.end() }
        let text = BatchSummaryText(summary: summary, isDraft: false)
        text.lines(ofMerging: count, into: output).forEach { print($0) }
        for name in summary.reports { print(say("报告：", "report: ") + "\(output)/\(name)") }
        if let letters = text.letters(in: output) { print(letters) }
        outcome.note(summary, faultsAreResults: results.faultsAreResults)
        try outcome.end()
    }
}
