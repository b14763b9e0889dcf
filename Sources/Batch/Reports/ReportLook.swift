import Archive
import Crypto
import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What pages of reports have in common: around a table, above it, and in its heads and cells.
struct ReportLook {
    private let words: CountyWords

    init(_ words: CountyWords) { self.words = words }

    // MARK: Around the table

    /// The page up to its body. Nothing is loaded, and no script runs but the page's own: the policy names it by its hash (W3C,
    /// Content Security Policy Level 3).
    func head(title: String) -> String {
        let policy =
            "default-src 'none'; img-src data:; style-src '\(Self.hash(CountyPageLook.css))'; "
            + "script-src '\(Self.hash(CountyPageScript.javaScript))'; base-uri 'none'; form-action 'none'"
        return """
            <!DOCTYPE html>
            <html lang="\(words.language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">
            <title>\(title)</title>
            <style>\(CountyPageLook.css)</style></head>
            <body>

            """
    }

    private static func hash(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString()
    }

    /// - Parameters:
    ///   - origin: what the submissions have in common; empty where that is nothing.
    ///   - skipped: how many submissions had no turn.
    func header(_ title: String, origin: String = "", summary: String, skipped: Int) -> String {
        let stopped = skipped == 0 ? "" : "<p class=\"stopped\">\(words.skipped(skipped))</p>"
        let place = origin.isEmpty ? "" : "<p>\(origin)</p>"
        return "<header><h1>\(title)</h1>\(place)<p>\(summary)</p>\(stopped)</header>\n"
    }

    /// The search field and what stands beside it.
    func tools(search: String, _ parts: [String]) -> String {
        "<section class=\"tools\"><span hidden><input type=\"search\" placeholder=\"\(search)\" "
            + "aria-label=\"\(search)\"></span>\(parts.joined())</section>\n"
    }

    /// A link to the same as a table.
    var tableLink: String {
        "<span><a href=\"\(BatchReport.tableName)\">\(words.say("同一张表的 Excel 格式", "the same table for spreadsheets"))</a></span>"
    }

    /// The page behind the last row.
    var ending: String {
        "</table></main>\n<footer>Annex \(HTMLText.escaped(Renderer.version))</footer>\n"
            + "<script>\(CountyPageScript.javaScript)</script>\n</body></html>\n"
    }

    // MARK: At a glance

    /// How many submissions are in which state, each of which can be seen alone; the style sheet hides the others.
    func tiles(_ counts: [County.State: Int], warned: Int) -> String {
        let all = counts.values.reduce(0, +)
        var tiles = [tile("all", words.all, meaning: "", count: all, isChosen: true)]
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

    // MARK: Table

    /// A column of the table.
    struct Column {
        let key: String
        let title: String
        /// How it looks: a text, a number, or a number that narrow screens leave out.
        var look = ""
        var isText = false
        /// Whether the first click sorts from the highest.
        var beginsHigh = false
    }

    /// The head of a table.
    func tableHead(_ columns: [Column]) -> String {
        let cells = columns.map { column in
            "<th scope=\"col\" class=\"\(column.look)\" data-key=\"\(column.key)\""
                + (column.isText ? " data-kind=\"text\"" : "")
                + (column.beginsHigh ? " data-first=\"descending\"" : "") + ">\(column.title)</th>"
        }
        return "<thead><tr>\(cells.joined())</tr></thead>\n"
    }

    /// A cell that counts.
    static func number(_ number: Int, _ look: String = "") -> String {
        let shown = number == 0 ? look.hasPrefix("wide") ? "wide zero" : "zero" : look
        return "<td class=\"\(shown)\" data-value=\"\(number)\">\(number)</td>"
    }

    /// A cell with a figure that may be missing.
    static func figure(_ value: Decimal?, _ unit: String = "") -> String {
        let text = value?.description
        return text.map { "<td data-value=\"\($0)\">\($0)\(unit)</td>" } ?? "<td data-value=\"\">—</td>"
    }
}
