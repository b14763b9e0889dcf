import Foundation
import TestSupport
import Testing

/// A system that allows the program little: it says so, or makes do; no signal ends it.
@Suite struct ProcessLimitTests {
    private static let shell = Program(path: "/bin/bash")
    private static let example = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"

    /// Runs the program under a limit of the shell's `ulimit`.
    private func run(_ limit: String, _ arguments: [String]) throws -> Program.Outcome {
        let script = "ulimit \(limit) && exec \"$0\" \"$@\""
        return try Self.shell.run(["-c", script, Program.annex.path] + arguments)
    }

    @Test(arguments: [5, 8, 16, 63]) func tooFewFilesAreAnError(_ count: Int) throws {
        let outcome = try run("-n \(count)", ["--lang", "en", "check", Self.example])
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("only \(count) files may be open at once"), "\(outcome.errors)")
    }

    @Test func theFewestFilesThatAreAllowedAreEnough() throws {
        let folder = try TemporaryFolder()
        let outcome = try run("-n 64", ["render", Self.example, "-o", folder.path, "--jobs", "2"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.outputs(in: "").count == 1)
    }

    /// What nests as deep and goes on as long as it may, on a small stack, which worker threads would have, too.
    @Test(arguments: ["check", "render"]) func nestingNeedsNoStackOfTheCaller(_ command: String) throws {
        let folder = try TemporaryFolder()
        let brackets = String(repeating: "(", count: 31) + "year" + String(repeating: ")", count: 31)
        let chain = Array(repeating: "'年'", count: 200).joined(separator: " + ")
        let text = Fixtures.text(Self.example).replacing(
            "narrative:\n", with: "narrative:\n  other: \"{\(brackets)}{\(chain)}\"\n")
        var inputs = [try folder.write("deep.yaml", text)]
        let nested = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        inputs.append(try folder.write("nested.json", "{\"formSet\": \"hunan-2023\", \"a\": \(nested)}"))
        inputs.append(try folder.write("nested.yaml", "a:\n  - " + nested))
        let output = command == "render" ? ["-o", folder.path + "/out", "--jobs", "2"] : []
        let outcome = try run("-s 256", [command] + inputs + output)
        #expect(outcome.code == 1, "\(outcome.errors.prefix(400))")
        #expect((outcome.output + outcome.errors).contains("too-deep"))
    }
}
