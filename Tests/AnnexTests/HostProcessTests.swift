import Archive
import Foundation
import Layout
import Rendering
import TestSupport
import Testing

@testable import Batch
@testable import Graphics

/// A process that uses the library beside its own work.
@Suite struct HostProcessTests {
    private static let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
    private static let examples = FormSets.names.map { "\(FormSets.layouts)/\($0)/example/submission.yaml" }

    /// Examples that no other has the office and the title of, as a batch wants it.
    private static let filed = ["hunan-2023", "national-project", "office-targets"].map(FormSets.example)

    private static func pdf(_ path: String) throws -> [UInt8] {
        let renderer = Renderer(RenderingContext(resources))
        return try renderer.pdf(try renderer.layOut(path: path), for: .a3a).bytes
    }

    /// Does what the library is for: renders many, draws an image of a page, and reads a file back.
    private static func useAll() throws {
        let folder = try TemporaryFolder()
        let out = folder.path + "/out"
        let plan = BatchPlan(inputs: filed, isDraft: false, formSets: FormSetCache(resources))
        let batch = BatchRenderer(resources, options: BatchRenderer.Options(), folder: out, workers: 2)
        #expect(try batch.run(plan) { _ in }.new.count == filed.count)
        let renderer = Renderer(RenderingContext(resources))
        let laidOut = try renderer.layOut(path: try #require(examples.first))
        _ = try renderer.png(try #require(laidOut.document.pages.first), of: laidOut, resolution: 72)
        let file = try #require(folder.outputs(in: "out").first)
        let verification = try ArchiveInspector(RenderingContext(resources)).verify(path: "\(out)/\(file)", listed: nil)
        #expect(verification.extent == .identical)
    }

    @Test func leavesWhatItsHostHasSetAsItIs() async {
        await #expect(processExitsWith: .success) {
            HostProcess.addFace(Fixtures.project + "/fonts/AnnexKai.ttf")
            let before = HostProcess.now
            let picture = try HostProcess.picture(family: "Annex Kai")
            #expect(before.ownFaces == 1 && picture.contains { $0 > 0 })
            try Self.useAll()
            #expect(HostProcess.now == before)
            #expect(try HostProcess.picture(family: "Annex Kai") == picture)
        }
    }

    @Test func leavesTheFacesOfTheMachineToAHostThatDrawsLater() async {
        await #expect(processExitsWith: .success) {
            try Self.useAll()
            let (faces, files) = (HostProcess.facesOfMachine, HostProcess.configurationFiles)
            #expect(faces.current == faces.new)
            #expect(files.current == files.new)
        }
    }

    @Test func givesTheSameBytesToManyTasksAsOneAfterAnother() async throws {
        let expected = try Self.examples.map { try Self.pdf($0) }
        try await withThrowingTaskGroup { group in
            for round in 0..<8 {
                let example = round % expected.count
                group.addTask { (example, try Self.pdf(Self.examples[example])) }
            }
            for try await (example, bytes) in group { #expect(bytes == expected[example]) }
        }
    }

    /// The program has Cairo leave contents uncompressed, which a library must not ask for.
    @Test func givesTheSameBytesAsTheProgram() throws {
        for path in Self.examples {
            let folder = try TemporaryFolder()
            #expect(try Program.annex.run(["render", path, "-o", folder.path + "/out"]).code == 0)
            let file = try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: "out"))))
            #expect(try [UInt8](file) == Self.pdf(path))
        }
    }
}
