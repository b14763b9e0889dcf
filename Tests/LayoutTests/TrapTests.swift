import Layout
import TestSupport
import Testing

/// The traps that other typesetters' users report, each with its pages as recorded.
@Suite struct TrapTests {
    @Test(arguments: Trap.all) func avoids(_ trap: Trap) {
        let path = Fixtures.folder("Traps") + "/\(trap.name).pages"
        #expect(Golden.matches("# \(trap.about)\n\(pages(of: trap))", path), "compare with \(path).actual")
    }

    @Test func everyRecordHasItsTrap() {
        let names = Trap.all.map { "\($0.name).pages" }
        let files = Fixtures.files(in: Fixtures.folder("Traps"), suffix: ".pages").map { $0.split(separator: "/").last }
        #expect(Set(files) == Set(names.map { $0[...] }))
    }

    private func pages(of trap: Trap) -> String {
        do throws(LayoutFailure) {
            let context = LayoutContext(shaper: FixedAdvanceShaper(missing: trap.missing))
            let document = try PageLayouter.layout(trap.sections, context: context)
            return PageDump.text(document) + (trap.showsGlyphs ? glyphs(of: document) : "")
        } catch {
            return error.faults.map { fault in
                guard case .missingCharacter(let missing) = fault else { return "fault \(fault)\n" }
                return "no face of the role \(missing.role.name) has \(missing.scalar)\n"
            }.joined()
        }
    }

    /// Where each glyph stands, in points from the left edge of the type area.
    private func glyphs(of document: PagedDocument) -> String {
        document.pages.flatMap(\.runs).map { run in
            let places = zip(run.text, run.glyphs).map { character, glyph in
                "\(character)\((run.origin.x + glyph.offset.x).points - 10)"
            }
            return "  glyphs \(places.joined(separator: " "))\n"
        }.joined()
    }
}
