import Diagnostics
import Foundation
import Rendering
import Synchronization
import TestSupport
import Testing

@testable import Batch

/// A face whose file is none is told of with all else that is found.
@Suite struct BrokenFaceTests {
    private static let example = FormSets.layouts + "/hunan-2023/example/submission.yaml"
    private static let face = "AnnexKai.ttf"

    /// The project's form sets with its faces.
    private func resources(_ folder: TemporaryFolder) throws -> Resources {
        let own = Fixtures.project + "/fonts"
        for name in try FileManager.default.contentsOfDirectory(atPath: own) {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)", withDestinationPath: "\(own)/\(name)")
        }
        return Resources(layouts: FormSets.layouts, fonts: folder.path)
    }

    private func breakFace(in folder: TemporaryFolder) throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(Self.face)")
        _ = try folder.write(Self.face, "坏")
    }

    @Test func isToldWithWhatIsFoundInTheSubmission() throws {
        let folder = try TemporaryFolder()
        let resources = try resources(folder)
        try breakFace(in: folder)
        // A context reads faces as soon as it is there.
        let renderer = Renderer(RenderingContext(resources))
        let found = try renderer.check(path: Fixtures.folder("Fixtures") + "/real-figures.yaml").map(\.id)
        #expect(found.contains("bad-font"))
        #expect(found.contains("overall-weights-total"))
    }

    @Test func keepsASubmissionFromBeingLaidOut() throws {
        let folder = try TemporaryFolder()
        let resources = try resources(folder)
        try breakFace(in: folder)
        // A context reads faces as soon as it is there.
        let renderer = Renderer(RenderingContext(resources))
        #expect {
            _ = try renderer.layOut(path: Self.example)
        } throws: { error in
            guard case RenderError.rejected(let faults) = error else { return false }
            return faults.contains { $0.id == "bad-font" && $0.message.zh.contains(Self.face) }
        }
    }

    @Test func isNoticedWhereNothingElseHasChanged() throws {
        let (folder, out) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try resources(folder)
        #expect(try outcomes(folder, out) == [.rendered])
        #expect(try outcomes(folder, out) == [.unchanged])
        try breakFace(in: folder)
        #expect(try outcomes(folder, out) == [.rejected])
    }

    /// What comes of a run into `out`, with the faces in `folder`. No profile, so that Cairo's environment stays as it is.
    private func outcomes(_ folder: TemporaryFolder, _ out: TemporaryFolder) throws -> [BatchResult.Outcome] {
        let resources = Resources(layouts: FormSets.layouts, fonts: folder.path)
        let batch = BatchRenderer(
            resources, options: BatchRenderer.Options(profile: nil), folder: out.path + "/out", workers: 1)
        let outcomes = Mutex<[BatchResult.Outcome]>([])
        let plan = BatchPlan(inputs: [Self.example], isDraft: false, formSets: FormSetCache(resources))
        _ = try batch.run(plan) { result in
            outcomes.withLock { $0.append(result.outcome) }
        }
        return outcomes.withLock { $0 }
    }
}
