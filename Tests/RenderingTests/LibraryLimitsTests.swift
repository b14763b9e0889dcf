import Archive
import Diagnostics
import Foundation
import Graphics
import Layout
import Rendering
import TestSupport
import Testing

/// What programs that use the library give is checked like what people give.
@Suite struct LibraryLimitsTests {
    private let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)

    @Test(arguments: ["2024-02-29T00:00:00Z", "1999-12-31T23:59:59Z"]) func takesDates(_ text: String) {
        #expect(CreationDate(text)?.text == text)
    }

    @Test(arguments: [
        "", "gestern", "2024", "2024-06-02", "2024-06-02T00:00:00", "2024-06-02T00:00:00+08:00", "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z", "2024-06-31T00:00:00Z", "2024-06-02T24:00:00Z", "2024-06-02T00:60:00Z",
        "2024-06-02T00:00:00z", " 2024-06-02T00:00:00Z", "２024-06-02T00:00:00Z", "2024-06-02T00:00:00Z\n",
    ])
    func refusesWhatIsNoDate(_ text: String) {
        #expect(CreationDate(text) == nil)
    }

    @Test func readsSecondsSince1970() {
        #expect(CreationDate(epoch: "0")?.text == "1970-01-01T00:00:00Z")
        #expect(CreationDate(epoch: "253402300799")?.text == "9999-12-31T23:59:59Z")
        for text in ["", "-1", "+5", "1.5", "1e9", "0x10", "253402300800", "99999999999999999999", "１", "5 "] {
            #expect(CreationDate(epoch: text) == nil, "\(text)")
        }
    }

    @Test(arguments: [Int.min, -1, 0, 23, 1201, Int.max]) func refusesAbsurdResolutions(_ resolution: Int) throws {
        let renderer = Renderer(RenderingContext(resources))
        let laidOut = try renderer.layOut(path: resources.layouts + "/national-project/example/submission.yaml")
        let page = try #require(laidOut.document.pages.first)
        #expect(throws: RenderError.self) { try renderer.png(page, of: laidOut, resolution: resolution) }
    }
}
