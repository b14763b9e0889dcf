import Rendering
import TestSupport
import Testing

@testable import PrintJobs

/// Numbers of copies that programs which use the library give.
@Suite struct CopyLimitTests {
    private let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)

    @Test(arguments: [Int.min, -1, 0, 1000, Int.max]) func refusesAbsurdNumbersOfCopies(_ copies: Int) {
        var options = PrintJobRenderer.Options()
        options.copies = copies
        #expect(throws: RenderError.self) {
            try PrintJobRenderer(RenderingContext(resources), options: options).render([])
        }
    }
}
