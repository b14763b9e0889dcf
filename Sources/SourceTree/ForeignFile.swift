package import Diagnostics

/// What a file is that holds no submission, told by how it begins and, where that does not tell, by how it is called.
package enum ForeignFile: Sendable, Hashable {
    /// A photograph or scan, with the name of its format.
    case picture(String)
    /// A PDF.
    case pdf
    /// A page-description file of the Chinese standard GB/T 33190.
    case ofd
    /// Files packed into one, with the name of the format.
    case archive(String)
    /// A presentation.
    case slides
    /// A table as plain text.
    case separatedValues

    /// What `bytes` begin like; `nil` where they may be anything.
    package init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(4_096))
        for (kind, signature, offset) in Self.signatures where head.dropFirst(offset).starts(with: signature) {
            self = kind
            return
        }
        guard head.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
        // Among the first parts of a zip file are some that tell what it is.
        let names = String(decoding: head, as: UTF8.self)
        if names.contains("OFD.xml") {
            self = .ofd
        } else if names.contains("ppt/") {
            self = .slides
        } else if names.contains("xl/") || names.contains("word/") || names.contains("[Content_Types].xml") {
            return nil
        } else {
            self = .archive("ZIP")
        }
    }

    /// What a file called `name` is by its ending; `nil` where that may be anything.
    package init?(called name: String) {
        guard let ending = name.lowercased().split(separator: ".").last, ending.count < name.count else { return nil }
        switch ending {
        case "jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "webp", "heic": self = .picture(ending.uppercased())
        case "zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz": self = .archive(ending.uppercased())
        case "pdf": self = .pdf
        case "ofd": self = .ofd
        case "ppt", "pptx", "dps": self = .slides
        case "csv", "tsv": self = .separatedValues
        default: return nil
        }
    }

    private static let signatures: [(kind: ForeignFile, signature: [UInt8], offset: Int)] = [
        (.picture("PNG"), [0x89, 0x50, 0x4E, 0x47], 0), (.picture("JPEG"), [0xFF, 0xD8, 0xFF], 0),
        (.picture("GIF"), Array("GIF8".utf8), 0), (.picture("TIFF"), [0x49, 0x49, 0x2A, 0x00], 0),
        (.picture("TIFF"), [0x4D, 0x4D, 0x00, 0x2A], 0), (.picture("WEBP"), Array("WEBP".utf8), 8),
        (.picture("HEIC"), Array("ftyphei".utf8), 4), (.picture("HEIC"), Array("ftypmif1".utf8), 4),
        (.pdf, Array("%PDF".utf8), 0), (.archive("RAR"), Array("Rar!\u{1A}\u{07}".utf8), 0),
        (.archive("7Z"), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0), (.archive("GZIP"), [0x1F, 0x8B, 0x08], 0),
        (.archive("XZ"), [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0), (.archive("BZIP2"), Array("BZh".utf8), 0),
    ]

    /// What it is called.
    package var title: LocalizedText {
        switch self {
        case .picture(let format): LocalizedText("图片（\(format)）", en: "a picture (\(format))")
        case .pdf: LocalizedText("PDF", en: "a PDF")
        case .ofd: LocalizedText("版式文件（OFD）", en: "an OFD file")
        case .archive(let format): LocalizedText("压缩包（\(format)）", en: "an archive (\(format))")
        case .slides: LocalizedText("幻灯片", en: "slides")
        case .separatedValues: LocalizedText("文本表格（CSV）", en: "a table as plain text (CSV)")
        }
    }

    /// What the office may do instead.
    package var advice: LocalizedText {
        switch self {
        case .picture, .ofd, .slides:
            LocalizedText(
                "里面的数读不出来，请交原来的 Excel、WPS 或 Word 文件", en: "hand in the workbook or Word file that it was made of")
        case .pdf:
            LocalizedText(
                "请交原来的 Excel、WPS 或 Word 文件；本程序生成的 PDF，取出材料用 annex extract，核对用 annex verify",
                en:
                    "hand in the workbook or Word file; of a PDF of this program, annex extract gives the submission, annex verify proves it"
            )
        case .archive: LocalizedText("先解压，再交里面的文件", en: "unpack it and hand in the files that are inside")
        case .separatedValues:
            LocalizedText("用 Excel 或 WPS 打开，填进表样，存成 .xlsx", en: "open it in Excel or WPS and save the form as .xlsx")
        }
    }
}
