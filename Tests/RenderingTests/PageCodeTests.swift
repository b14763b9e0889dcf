import Diagnostics
import Foundation
import Layout
import Rendering
import TestSupport
import Testing

/// What pages say of themselves in the form sets of the project.
@Suite struct PageCodeTests {
    private static let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)

    private func laidOut(_ name: String, isDraft: Bool = false, hasPageCodes: Bool = true) throws -> PagedSubmission {
        try Renderer(RenderingContext(Self.resources)).layOut(
            path: "\(FormSets.layouts)/\(name)/example/submission.yaml", isDraft: isDraft, hasPageCodes: hasPageCodes)
    }

    /// The lines of a page's dump that are there because of codes.
    private func added(_ marked: PagedDocument, _ plain: PagedDocument) -> String {
        let lines = [marked, plain].map { PageDump.text($0).split(separator: "\n").map(String.init) }
        let difference = lines[0].difference(from: lines[1])
        #expect(difference.removals.isEmpty, "codes move nothing")
        let numbered = lines[0].enumerated().filter { $0.element.hasPrefix("page ") }.map { ($0.offset, $0.element) }
        var text = ""
        for case .insert(let offset, let element, _) in difference {
            if let head = numbered.last(where: { $0.0 < offset }), !text.contains(head.1 + "\n") {
                text += head.1 + "\n"
            }
            text += element + "\n"
        }
        return text
    }

    @Test(arguments: FormSets.forOffices)
    func areAsRecorded(_ name: String) throws {
        let text = added(try laidOut(name).document, try laidOut(name, hasPageCodes: false).document)
        let golden = Fixtures.folder("Golden") + "/\(name).codes.txt"
        #expect(Golden.matches(text, golden), "compare with \(golden).actual")
    }

    @Test func sayThatADraftIsOne() throws {
        let pages = try laidOut("hunan-2023", isDraft: true).document.pages
        for page in pages where !page.layers.isEmpty {
            let mark = try #require(page.code.flatMap { PageMark($0.text) })
            #expect(mark.isDraft && mark.place.page == page.number && mark.place.pages == pages.count)
        }
        #expect(pages.contains { $0.layers.isEmpty && $0.code == nil }, "the back of the sheet of findings is blank")
    }

    @Test func areRefusedWhereTheFormSetHasNoPlaceForThem() throws {
        let folder = try FormSets.copy { path in
            for file in Fixtures.files(in: path, suffix: ".yaml") {
                let lines = Fixtures.text(file).split(separator: "\n", omittingEmptySubsequences: false)
                let kept = lines.filter { !$0.hasPrefix("  code:") }.joined(separator: "\n")
                try Data(kept.utf8).write(to: URL(fileURLWithPath: file))
            }
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
        let renderer = Renderer(RenderingContext(resources))
        #expect(throws: Never.self) { try renderer.layOut(path: Example.path) }
        let error = #expect(throws: RenderError.self) { try renderer.layOut(path: Example.path, hasPageCodes: true) }
        guard case .rejected(let findings) = error else {
            Issue.record("not rejected")
            return
        }
        #expect(findings.contains { $0.id == "no-page-code" && $0.severity == .error })
    }

    @Test func areVerifiedAndPrinted() throws {
        let folder = try TemporaryFolder()
        let out = folder.path + "/out"
        #expect(try Program.annex.run(["render", Example.path, "-o", out, "--page-codes"]).code == 0)
        let pdf = try #require(folder.onlyFile(in: "out"))
        let verified = try Program.annex.run(["verify", pdf])
        #expect(verified.code == 0 && verified.output.contains("文件逐字节相同"), "\(verified.errors)")
        let job = folder.path + "/job.pdf"
        #expect(try Program.annex.run(["print", out, "-o", job, "--separators", "--blank-note"]).code == 0)
        let draw = try #require(Program.tool("pdftoppm"))
        #expect(try draw.run(["-gray", "-r", "200", job, folder.path + "/page"]).code == 0)
        let images = folder.files(in: ".").filter { $0.hasPrefix("page-") }.map { "\(folder.path)/\($0)" }
        #expect(images.count > 24)
        let marks = try Scans.codes(in: images).map { try #require(PageMark($0)) }
        #expect(marks.map(\.place.page) == Array(1...23), "separators and blank pages have no codes")
    }

    @Test func areDrawnInImages() throws {
        let folder = try TemporaryFolder()
        let small = Fixtures.project + "/layouts/national-project/example/submission.yaml"
        let arguments = ["render", small, "-o", folder.path + "/out", "--page-codes", "--format", "png"]
        #expect(try Program.annex.run(arguments).code == 0)
        let images = folder.outputs(in: "out").map { "\(folder.path)/out/\($0)" }
        #expect(try Scans.codes(in: images).compactMap { PageMark($0)?.place.page } == [1, 2])
    }
}
