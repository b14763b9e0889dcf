import Foundation
import TestSupport
import Testing

/// A machine without a library that is loaded when it is first needed.
@Suite struct MissingLibraryTests {
    private static let example = Fixtures.project + "/layouts/national-project/example/submission.yaml"

    /// A folder `out` with a PDF.
    private func rendered(_ environment: [String: String] = [:]) throws -> (folder: TemporaryFolder, pdf: String) {
        let folder = try TemporaryFolder()
        let outcome = try Program.annex.run(
            ["render", Self.example, "-o", folder.path + "/out"], environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return (folder, try #require(folder.onlyFile(in: "out")))
    }

    @Test func rendersWithoutLibrariesThatItDoesNotNeed() throws {
        for library in ["libqpdf", "libcups"] { _ = try rendered(SystemCalls.environment(without: library)) }
    }

    @Test(arguments: ["verify", "extract", "print"]) func saysThatNoPDFCanBeRead(_ command: String) throws {
        let (folder, pdf) = try rendered()
        let options = [
            "verify": [], "extract": ["-o", folder.path + "/data"], "print": ["--output", folder.path + "/job.pdf"],
        ]
        let outcome = try Program.annex.run(
            [command, pdf, "--lang", "en"] + options[command, default: []],
            environment: SystemCalls.environment(without: "libqpdf"))
        #expect(outcome.code == 3, "\(outcome.errors)")
        #expect(
            outcome.errors.contains(
                #/error: this machine has no libqpdf\.so\.\d+, so no PDF can be read; install it: .* libqpdf\d+/#))
        #expect(outcome.output.isEmpty)
    }

    /// A job must not take the place of a PDF of which nobody can tell whether it holds data.
    @Test func writesNoJobInPlaceOfWhatItCannotRead() throws {
        let (folder, pdf) = try rendered()
        let other = folder.path + "/other.pdf"
        try FileManager.default.copyItem(atPath: pdf, toPath: other)
        let outcome = try Program.annex.run(
            ["print", folder.path + "/out", "--output", other],
            environment: SystemCalls.environment(without: "libqpdf"))
        #expect(outcome.code == 3)
        #expect(FileManager.default.contentsEqual(atPath: pdf, andPath: other))
    }

    @Test(arguments: [["printers"], ["print", "out", "--printer", "any"]])
    func saysThatNothingCanBePrinted(_ command: [String]) throws {
        let (folder, _) = try rendered()
        let arguments = command.map { $0 == "out" ? folder.path + "/out" : $0 }
        let outcome = try Program.annex.run(
            arguments + ["--lang", "en"], environment: SystemCalls.environment(without: "libcups"))
        #expect(outcome.code == 3, "\(outcome.errors)")
        #expect(outcome.errors.contains("[no-libcups]"))
    }
}
