import Diagnostics

/// A finding as it is written on a cell.
struct Mark {
    /// The cell that it is about; `nil` where it is about none of the sheet on which it is written.
    let address: CellAddress?
    /// Where it is, as messages say it; empty where nowhere in the file.
    let place: String
    /// Its lines.
    let lines: [String]
}

/// On which sheet each finding is written.
struct MarkPlan {
    /// The marks of each sheet that has some, by its number from 0; the gravest first.
    private(set) var marks: [Int: [Mark]] = [:]

    /// - Parameter sheets: the sheets of the workbook.
    init(_ findings: [Diagnostic], sheets: [MarkedSheet], language: Language) {
        let home = sheets.firstIndex(where: \.isShown) ?? sheets.firstIndex { $0.part != nil }
        guard let home else { return }
        for finding in findings.enumerated().sorted(by: Self.isGraver).map(\.element) {
            let places = [finding.span?.place?.cell, finding.cell].compactMap { $0 }.filter { !$0.isEmpty }
            let found = Self.locate(places, in: sheets)
            let sheet = found.map(\.sheet).flatMap { sheets[$0].isShown ? $0 : nil } ?? home
            let address = sheet == found?.sheet ? found?.address : nil
            let text = FindingText(finding, place: places.first ?? "", language: language)
            marks[sheet, default: []].append(Mark(address: address, place: places.first ?? "", lines: text.lines))
        }
    }

    private static func isGraver(
        _ left: (offset: Int, element: Diagnostic), _ right: (offset: Int, element: Diagnostic)
    ) -> Bool {
        func rank(_ finding: Diagnostic) -> Int {
            guard finding.waiver == nil else { return 3 }
            return [.error: 0, .warning: 1][finding.severity] ?? 2
        }
        return (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }

    /// The sheet and the cell that the first of `places` tells that tells any; a sheet alone where none tells a cell.
    private static func locate(
        _ places: [String], in sheets: [MarkedSheet]
    ) -> (sheet: Int, address: CellAddress?)? {
        for place in places {
            // Names of sheets may hold the mark that parts them from addresses; those hold none.
            guard let mark = place.lastIndex(of: "!") else { continue }
            let name = Spelling(String(place[..<mark]))
            if let area = CellArea(String(place[place.index(after: mark)...])),
                let sheet = sheets.firstIndex(where: { Spelling($0.name) == name })
            {
                return (sheet, area.first)
            }
        }
        return places.lazy.compactMap { place in
            sheets.indices.filter { names(sheets[$0].name, place) }.max {
                sheets[$0].name.count < sheets[$1].name.count
            }
        }.first.map { ($0, nil) }
    }

    /// Whether `place` begins with the name of a sheet, as 附件3 第14行 does with that of 附件3, but not with that of 附件.
    private static func names(_ sheet: String, _ place: String) -> Bool {
        guard !sheet.isEmpty, place.hasPrefix(sheet) else { return false }
        return place.dropFirst(sheet.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
    }
}

/// A finding in lines of plain text.
private struct FindingText {
    let lines: [String]

    /// - Parameter place: where it is, which the message need not say once more.
    init(_ finding: Diagnostic, place: String, language: Language) {
        var finding = finding
        if finding.cell == place { finding.cell = nil }
        let printer = DiagnosticPrinter(language: language)
        let statement = printer.label(for: finding) + printer.statement(of: finding) + " [\(finding.id)]"
        let details = printer.remedies(of: finding) + printer.consequences(of: finding)
        lines = ([statement] + details.map { $0.label + $0.text }).map(DiagnosticPrinter.visible)
    }
}
