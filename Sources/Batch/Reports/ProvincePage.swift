import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A province on one page of HTML: a row for each county with what its submissions come to, which leads to the county's page.
struct ProvincePage {
    /// What the submissions of a county come to.
    struct Row {
        let name: String
        let file: String
        let states: [County.State: Int]
        let warned: Int
        let pages: Int
        let sheets: Int
        let findings: FindingCounts
        let score: Decimal?
        let rate: Decimal?

        /// - Parameters:
        ///   - name: what the county is called.
        ///   - file: the name of its page.
        init(_ county: County, called name: String, file: String) {
            self.name = name
            self.file = file
            let current = county.current
            states = county.counts
            warned = county.warned
            pages = current.reduce(0) { $0 + $1.pages }
            sheets = current.reduce(0) { $0 + $1.sheets }
            findings = current.reduce(into: FindingCounts()) { $0.add($1.counts) }
            score = current.compactMap(\.score).median
            rate = current.compactMap(\.rate).median
        }
    }

    private let words: CountyWords
    private let skipped: Int
    private var rows: [Row] = []

    init(language: Language, skipped: Int) {
        words = CountyWords(language: language)
        self.skipped = skipped
    }

    /// Adds a county.
    mutating func add(_ row: Row) { rows.append(row) }

    /// The page.
    var html: String {
        let look = ReportLook(words)
        let tools = look.tools(search: words.say("查找县", "Find counties"), [look.tableLink])
        return look.head(title: words.title) + look.header(words.title, summary: summary, skipped: skipped)
            + look.tiles(counts, warned: rows.reduce(0) { $0 + $1.warned }) + tools
            + "<main><table>\n\(look.tableHead(columns))" + rows.enumerated().map(body).joined() + look.ending
    }

    private var counts: [County.State: Int] {
        rows.reduce(into: [:]) { counts, row in counts.merge(row.states, uniquingKeysWith: +) }
    }

    private var summary: String {
        let count = counts.reduce(0) { $0 + ($1.key == .leftOver ? 0 : $1.value) }
        let (pages, sheets) = rows.reduce((0, 0)) { ($0.0 + $1.pages, $0.1 + $1.sheets) }
        return words.say("\(rows.count) 个县，", "\(rows.count) counties, ") + words.summary(count, pages, sheets)
    }

    // MARK: Table

    private var columns: [ReportLook.Column] {
        let states = County.State.allCases.map { state in
            ReportLook.Column(key: state.rawValue, title: state.word.text(in: words.language), beginsHigh: true)
        }
        return [
            ReportLook.Column(key: "number", title: words.say("序号", "no."), look: "wide"),
            ReportLook.Column(key: "county", title: words.say("县", "county"), look: "name", isText: true),
        ] + states + [
            ReportLook.Column(key: "pages", title: words.say("页", "pages"), look: "wide", beginsHigh: true),
            ReportLook.Column(key: "sheets", title: words.say("张", "sheets"), look: "wide", beginsHigh: true),
            ReportLook.Column(key: "errors", title: words.say("错误", "errors"), beginsHigh: true),
            ReportLook.Column(key: "warnings", title: words.say("警告", "warnings"), beginsHigh: true),
            ReportLook.Column(key: "score", title: words.say("总分中位数", "median score")),
            ReportLook.Column(key: "rate", title: words.say("执行率中位数", "median rate")),
        ]
    }

    private func body(_ index: Int, _ row: Row) -> String {
        let kinds =
            County.State.allCases.filter { row.states[$0, default: 0] > 0 }.map(\.rawValue)
            + (row.warned > 0 ? ["warned"] : [])
        let link = "<a href=\"\(URIReference.of(path: row.file))\">\(HTMLText.escaped(row.name))</a>"
        let states = County.State.allCases.map { state in
            ReportLook.number(row.states[state, default: 0], state.isWithoutOutput ? "error" : "")
        }
        let cells =
            ReportLook.number(index + 1, "wide number") + "<td class=\"name\">\(link)</td>" + states.joined()
            + ReportLook.number(row.pages, "wide") + ReportLook.number(row.sheets, "wide")
            + ReportLook.number(row.findings.errors, "error") + ReportLook.number(row.findings.warnings, "warning")
            + ReportLook.figure(row.score) + ReportLook.figure(row.rate, "%")
        return "<tbody id=\"\(CountyRows.id(index))\" class=\"\(kinds.joined(separator: " "))\">\n"
            + "<tr class=\"row\">\(cells)</tr>\n</tbody>\n"
    }
}
