import Foundation
import TestSupport
import Testing

/// The images that `annex preview` leaves in its folder.
@Suite struct PreviewTests {
    private func preview(_ output: String) throws {
        let formSet = Fixtures.project + "/layouts/national-project"
        let outcome = try Program.annex.run(["preview", formSet, "-o", output, "--dpi", "24"])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func removesPagesOfEarlierRunsThatAreGone() throws {
        let folder = try TemporaryFolder()
        let output = folder.path + "/out"
        try preview(output)
        let drawn = folder.outputs(in: "out")
        let first = try Data(contentsOf: URL(fileURLWithPath: output + "/page-01.png"))
        let note = try String(contentsOfFile: output + "/.annex.written", encoding: .utf8)
        let hash = try #require(note.split(separator: "\n").first { $0.hasSuffix("page-01.png") }?.prefix(64))
        _ = try folder.write("out/page-98.png", first)
        _ = try folder.write("out/.annex.written", Data((note + "\n\(hash) page-98.png\n").utf8))
        _ = try folder.write("out/page-99.png", Data("别人的".utf8))
        _ = try folder.write("out/page-5.png", Data("别人的".utf8))
        let outcome = try Program.annex.run([
            "preview", Fixtures.project + "/layouts/national-project", "-o", output, "--dpi", "24",
        ])
        #expect(outcome.code == 0)
        #expect(folder.outputs(in: "out") == (drawn + ["page-5.png", "page-99.png"]).sorted())
        #expect(outcome.errors.contains("page-99.png"))
        #expect(!outcome.errors.contains("page-5.png"))
    }
}
