import Diagnostics
import Evaluation
import Layout
import SourceTree

#if canImport(Glibc)
    import Glibc
#endif

/// Reads the images that a submission names: PNG files in or below its own folder, each of them once.
struct SubmissionImages {
    /// What is wrong with the images, each fault told once.
    private(set) var findings: [Diagnostic] = []
    private let submission: AuditedSubmission
    private var known: [Spelling: Result<RasterImage, Fault>] = [:]
    private var told = Set<Spelling>()
    private let given: [Spelling: [UInt8]]?

    /// The largest file that is read, in bytes.
    private static let largestSize = 4 << 20

    /// Why an image is not used.
    private struct Fault: Error {
        let id: String
        let message: LocalizedText
        let hint: LocalizedText
    }

    /// - Parameter given: the bytes of images by their paths; then nothing is read from files.
    init(_ submission: AuditedSubmission, given: [Spelling: [UInt8]]? = nil) {
        self.submission = submission
        self.given = given
    }

    /// The images that were read, by their paths in the submission.
    var read: [Spelling: [UInt8]] {
        known.compactMapValues { try? $0.get().png }
    }

    /// The image at `path`, seen from the submission's folder; `nil` with a finding where it cannot be used.
    /// - Parameters:
    ///   - field: the submission's field that names it, if one does.
    ///   - span: the place in the layout that asks for it.
    mutating func image(_ path: String, namedBy field: FieldID?, in span: SourceSpan) -> RasterImage? {
        let result = known[Spelling(path)] ?? Result { () throws(Fault) in try read(path) }
        known[Spelling(path)] = result
        switch result {
        case .success(let image): return image
        case .failure(let fault):
            let place = field.flatMap { submission.places(of: [$0])[$0] }
            // A filing that several forms inherit is one text of the submission.
            guard told.insert(Spelling(place?.path.description ?? path)).inserted else { return nil }
            let lead = place.map { $0.title + "：" } ?? ""
            findings.append(
                Diagnostic(
                    .error, id: fault.id,
                    LocalizedText("\(lead)“\(path)”\(fault.message.zh)", en: "“\(path)”: \(fault.message.en)"),
                    at: place?.span ?? span, field: place?.path.description, hints: [fault.hint]))
            return nil
        }
    }

    private static let placeHint = LocalizedText(
        "图片与材料放在同一文件夹或其下级，从该文件夹写起，如 sign.png",
        en: "put the image into the submission's folder or below, and write its path from there, such as sign.png")
    private static let kindHint = LocalizedText(
        "用 PNG 图片，不超过 \(largestSize >> 20) MiB、\(RasterImage.mostPixels / 10_000) 万像素；签名按 300 dpi 扫描即可",
        en: "use a PNG of at most \(largestSize >> 20) MiB and \(RasterImage.mostPixels / 1_000_000) megapixels; "
            + "300 dpi are enough for a signature")

    private func read(_ path: String) throws(Fault) -> RasterImage {
        if let given { return try decode(given[Spelling(path)] ?? []) }
        let file = try locate(path)
        let bytes: [UInt8]
        do throws(RegularFile.Failure) {
            bytes = try RegularFile.read(file, atMost: Self.largestSize)
        } catch {
            throw Fault(
                id: error.id, message: error.message, hint: error.id == "too-large" ? Self.kindHint : Self.placeHint)
        }
        return try decode(bytes)
    }

    /// The file that `path` names, which must lie below the submission's folder once every link is followed.
    private func locate(_ path: String) throws(Fault) -> String {
        let name = submission.file.name
        let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? "./"
        let outside = Fault(
            id: "image-outside", message: LocalizedText("不在材料所在的文件夹中", en: "not below the submission's folder"),
            hint: Self.placeHint)
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { throw outside }
        guard let root = Self.resolved(folder), let file = Self.resolved(folder + path) else {
            throw Fault(
                id: "cannot-read", message: LocalizedText("找不到文件", en: "no such file"), hint: Self.placeHint)
        }
        guard file.hasPrefix(root == "/" ? root : root + "/") else { throw outside }
        return file
    }

    /// The path without links; `nil` where there is nothing.
    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private func decode(_ bytes: [UInt8]) throws(Fault) -> RasterImage {
        do throws(RasterImage.Fault) {
            return try RasterImage(png: bytes)
        } catch {
            let message =
                switch error {
                case .notPNG: LocalizedText("不是 PNG 图片", en: "not a PNG image")
                case .tooManyPixels(let width, let height):
                    LocalizedText("有 \(width)×\(height) 像素，太大", en: "\(width) × \(height) pixels are too many")
                }
            throw Fault(id: "bad-image", message: message, hint: Self.kindHint)
        }
    }
}
