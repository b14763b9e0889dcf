import Diagnostics

/// The rows of a county's table: for each submission a `tbody` with its figures and, below, what was found and its pages.
struct CountyRows {
    private let words: CountyWords
    private let pictures: ThumbnailFolder?

    /// The findings of a submission that are seen at once, and the most that are shown at all.
    private static let (shown, maximum) = (4, 200)

    init(_ words: CountyWords, pictures: ThumbnailFolder?) {
        self.words = words
        self.pictures = pictures
    }

    /// The id of the row at `index`, counted from 0.
    static func id(_ index: Int) -> String { "d\(index + 1)" }

    // MARK: Head

    private var columns: [ReportLook.Column] {
        [
            ReportLook.Column(key: "number", title: words.say("序号", "no."), look: "wide"),
            ReportLook.Column(key: "office", title: words.say("单位", "department"), look: "name", isText: true),
            ReportLook.Column(key: "state", title: words.say("状态", "state"), look: "state"),
            ReportLook.Column(key: "pages", title: words.say("页", "pages"), beginsHigh: true),
            ReportLook.Column(key: "sheets", title: words.say("张", "sheets"), look: "wide", beginsHigh: true),
            ReportLook.Column(key: "errors", title: words.say("错误", "errors"), beginsHigh: true),
            ReportLook.Column(key: "warnings", title: words.say("警告", "warnings"), beginsHigh: true),
            ReportLook.Column(key: "waived", title: words.say("豁免", "waived"), look: "wide", beginsHigh: true),
            ReportLook.Column(key: "score", title: words.say("总分", "score")),
            ReportLook.Column(key: "rate", title: words.say("执行率", "rate")),
        ]
    }

    /// The head of the table.
    var head: String { ReportLook(words).tableHead(columns) }

    // MARK: Body

    /// What the table says of the submission at `index`, counted from 0.
    func body(_ row: County.Row, _ details: County.Details, index: Int) -> String {
        let kinds = row.state.rawValue + (row.counts.warnings > 0 && row.state != .leftOver ? " warned" : "")
        let link = row.file.map { URIReference.of(path: $0) }
        return
            "<tbody id=\"\(Self.id(index))\" class=\"\(kinds)\">\n<tr class=\"row\">\(figures(row, index: index, link: link))</tr>\n"
            + "<tr class=\"more\"><td class=\"wide\"></td><td colspan=\"9\">\(source(row))"
            + "\(findings(details.findings))\(pages(details, link))</td></tr>\n</tbody>\n"
    }

    private func figures(_ row: County.Row, index: Int, link: String?) -> String {
        let name = HTMLText.escaped(row.name)
        let state = row.state.word.text(in: words.language)
        let meaning = row.state.meaning.text(in: words.language)
        return ReportLook.number(index + 1, "wide number")
            + "<td class=\"name\">\(link.map { "<a href=\"\($0)\">\(name)</a>" } ?? name)</td>"
            + "<td class=\"state\" data-value=\"\(row.state.rank)\"><span class=\"badge\" title=\"\(meaning)\">\(state)</span></td>"
            + ReportLook.number(row.pages) + ReportLook.number(row.sheets, "wide")
            + ReportLook.number(row.counts.errors, "error") + ReportLook.number(row.counts.warnings, "warning")
            + ReportLook.number(row.counts.waived, "wide") + ReportLook.figure(row.score)
            + ReportLook.figure(row.rate, "%")
    }

    /// Where the submission lies; of an older output, that it is one.
    private func source(_ row: County.Row) -> String {
        let old = row.state.isWithoutOutput && row.file != nil
        let remark = old ? words.say("；链接是以前生成的文件，与现在的材料不符", "; the link is to a file of an earlier run") : ""
        return "<div class=\"source\">\(HTMLText.escaped(row.source))\(remark)</div>"
    }

    private func findings(_ all: [Diagnostic]) -> String {
        guard !all.isEmpty else { return "" }
        let findings = FindingText.ordered(all)
        let rest = findings.dropFirst(Self.shown).prefix(Self.maximum).map(item)
        guard !rest.isEmpty else { return list(findings.map(item)) }
        let unseen = findings.count - Self.shown
        let left = unseen - rest.count
        let more =
            left > 0
            ? "<li>\(words.say("……还有 \(left) 条，见 manifest.json", "… and \(left) more, see manifest.json"))</li>" : ""
        return list(findings.prefix(Self.shown).map(item))
            + "<details><summary>\(words.say("还有 \(unseen) 条", "\(unseen) more"))</summary>"
            + list(rest + [more]) + "</details>"
    }

    private func list(_ items: [String]) -> String { "<ol>\(items.joined())</ol>" }

    private func item(_ finding: FindingText) -> String {
        let remedy = HTMLText.escaped(finding.remedy(words.language))
        return "<li class=\"\(finding.kind)\"><b>\(finding.label.text(in: words.language))</b>"
            + HTMLText.escaped(finding.statement(words.language))
            + " <small>\(remedy)\(remedy.isEmpty ? "" : " · ")\(HTMLText.escaped(finding.place(words.language)))</small></li>"
    }

    /// The first page of each form, each a link to it.
    private func pages(_ details: County.Details, _ link: String?) -> String {
        guard let pictures, let hash = details.hash, let link else { return "" }
        let shown = pictures.read(hash)
        let images = details.forms.compactMap { form -> String? in
            guard let image = shown[form.page] else { return nil }
            let title = HTMLText.escaped(form.title)
            return "<a href=\"\(link)#page=\(form.page)\" title=\"\(title)\"><img alt=\"\(title)\" width=\"64\" "
                + "loading=\"lazy\" src=\"data:image/png;base64,\(image)\"></a>"
        }
        return images.isEmpty ? "" : "<div class=\"pages\">\(images.joined())</div>"
    }
}
