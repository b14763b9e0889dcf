import Archive
import Crypto
import Diagnostics
import Rendering

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
    /// Pictures of the pages; `nil` where they are not shown.
    private let pictures: ThumbnailFolder?
    private let rows: CountyRows

    /// - Parameter name: the county, where somebody says it.
    init(_ county: County, called name: String?, language: Language, pictures: ThumbnailFolder?) {
        self.county = county
        words = CountyWords(language: language, head: CountyHead(county, name: name))
        self.pictures = pictures
        rows = CountyRows(words, pictures: pictures)
    }

    /// The page up to the first row.
    var beginning: String { head + header + tiles + plots + tools + "<main><table>\n\(rows.head)" }

    /// The row at `index`, counted from 0.
    func body(_ row: County.Row, _ details: County.Details, index: Int) -> String {
        rows.body(row, details, index: index)
    }

    /// The page behind the last row.
    var ending: String {
        "</table></main>\n\(footer)<script>\(CountyPageScript.javaScript)</script>\n</body></html>\n"
    }

    /// Nothing is loaded, and no script runs but the page's own: the policy names it by its hash (W3C, Content Security
    /// Policy Level 3).
    private var head: String {
        let policy =
            "default-src 'none'; img-src data:; style-src '\(Self.hash(CountyPageLook.css))'; "
            + "script-src '\(Self.hash(CountyPageScript.javaScript))'; base-uri 'none'; form-action 'none'"
        return """
            <!DOCTYPE html>
            <html lang="\(words.language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
            <title>\(words.title)</title>
            <style>\(CountyPageLook.css)</style></head>
            <body>

            """
    }

    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString()
    }

    private var header: String {
        let stopped = county.skipped == 0 ? "" : "<p class=\"stopped\">\(words.skipped(county.skipped))</p>"
        let origin = words.origin.isEmpty ? "" : "<p>\(words.origin)</p>"
        return "<header><h1>\(words.title)</h1>\(origin)<p>\(words.summary(county))</p>\(stopped)</header>\n"
    }

    // MARK: At a glance

    /// What can be seen alone; the style sheet hides the others.
    private var tiles: String {
        let counts = county.counts
        let warned = county.current.count { $0.counts.warnings > 0 }
        var tiles = [tile("all", words.all, meaning: "", count: county.rows.count, isChosen: true)]
        tiles += County.State.allCases.map {
            tile(
                $0.rawValue, $0.word.text(in: words.language), meaning: $0.meaning.text(in: words.language),
                count: counts[$0, default: 0])
        }
        tiles.append(tile("warned", words.warned, meaning: words.warnedMeaning, count: warned))
        return "<fieldset class=\"tiles\"><legend>\(words.say("只看", "show only"))</legend>\n"
            + tiles.joined() + "</fieldset>\n"
    }

    private func tile(
        _ name: String, _ title: String, meaning: String, count: Int, isChosen: Bool = false
    ) -> String {
        let kind = count == 0 ? "none" : name
        return "<label class=\"\(kind)\" title=\"\(meaning)\"><input type=\"radio\" name=\"only\" id=\"only-\(name)\""
            + "\(isChosen ? " checked" : "")><b>\(count)</b>\(title)</label>\n"
    }

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
        let search = words.say("查找单位或问题", "Find departments or findings")
        let pages =
            pictures == nil
            ? "<span>\(words.say("没有附各表首页的缩略图（--report full 附上）", "without pictures of pages (--report full has them)"))</span>"
            : "<label><input type=\"checkbox\" id=\"show-pages\" checked> \(words.say("显示各表首页", "show pages"))</label>"
        return "<section class=\"tools\"><span hidden><input type=\"search\" placeholder=\"\(search)\" "
            + "aria-label=\"\(search)\"></span>\(pages)<span>\(tableLink)</span></section>\n"
    }

    private var tableLink: String {
        "<a href=\"\(BatchReport.tableName)\">\(words.say("同一张表的 Excel 格式", "the same table for spreadsheets"))</a>"
    }

    private var footer: String {
        "<footer>Annex \(HTMLText.escaped(Renderer.version))</footer>\n"
    }
}
