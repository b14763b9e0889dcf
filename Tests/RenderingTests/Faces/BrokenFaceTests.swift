import Diagnostics
import Rendering
import TestSupport
import Testing

/// A face whose file is none is told of with all else that is found.
@Suite struct BrokenFaceTests {
    private let folder: FaceFolder
    /// A renderer whose context reads faces as soon as it is there.
    private let renderer: Renderer

    init() throws {
        folder = try FaceFolder()
        try folder.breakFace()
        renderer = Renderer(RenderingContext(Resources(layouts: FormSets.layouts, fonts: folder.path)))
    }

    @Test func isToldWithWhatIsFoundInTheSubmission() throws {
        let found = try renderer.check(path: RealFiguresTests.path).map(\.id)
        #expect(found.contains("bad-font"))
        #expect(found.contains("overall-weights-total"))
    }

    @Test func keepsASubmissionFromBeingLaidOut() throws {
        #expect {
            _ = try renderer.layOut(path: Example.path)
        } throws: { error in
            guard case RenderError.rejected(let faults) = error else { return false }
            return faults.contains { $0.id == "bad-font" && $0.message.zh.contains(FaceFolder.breakable) }
        }
    }
}
