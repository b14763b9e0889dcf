import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Rendering

/// What a manifest says of the program that made its outputs.
@Suite struct ProgramIdentityTests {
    @Test func namesTheVersionTheBuildAndTheLibraries() {
        let text = ProgramIdentity.text
        #expect(text.hasPrefix(Renderer.version + " (build "))
        #expect(text.contains(/build [1-9][0-9]*-[0-9a-f]+,/))
        for library in ["Cairo", "Pango", "HarfBuzz", "FreeType", "libqrencode", "libdeflate"] {
            #expect(text.contains(try! Regex(" \(library) [0-9]+\\.[0-9]")), "\(library) in \(text)")
        }
    }

    @Test func outputsOfAnotherBuildAreMadeAnew() throws {
        let folder = try TemporaryFolder()
        let input = Fixtures.project + "/layouts/national-project/example/submission.yaml"
        func render() throws -> String { try Program.annex.run(["render", input, "-o", folder.path + "/out"]).output }
        _ = try render()
        #expect(try render().contains("没有变化"))
        let path = folder.path + "/out/manifest.json"
        let manifest = Fixtures.text(path)
        let program = try #require(manifest.firstMatch(of: /"program": "0[^"]* \(build ([0-9]+-[0-9a-f]+),[^"]*\)"/))
        try manifest.replacing(program.output.1, with: "1-0").write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try !render().contains("没有变化"))
        #expect(Fixtures.text(path) == manifest)
        #expect(try render().contains("没有变化"))
    }
}
