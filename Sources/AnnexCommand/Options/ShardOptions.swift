import ArgumentParser

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which shard of a plan is rendered.
struct ShardOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say("按 annex plan 写的计划只排一片。", "Render one shard of a plan that annex plan wrote."),
            valueName: say("计划", "plan")), completion: .file(extensions: ["json"]))
    var plan: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "第几片，从 0 起。不写时取环境变量 SLURM_ARRAY_TASK_ID 或 JOB_COMPLETION_INDEX。",
                "Which shard, from 0; that of SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX where it is left out."),
            valueName: say("编号", "k")))
    var shard: Int?

    func validate() throws {
        guard shard != nil, plan == nil else { return }
        throw ValidationError(say("--shard 要和 --plan 一起写", "--shard needs --plan"))
    }

    /// The number of the shard.
    /// - Throws: `ValidationError` where neither the command line nor the engine says it.
    var number: Int {
        get throws {
            if let shard { return shard }
            let environment = ProcessInfo.processInfo.environment
            let stated = Self.variables.compactMap { name in environment[name].map { (name, $0) } }
            guard let (name, value) = stated.first else {
                let names = Self.variables.joined(separator: "、")
                throw ValidationError(
                    say(
                        "没有写第几片：用 --shard，或由数组任务设 \(names)",
                        "which shard? give --shard, or run it as an array, which sets \(Self.variables.joined(separator: " or "))"
                    ))
            }
            if let number = Int(value) { return number }
            throw ValidationError(say("\(name) 应为一个数", "\(name) must be a number"))
        }
    }

    /// The variables by which engines number the tasks of an array: Slurm's, and that of Indexed Jobs of Kubernetes.
    private static let variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"]
}

/// What counts as success.
struct ResultOptions: ParsableArguments {
    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "有单位的材料有错、没有生成，也算正常结果，退出码是 0；清单和报告照样列出它们。",
                "Submissions that are refused are an expected result: end with 0. The manifest and the report list them all the same."
            )))
    var faultsAreResults = false
}
