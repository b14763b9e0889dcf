import Rendering
import Synchronization
import TestSupport
import Testing

@testable import Batch

/// A face that breaks between two runs into one folder.
@Suite struct BrokenFaceTests {
    @Test func isNoticedWhereNothingElseHasChanged() throws {
        let (faces, out) = (try FaceFolder(), try TemporaryFolder())
        #expect(try outcomes(faces, out) == [.rendered(isFirst: true)])
        #expect(try outcomes(faces, out) == [.unchanged])
        try faces.breakFace()
        #expect(try outcomes(faces, out) == [.rejected])
    }

    /// What comes of a run into `out`, with the faces in `folder`. No profile, so that Cairo's environment stays as it is.
    private func outcomes(_ folder: FaceFolder, _ out: TemporaryFolder) throws -> [BatchResult.Outcome] {
        let resources = Resources(layouts: FormSets.layouts, fonts: folder.path)
        let batch = BatchRenderer(
            resources, options: BatchRenderer.Options(profile: nil), folder: out.path + "/out", workers: 1)
        let outcomes = Mutex<[BatchResult.Outcome]>([])
        let plan = BatchPlan(inputs: [Example.path], isDraft: false, formSets: FormSetCache(resources))
        _ = try batch.run(plan) { result in
            outcomes.withLock { $0.append(result.outcome) }
        }
        return outcomes.withLock { $0 }
    }
}
