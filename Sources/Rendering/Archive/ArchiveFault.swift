import Archive
package import Diagnostics
package import PDFFormat

extension PDFError {
    /// The name of the finding that a PDF cannot be read.
    package var id: String {
        switch self {
        case .encrypted: "encrypted-pdf"
        case .tooLarge: "pdf-too-large"
        default: "bad-pdf"
        }
    }

    /// Why a PDF cannot be read.
    package var message: LocalizedText {
        switch self {
        case .encrypted: LocalizedText("PDF 加了密，不能读", en: "the PDF is encrypted")
        case .tooLarge(let what):
            LocalizedText("PDF 或其中压缩的内容过大，不读：\(what.zh)", en: "the PDF or what it expands to is too large: \(what.en)")
        case .unfamiliar(let what):
            LocalizedText("PDF 已损坏，或写法反常，不读：\(what.zh)", en: "the PDF is damaged or oddly written: \(what.en)")
        case .unreadableStream: LocalizedText("不是完好的 PDF：有流读不出", en: "not a sound PDF: a stream cannot be read")
        case .qpdf(let words):
            LocalizedText("不是完好的 PDF；qpdf 的原话是“\(words)”", en: "not a sound PDF; qpdf says “\(words)”")
        case .noLibrary(let name): .noLibrary(name)
        }
    }

    /// What can be done about it.
    package var hints: [LocalizedText] {
        guard self == .encrypted else { return [] }
        return [
            LocalizedText(
                "本程序生成的文件不加密；先解除保护，例如 qpdf --decrypt",
                en: "outputs are not encrypted; lift the protection first, as with qpdf --decrypt")
        ]
    }
}

extension LocalizedText {
    /// The machine has no library to read PDFs with.
    static func noLibrary(_ name: String) -> LocalizedText {
        // Debian's packages are named so: libqpdf.so.29 is in libqpdf29.
        let package = name.replacing(".so.", with: "")
        return LocalizedText(
            "这台机器上没有 \(name)，不能读 PDF；安装它：apt-get install \(package)",
            en: "this machine has no \(name), so no PDF can be read; install it: apt-get install \(package)")
    }
}
