import Diagnostics
import Evaluation

/// The tables of a report for spreadsheets: of submissions, of what was found in them, and of the amounts that they state. Lines
/// are given as texts, one for each of ``names``.
struct ReportTables {
    /// The names of their files.
    static let names = [BatchReport.tableName, "findings.csv", "figures.csv"]

    private let submissions: CountyTable
    private let findings: FindingTable
    private var figures: FigureTable

    /// The tables of counties.
    /// - Parameters:
    ///   - hasCounties: whether the first column of each names the county.
    ///   - money: what a form set is called, and its columns; `nil` where it is not to be found.
    init(
        _ shares: [CountyShare], hasCounties: Bool, language: Language,
        money: (String) -> (title: String, columns: MoneyColumns)?
    ) {
        submissions = CountyTable(language: language, hasCounties: hasCounties)
        findings = FindingTable(language: language, hasCounties: hasCounties)
        figures = FigureTable(
            Set(shares.flatMap(\.formSets)), hasCounties: hasCounties, language: language, money: money)
    }

    /// What stands before all lines.
    var beginning: [String] { [submissions.beginning, findings.beginning, figures.beginning] }

    /// The lines of a submission, which is summed up from now on.
    mutating func lines(_ row: County.Row, _ details: County.Details, county: String = "") -> [String] {
        [
            submissions.line(row, details, county: county), findings.lines(row, details, county: county),
            figures.line(row, details, county: county),
        ]
    }

    /// Sums up what tables of others have summed up.
    mutating func add(_ others: ReportTables) { figures.add(others.figures) }

    /// What stands below all lines.
    var ending: [String] { ["", "", figures.ending] }
}
