package import Graphics
import Layout

/// Renders a submission as ``Renderer/render(_:_:)`` does, byte for byte, on two cores: each page is drawn while later ones
/// are laid out, and fonts are put together while the marks of pages are.
///
/// It is worth a core where there are more of them than submissions: a clerk waits for one PDF. In a batch every core has a
/// submission of its own, and drawing beside layout would only take turns with it.
package struct RenderingOnTwoCores {
    private let renderer: Renderer

    /// Creates a rendering by the stages of `renderer`.
    package init(_ renderer: Renderer) {
        self.renderer = renderer
    }

    /// The PDF of a submission that was checked, and the pages that it shows.
    /// - Throws: ``RenderError`` with every fault of the stage that found one.
    package func render(
        _ checked: CheckedSubmission, _ options: RenderingOptions
    ) throws(RenderError) -> (pages: PagedSubmission, pdf: FinishedPDF) {
        let composed = try renderer.composed(checked, as: options.isDraft ? .draft : .final)
        var paging = try renderer.paging(composed, hasPageCodes: options.hasPageCodes)
        let drawing = PDFDrawing(
            paging.metadata, library: paging.faces.fonts, for: PDFPurpose(finishing: options.profile))
        let paged: PagedSubmission
        do throws(RenderError) {
            while let pages = paging.layouter.next() { pages.forEach(drawing.draw) }
            paged = try renderer.paged(&paging)
        } catch {
            drawing.abandon()
            throw error
        }
        let drawn = try Renderer.drawing { () throws(CairoError) in try drawing.finish(paged.document.sections) }
        return (paged, try renderer.finished(drawn, of: paged, options, fonts: .ahead))
    }
}
