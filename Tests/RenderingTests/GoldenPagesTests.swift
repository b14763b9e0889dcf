import Foundation
import Rendering
import TestSupport
import Testing

@testable import Layout

/// The pages of each form set's example, as text.
@Suite struct GoldenPagesTests {
    private static let layouts = Fixtures.project + "/layouts"
    @Test func everyFormSetHasAnExample() {
        #expect(!FormSets.names.isEmpty)
        for name in FormSets.names {
            #expect(
                FileManager.default.fileExists(atPath: "\(Self.layouts)/\(name)/example/submission.yaml"), "\(name)")
        }
    }

    @Test(arguments: FormSets.names)
    func pagesAreAsRecorded(_ name: String) throws {
        let resources = Resources(layouts: Self.layouts, fonts: FormSets.fonts)
        let renderer = Renderer(RenderingContext(resources))
        let laidOut = try renderer.layOut(path: "\(Self.layouts)/\(name)/example/submission.yaml")
        for (kind, text) in [("pages", PageDump.text(laidOut.document)), ("tags", TagDump.text(laidOut.document))] {
            let golden = Fixtures.folder("Golden") + "/\(name).\(kind).txt"
            #expect(Golden.matches(text, golden), "compare with \(golden).actual")
        }
    }
}
