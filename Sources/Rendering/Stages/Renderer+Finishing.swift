import Diagnostics
import Graphics
package import Layout
import Logging

extension Renderer {
    /// The pages as Cairo draws them, to be finished for `profile`.
    func drawn(_ paged: PagedSubmission, for profile: ArchiveProfile?) throws(RenderError) -> DrawnPDF {
        try Self.drawing { () throws(CairoError) in
            try PDFCanvas.draw(
                paged.document, metadata: paged.metadata, library: { _ in paged.faces.fonts },
                for: PDFPurpose(finishing: profile))
        }
    }

    /// The PDF that is kept, with the data that it was made from inside, where its profile holds any.
    func finished(
        _ drawn: DrawnPDF, of paged: PagedSubmission, _ options: RenderingOptions, fonts: PDFFinisher.FontWork = .inTurn
    ) throws(RenderError) -> FinishedPDF {
        let record = record(of: paged, hasSignatureFields: options.hasSignatureFields)
        let files = record.files(
            submission: paged.data.bytes, images: paged.imagesInOrder, findings: paged.recorded)
        // A draft is not kept, and values that could not be read are not among its data.
        return try finished(drawn, of: paged, holding: paged.isDraft ? [] : files, options, fonts: fonts)
    }

    /// The PDF that is kept, with `files` inside, where its profile holds any; as it was drawn where there is no profile.
    func finished(
        _ drawn: DrawnPDF, of paged: PagedSubmission, holding files: [AttachedFile], _ options: RenderingOptions,
        fonts: PDFFinisher.FontWork = .inTurn
    ) throws(RenderError) -> FinishedPDF {
        logger.debug("drawn", metadata: ["bytes": "\(drawn.bytes.count)"])
        guard let profile = options.profile else { return FinishedPDF(drawn.bytes) }
        let content = PDFFinisher.Content(
            document: paged.document, metadata: paged.metadata, attachments: files,
            hasSignatureFields: options.hasSignatureFields)
        do throws(FinishingError) {
            let finished = try PDFFinisher.finish(drawn, with: content, as: profile, fonts: fonts)
            logger.debug("finished", metadata: ["bytes": "\(finished.bytes.count)"])
            return finished
        } catch {
            let reason = error.message
            throw .failed(LocalizedText("归档处理失败：\(reason.zh)", en: "finishing failed: \(reason.en)"))
        }
    }

    /// What the PDF of laid-out pages states of how it was made.
    func record(of paged: PagedSubmission, hasSignatureFields: Bool) -> RenderRecord {
        RenderRecord(
            version: Self.version, formSet: paged.formSet, formSetHash: paged.formSetHash,
            submissionHash: paged.submissionHash, created: paged.metadata.creationDate,
            hasSignatureFields: hasSignatureFields, hasPageCodes: paged.hasPageCodes,
            images: paged.images.keys.sorted().map(\.text), ruleHashes: paged.ruleHashes)
    }

    /// The PNG of one laid-out page.
    /// - Parameters:
    ///   - resolution: in dots per inch, within ``resolutions``.
    ///   - isUpright: whether a landscape page is shown as it is read, and not as its paper lies.
    /// - Throws: ``RenderError/failed(_:)`` where drawing fails, or there are no images of that resolution.
    package func png(
        _ page: Page, of paged: PagedSubmission, resolution: Int, isUpright: Bool = false
    ) throws(RenderError) -> [UInt8] {
        guard Self.resolutions.contains(resolution) else {
            throw .failed(.outOfRange("分辨率", "the resolution", Self.resolutions))
        }
        return try Self.drawing { () throws(CairoError) in
            try PNGCanvas.draw(page, resolution: resolution, isUpright: isUpright, library: paged.faces.fonts)
        }
    }

    /// The resolutions that images may have, in dots per inch.
    package static let resolutions = PNGCanvas.resolutions
}

extension PagedSubmission {
    /// The images that the submission names, by the order of their paths.
    var imagesInOrder: [[UInt8]] { images.sorted { $0.key < $1.key }.map(\.value) }
}

extension PDFPurpose {
    /// To be finished for `profile`, or to be used as it is drawn.
    init(finishing profile: ArchiveProfile?) {
        self = profile.map { .finishing(isMarked: $0.isTagged) } ?? .use
    }
}
