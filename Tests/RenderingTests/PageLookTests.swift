import Diagnostics
import Foundation
import Layout
import Rendering
import TestSupport
import Testing

/// What is signed looks cared for: measured on the examples and on a made-up county.
@Suite struct PageLookTests {
    private let renderer = Renderer(
        Workshop(Resources(layouts: FormSets.layouts, fonts: Fixtures.project + "/fonts")))

    /// The pages of forms that are tables: all but those of the narrative, whose tables are its own.
    private func tablePages(_ document: PagedDocument) -> [Page] {
        let narrative = document.sections.first.flatMap { $0.title.hasPrefix("附件1") ? $0 : nil }
        let first = narrative == nil ? 1 : document.sections.dropFirst().first?.page ?? 1
        return document.pages.filter { $0.number >= first }
    }

    private func expectCare(on pages: [Page], of name: String) {
        for page in pages {
            for look in page.layers.map(PageLook.init) {
                if let least = look.leastDistanceToRule {
                    #expect(
                        least.distance >= .mm(0.8),
                        "\(name) page \(page.number): \(least.distance.millimetres) mm at \(least.text)")
                }
                if let height = look.leastRowHeight {
                    #expect(height >= .mm(5.99), "\(name) page \(page.number): a row of \(height.millimetres) mm")
                }
            }
        }
    }

    /// No line is opened by more than a quarter em; what cannot be set so keeps its own length, so there are no exceptions.
    private func expectEvenLines(on document: PagedDocument, of name: String) {
        for page in document.pages {
            for gap in page.layers.compactMap({ PageLook.widestGap($0.runs) }) {
                #expect(gap.em < 0.251, "\(name) page \(page.number): \(gap.em) em in \(gap.text)")
            }
        }
    }

    @Test(arguments: FormSets.names)
    func rowsAreHighTextKeepsOffTheRulesAndLinesAreEven(_ name: String) throws {
        let example = try renderer.layOut(path: "\(FormSets.layouts)/\(name)/example/submission.yaml")
        expectCare(on: tablePages(example.document), of: name)
        expectEvenLines(on: example.document, of: name)
    }

    @Test func theSameHoldsForAMadeUpCounty() throws {
        let folder = try TemporaryFolder()
        let county = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Benchmarks/county/county.py"])
        #expect(try county.run(["--count", "40", "--seed", "7", "--output", folder.path]).code == 0)
        let files = Fixtures.files(in: folder.path, suffix: ".yaml")
        #expect(files.count == 40)
        var sealNotes = 0
        for path in files {
            let laidOut = try renderer.layOut(path: path)
            expectCare(on: tablePages(laidOut.document), of: path)
            expectEvenLines(on: laidOut.document, of: path)
            sealNotes += laidOut.diagnostics.count { $0.id == "seal-cut" }
        }
        #expect(sealNotes == 0)
    }
}
