import Foundation
import TestSupport
import Testing

/// Tries changed inputs on a target, as many as are asked for: no clock decides how many.
///
/// `ANNEX_FUZZ_EXECUTIONS` says how many inputs all targets try together (ten thousand where it says nothing),
/// `ANNEX_FUZZ_SEED` where they begin. The input that is being tried lies in `annex-fuzz-<process>-<target>` in the folder for
/// temporary files: after a crash it is the one to look at. What a target does that no input has made it do before is tried
/// again with changes; with `ANNEX_FUZZ_KEEP=1` such inputs are added to `Corpus/<target>`, where those that once failed are
/// kept, too: each run begins with all of them.
struct Fuzzer {
    private static let environment = ProcessInfo.processInfo.environment
    private static let executions = environment["ANNEX_FUZZ_EXECUTIONS"].flatMap(Int.init) ?? 10_000
    private static let seed = environment["ANNEX_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    private static let keeps = environment["ANNEX_FUZZ_KEEP"] == "1"

    /// A path for files of a target, of this process alone.
    static func temporary(_ name: String) -> String {
        FileManager.default.temporaryDirectory.path
            + "/annex-fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(name)"
    }

    /// Bytes as the characters of the same numbers: what is changed and kept is text.
    static func text(_ bytes: [UInt8]) -> String { String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }

    /// The bytes of such a text; characters that stand for none give their own.
    static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { $0.value < 256 ? [UInt8($0.value)] : Array(String($0).utf8) }
    }

    let name: String
    /// How many of a thousand executions are this target's.
    let share: Int
    /// What inputs are made from, besides those that were kept.
    let corpus: [String]

    private var folder: String { Fixtures.folder("Corpus") + "/" + name }

    private var kept: [String] { Fixtures.files(in: folder, suffix: "").map(Fixtures.text) }

    /// Tries inputs: what was kept, then what `next` makes, or a changed one where it makes none.
    /// - Parameter body: runs the target and names what it did: equal names for equal behaviour.
    func run(
        next: (inout SeededGenerator) -> String? = { _ in nil }, _ body: (String) throws -> String
    ) throws {
        let current = Self.temporary(name)
        defer { try? FileManager.default.removeItem(atPath: current) }
        var generator = SeededGenerator(seed: Self.seed)
        var mutator = Mutator(seed: Self.seed, corpus: corpus + kept)
        var behaviours: Set<String> = []
        func attempt(_ text: String) throws -> Bool {
            try Data(text.utf8).write(to: URL(fileURLWithPath: current))
            return behaviours.insert(try body(text)).inserted
        }
        for text in corpus + kept { _ = try attempt(text) }
        let count = max(1, Self.executions * share / 1000)
        for _ in 0..<count {
            let text = next(&generator) ?? mutator.next()
            guard try attempt(text) else { continue }
            mutator.learn(text)
            if Self.keeps { try keep(text) }
        }
        print("fuzz \(name): \(count) executions from seed \(Self.seed), \(behaviours.count) behaviours")
        #expect(behaviours.count > 1, "inputs that all come to the same try nothing")
    }

    private func keep(_ text: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // FNV-1a: the same input has the same name.
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(String(hash, radix: 16))"))
    }
}
