import Diagnostics
import Layout

/// Says what reaches out of its place on a page, and which keys of the form set put it there.
struct OffPageText {
    private let offPage: OffPage
    private let section: String

    /// - Parameter section: what the form is called.
    init(_ offPage: OffPage, section: String) {
        self.offPage = offPage
        self.section = section
    }

    /// The finding, at the place in the form set that states the part.
    func diagnostic(at span: SourceSpan?) -> Diagnostic {
        let (what, bounds, edge) = (name, bounds, edge)
        let excess = offPage.excess.tenths
        return Diagnostic(
            .error, id: "off-page",
            LocalizedText(
                "\(section)：第 \(offPage.page) 页的\(what.zh)超出\(bounds.zh)的\(edge.zh) \(excess) 毫米",
                en: "\(section): on page \(offPage.page) \(what.en) reaches \(excess) mm beyond the \(edge.en) edge of "
                    + "the \(bounds.en)"),
            at: span, hints: [LocalizedText("检查 \(keys)", en: "see \(keys)")])
    }

    /// That the running footer lies over `part`.
    static func footerOver(_ part: OffPage.Part, section: String, at span: SourceSpan?) -> Diagnostic {
        let other = name(of: part)
        return Diagnostic(
            .error, id: "footer-over",
            LocalizedText("\(section)：页脚压住\(other.zh)", en: "\(section): the running footer lies over \(other.en)"),
            at: span,
            hints: [
                LocalizedText(
                    "检查 footer.distance、page.number、page.code", en: "see footer.distance, page.number, page.code")
            ])
    }

    private var name: LocalizedText { Self.name(of: offPage.part) }

    private static func name(of part: OffPage.Part) -> LocalizedText {
        switch part {
        case .body: LocalizedText("内容", en: "what it holds")
        case .stamp: LocalizedText("小表", en: "the stamp")
        case .header: LocalizedText("页眉", en: "the running header")
        case .footer: LocalizedText("页脚", en: "the running footer")
        case .number: LocalizedText("页码", en: "the page number")
        case .code: LocalizedText("识别码", en: "the page code")
        case .watermark: LocalizedText("水印", en: "the watermark")
        }
    }

    /// The keys that decide where the part stands.
    private var keys: String {
        switch offPage.part {
        case .body: "indent, firstIndent, columns, page.margins"
        case .stamp: "stamp.top, stamp.table.columns"
        case .header: "header.distance, page.margins"
        case .footer: "footer.distance, page.margins"
        case .number: "page.number.distance, page.number.indent, page.margins"
        case .code: "page.code.distance, page.code.lines, page.margins"
        case .watermark: "draft.watermark, draft.style"
        }
    }

    private var bounds: LocalizedText {
        offPage.leavesPaper ? LocalizedText("纸", en: "paper") : LocalizedText("版心", en: "type area")
    }

    private var edge: LocalizedText {
        switch offPage.edge {
        case .top: LocalizedText("上边", en: "upper")
        case .right: LocalizedText("右边", en: "right")
        case .bottom: LocalizedText("下边", en: "lower")
        case .left: LocalizedText("左边", en: "left")
        }
    }
}

extension Length {
    /// The length in millimetres, to a tenth, at least one.
    var tenths: String {
        let tenths = max(1, Int((millimetres * 10).rounded()))
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
