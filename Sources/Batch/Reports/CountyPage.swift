import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A county on one page of HTML that needs no network: how many submissions are in which state, plots of their figures, and a
/// table of them with what was found.
struct CountyPage {
    private let county: County
    private let words: CountyWords
    private let look: ReportLook
    /// Pictures of the pages; `nil` where they are not shown.
    private let pictures: ThumbnailFolder?
    private let rows: CountyRows
    /// Whether the county is one of those of a report.
    private let isPart: Bool

    /// - Parameters:
    ///   - name: the county, where somebody says it.
    ///   - isPart: whether the county is one of those of a report.
    init(
        _ county: County, called name: String?, isPart: Bool = false, language: Language, pictures: ThumbnailFolder?
    ) {
        self.county = county
        words = CountyWords(language: language, head: CountyHead(county, name: name))
        look = ReportLook(words)
        self.pictures = pictures
        rows = CountyRows(words, pictures: pictures)
        self.isPart = isPart
    }

    /// The page up to the first row.
    var beginning: String {
        look.head(title: words.title)
            + look.header(words.title, origin: words.origin, summary: words.summary(county), skipped: county.skipped)
            + look.tiles(county.counts, warned: county.warned) + plots + tools + "<main><table>\n\(rows.head)"
    }

    /// The row at `index`, counted from 0.
    func body(_ row: County.Row, _ details: County.Details, index: Int) -> String {
        rows.body(row, details, index: index)
    }

    /// The page behind the last row.
    var ending: String { look.ending }

    // MARK: Plots

    private var plots: String {
        let plots = [
            plot(\.score, words.score, unit: "", bound: 120), plot(\.rate, words.rate, unit: "%", bound: 200),
        ].compactMap { $0 }
        return plots.isEmpty ? "" : "<section class=\"plots\">\n\(plots.joined())</section>\n"
    }

    private func plot(
        _ figure: KeyPath<County.Row, Decimal?>, _ title: String, unit: String, bound: Int
    ) -> String? {
        let dots = county.rows.enumerated().compactMap { index, row -> DotPlot.Dot? in
            guard row.state != .leftOver, let value = row[keyPath: figure] else { return nil }
            return DotPlot.Dot(name: row.name, value: value, id: CountyRows.id(index), kind: row.state.rawValue)
        }
        return dots.isEmpty ? nil : DotPlot(dots, title: title, unit: unit, bound: bound, words: words).html
    }

    // MARK: Around the table

    private var tools: String {
        let pages =
            pictures == nil
            ? "<span>\(words.say("没有附各表首页的缩略图（--report full 附上）", "without pictures of pages (--report full has them)"))</span>"
            : "<label><input type=\"checkbox\" id=\"show-pages\" checked> \(words.say("显示各表首页", "show pages"))</label>"
        let up = "<span><a href=\"\(BatchReport.pageName)\">\(words.say("各县一览", "all counties"))</a></span>"
        return look.tools(
            search: words.say("查找单位或问题", "Find departments or findings"),
            [pages, look.tableLink] + (isPart ? [up] : []))
    }
}
