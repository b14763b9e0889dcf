import Archive
import Diagnostics
import Files
import Graphics
import Layout
import PDFFormat
import SourceTree

/// Gives back what an archival PDF holds, and proves that its pages show just that.
package struct ArchiveInspector {
    private let context: RenderingContext
    private let showsPersons: Bool

    /// Creates an inspector that renders with `context`.
    /// - Parameter showsPersons: whether findings may quote persons' names and numbers.
    package init(_ context: RenderingContext, showsPersons: Bool = false) {
        self.context = context
        self.showsPersons = showsPersons
    }

    /// The files inside the PDF at `path`, by name; images by the paths that the submission gives them.
    /// - Throws: ``RenderError`` where it cannot be read or holds none.
    package static func files(path: String) throws(RenderError) -> [(name: String, bytes: [UInt8])] {
        try files(in: try contents(path: path), name: path)
    }

    /// The files inside the PDF in `bytes`, which findings call `name`; images by the paths that the submission gives them.
    /// - Throws: ``RenderError`` where it cannot be read or holds none.
    package static func files(
        in bytes: [UInt8], name: String
    ) throws(RenderError) -> [(name: String, bytes: [UInt8])] {
        let pdf = try archived(bytes, name)
        guard !pdf.attachments.isEmpty else { throw .rejected([noData(name, pdf)]) }
        var paths: [String: String] = [:]
        let record = pdf.attachments[RenderRecord.recordName].flatMap(RenderRecord.init)
        for (index, path) in (record?.images ?? []).enumerated() { paths[RenderRecord.imageName(index)] = path }
        return pdf.attachments.sorted { $0.key < $1.key }.map { (paths[$0.key] ?? $0.key, $0.value) }
    }

    /// Renders the submission inside the PDF at `path` anew and compares the two files.
    /// - Parameter listed: the SHA-256 of the file that a manifest lists under its name, if one does.
    /// - Throws: ``RenderError`` where the file cannot be read, holds no submission, or that cannot be rendered.
    package func verify(path: String, listed: String?) throws(RenderError) -> ArchiveVerification {
        try verify(try Self.contents(path: path), name: path, listed: listed)
    }

    /// Renders the submission inside the PDF in `bytes`, which findings call `name`, anew and compares the two files.
    /// - Parameter listed: the SHA-256 of the file that a manifest lists under its name, if one does.
    /// - Throws: ``RenderError`` where the file cannot be read, holds no submission, or that cannot be rendered.
    package func verify(_ bytes: [UInt8], name: String, listed: String?) throws(RenderError) -> ArchiveVerification {
        try reproduce(bytes, name, listed: listed).verification
    }

    /// What the data inside a PDF give, and how the PDF compares with it.
    package struct Reproduction {
        package let laidOut: PagedSubmission
        package let record: RenderRecord
        package let verification: ArchiveVerification
    }

    /// Renders the submission inside the PDF at `path` anew and compares the two files.
    /// - Parameter listed: the SHA-256 of the file that a manifest lists under its name, if one does.
    /// - Throws: ``RenderError`` where the file cannot be read, holds no submission, or that cannot be rendered.
    package func reproduce(path: String, listed: String?) throws(RenderError) -> Reproduction {
        try reproduce(try Self.contents(path: path), path, listed: listed)
    }

    private func reproduce(
        _ bytes: [UInt8], _ path: String, listed: String?
    ) throws(RenderError) -> Reproduction {
        let found = try Self.archived(bytes, path)
        guard let submission = found.attachments[RenderRecord.submissionName],
            let recordBytes = found.attachments[RenderRecord.recordName], let record = RenderRecord(recordBytes)
        else { throw .rejected([Self.noData(path, found)]) }
        let made = try made(of: submission, recordBytes: recordBytes, record: record, found: found, path: path)
        let extent = ArchiveVerification.extent(expected: made.bytes, found: bytes, listed: listed)
        // The same bytes show the same, so that they need not be looked into.
        let compared =
            extent == .identical
            ? ArchivedPDF.Comparison()
            : try Self.sound(path) { () throws(PDFError) in try found.compared(with: ArchivedPDF(made.bytes)) }
        let violations = made.laidOut.findings.filter { $0.severity == .error && $0.waiver == nil }
        var differences: [ArchiveVerification.Difference] = []
        if let listed, !Self.isListed(bytes, as: listed, extent: extent) { differences.append(.manifest) }
        if submission != made.laidOut.data.bytes { differences.append(.submission) }
        if !made.record.isSame { differences.append(.record) }
        if !violations.isEmpty { differences.append(.rules) }
        differences += compared.differences.map(ArchiveVerification.Difference.archive)
        differences += compared.signatures.filter(\.isBroken).map(ArchiveVerification.Difference.signature)
        let verification = ArchiveVerification(
            version: record.version, formSet: record.formSet, pages: made.laidOut.document.pages.count,
            unchecked: made.record.unchecked, isListed: listed != nil, extent: extent, signatures: compared.signatures,
            differences: differences, violations: violations)
        return Reproduction(laidOut: made.laidOut, record: record, verification: verification)
    }

    /// Whether `bytes` are the file that was listed. What was added since, such as a signature, is not a part of that.
    private static func isListed(
        _ bytes: [UInt8], as listed: String, extent: ArchiveVerification.Extent
    ) -> Bool {
        let original = if case .extended(let count) = extent { bytes.dropLast(count) } else { bytes[...] }
        return listed == FileHash.sha256(of: original)
    }

    /// What this program makes of a submission and its record.
    private struct Made {
        let laidOut: PagedSubmission
        let record: RecordComparison
        let bytes: [UInt8]
    }

    /// Makes the file anew from the submission and the record inside.
    private func made(
        of submission: [UInt8], recordBytes: [UInt8], record: RenderRecord, found: ArchivedPDF, path: String
    ) throws(RenderError) -> Made {
        let source: SourceFile
        do throws(Rejection) {
            source = try SourceFile.decode(submission, name: "\(path)/\(RenderRecord.submissionName)")
        } catch {
            throw .rejected(error.diagnostics)
        }
        let renderer = Renderer(context, showsPersons: showsPersons, creationDate: record.creationDate)
        let images = record.images.indices.map { found.attachments[RenderRecord.imageName($0)] ?? [] }
        let named = Dictionary(zip(record.images.map(Spelling.init), images)) { first, _ in first }
        let laidOut = try renderer.layOutAgain(
            source, images: named, formSetHash: record.formSetHash, hasPageCodes: record.hasPageCodes)
        let own = renderer.record(of: laidOut, hasSignatureFields: record.hasSignatureFields)
        let compared = RecordComparison(record, in: recordBytes, with: own, findings: laidOut.recorded)
        let files = RenderRecord.files(
            submission: laidOut.data.bytes, images: laidOut.imagesInOrder, record: compared.expected)
        let options = RenderingOptions(profile: .a3a, hasSignatureFields: record.hasSignatureFields)
        let drawn = try renderer.drawn(laidOut, for: options.profile)
        let pdf = try renderer.finished(drawn, of: laidOut, holding: files, options)
        return Made(laidOut: laidOut, record: compared, bytes: pdf.bytes)
    }

    // MARK: Reading

    private static func contents(path: String) throws(RenderError) -> [UInt8] {
        do throws(RegularFile.Failure) {
            return try RegularFile.read(path, atMost: ArchivedPDF.maximumSize)
        } catch {
            let place = SourceSpan.whole(SourceFile(name: path, text: ""))
            throw .rejected([Diagnostic(.error, id: error.id, error.message, at: place)])
        }
    }

    private static func archived(_ bytes: [UInt8], _ path: String) throws(RenderError) -> ArchivedPDF {
        try sound(path) { () throws(PDFError) in try ArchivedPDF(bytes) }
    }

    private static func sound<Value>(
        _ path: String, _ body: () throws(PDFError) -> Value
    ) throws(RenderError) -> Value {
        do throws(PDFError) {
            return try body()
        } catch {
            if case .noLibrary(let name) = error { throw .failed(.noLibrary(name)) }
            throw .rejected([
                Diagnostic(
                    .error, id: error.id, error.message, at: .whole(SourceFile(name: path, text: "")),
                    hints: error.hints)
            ])
        }
    }

    private static func noData(_ path: String, _ pdf: ArchivedPDF) -> Diagnostic {
        let isDraft = pdf.title.hasSuffix(Renderer.draftMark)
        return Diagnostic(
            .error, id: "no-data-inside",
            LocalizedText("PDF 中没有本程序存入的原始数据", en: "the PDF holds no data of this program"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [
                isDraft
                    ? LocalizedText("这是草稿：草稿不存数据，要传阅请单独打印", en: "this is a draft, which holds none; print it by itself")
                    : LocalizedText(
                        "只有用 --archive 3a（默认）生成的文件才有", en: "only files made with --archive 3a (the default) do")
            ])
    }
}
