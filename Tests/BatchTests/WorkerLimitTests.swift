import Rendering
import TestSupport
import Testing

@testable import Batch

/// Numbers of workers that programs which use the library give.
@Suite struct WorkerLimitTests {
    private let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)

    @Test(arguments: [Int.min, -1, 0, 257, Int.max]) func refusesAbsurdNumbersOfWorkers(_ workers: Int) throws {
        let folder = try TemporaryFolder()
        let input = resources.layouts + "/national-project/example/submission.yaml"
        let plan = BatchPlan(
            inputs: [input, input + "x"], isDraft: false, workers: workers, formSets: FormSetCache(resources))
        #expect(plan.jobs.count == 2)
        let batch = BatchRenderer(
            resources, options: BatchRenderer.Options(), folder: folder.path + "/out", workers: workers)
        #expect(throws: RenderError.self) { try batch.run(plan) { _ in } }
        #expect(folder.files(in: "out").isEmpty)
    }
}
