import CScans
package import Diagnostics
import SourceTree

/// Why a scan, or a page of it, is not read.
package enum ScanError: Error, Sendable {
    /// The file cannot be opened.
    case unreadable(LocalizedText)
    /// It is none of the formats that are read.
    case unknownFormat
    /// It is not what its format asks for, or ends too soon.
    case damaged
    /// It states more pixels or pages than are read.
    case tooLarge
    /// It is of a kind that is not read.
    case unsupported
    /// It asks for a password.
    case locked
    /// There is not enough memory.
    case outOfMemory
    /// The machine lacks a library.
    case noLibrary(ScanLibrary)

    /// What a call of `CScans` says; `nil` where it went well.
    init?(_ status: AnnexScanStatus) {
        switch status {
        case ANNEX_SCAN_READ: return nil
        case ANNEX_SCAN_TOO_LARGE: self = .tooLarge
        case ANNEX_SCAN_UNSUPPORTED: self = .unsupported
        case ANNEX_SCAN_LOCKED: self = .locked
        case ANNEX_SCAN_NO_MEMORY: self = .outOfMemory
        default: self = .damaged
        }
    }

    /// The error as a fault of the file at `path`.
    /// - Parameter page: the page of it that is at fault, from 1; `nil` where all of it is.
    package func diagnostic(of path: String, page: Int? = nil) -> Diagnostic {
        let (id, message, hints) = words
        let place = page.map { LocalizedText("第 \($0) 页：", en: "page \($0): ") } ?? LocalizedText("", en: "")
        return Diagnostic(
            .error, id: id, LocalizedText(place.zh + message.zh, en: place.en + message.en),
            at: .whole(SourceFile(name: path, text: "")), hints: hints)
    }

    private var words: (id: String, message: LocalizedText, hints: [LocalizedText]) {
        switch self {
        case .unreadable(let reason): ("cannot-read", reason, [])
        case .unknownFormat:
            (
                "not-a-scan",
                LocalizedText("不是 PDF、TIFF、JPEG 或 PNG 文件", en: "not a PDF, TIFF, JPEG or PNG file"), []
            )
        case .damaged:
            (
                "damaged-scan", LocalizedText("扫描件损坏或不完整，读不出", en: "the scan is damaged or cut off"),
                [LocalizedText("重新扫描或重新拷贝这个文件", en: "scan or copy it again")]
            )
        case .tooLarge:
            (
                "scan-too-large",
                LocalizedText(
                    "扫描件太大：一幅图最多 \(ANNEX_SCAN_MAXIMUM_PIXELS / 1_000_000) 百万像素（PDF 中的 "
                        + "\(PDFImageSizes.maximumPixels / 1_000_000) 百万），一边最多 \(ANNEX_SCAN_MAXIMUM_SIDE)；一个文件最多 "
                        + "\(ANNEX_SCAN_MAXIMUM_PAGES) 页",
                    en: "the scan is too large: at most \(ANNEX_SCAN_MAXIMUM_PIXELS / 1_000_000) million pixels "
                        + "(\(PDFImageSizes.maximumPixels / 1_000_000) million in a PDF), \(ANNEX_SCAN_MAXIMUM_SIDE) a side, and "
                        + "\(ANNEX_SCAN_MAXIMUM_PAGES) pages a file are read"),
                [LocalizedText("用 200 或 300 dpi 重新扫描", en: "scan it at 200 or 300 dots an inch")]
            )
        case .unsupported:
            (
                "scan-kind", LocalizedText("不是扫描件常用的格式", en: "a kind of picture that scanners do not make"),
                [LocalizedText("扫描成黑白、灰度或彩色（RGB）", en: "scan in black and white, grey or RGB colour")]
            )
        case .locked:
            ("locked-scan", LocalizedText("PDF 有密码，打不开", en: "the PDF asks for a password"), [])
        case .outOfMemory: ("out-of-memory", LocalizedText("内存不足", en: "there is not enough memory"), [])
        case .noLibrary(let library):
            (
                "no-scan-library",
                LocalizedText(
                    "这台机器上没有 \(library.rawValue)，读不了扫描件",
                    en: "this machine has no \(library.rawValue), which reading scans needs"),
                [
                    LocalizedText(
                        "安装它：apt-get install \(library.package)", en: "install it: apt-get install \(library.package)")
                ]
            )
        }
    }
}
