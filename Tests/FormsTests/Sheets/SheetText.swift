import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the form set in `folder`, or the one that it builds on, begins with; empty where it begins with nothing.
func startingPoint(_ folder: String) -> String {
    LayoutFolders([Fixtures.project + "/layouts"]).path(of: "new.yaml", in: folder).map(Fixtures.text) ?? ""
}

/// The workbook of the form set in `folder`.
/// - Parameters:
///   - text: the submission that it states; what the form set begins with where it is `nil`.
///   - start: what the form set begins with, if not what its folder says.
func workbook(_ folder: String, stating text: String? = nil, start: String? = nil) throws -> FormWorkbook {
    let set = try FormSet.load(folder: folder)
    let path = folder + "/rules.yaml"
    let hasRules = FileManager.default.fileExists(atPath: path)
    let rules = hasRules ? try RulePack.load(paths: [path], model: set.model) : RulePack()
    let first = start ?? startingPoint(folder)
    let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text ?? (first.isEmpty ? "{}" : first)))
    let fillable = try FillableSubmission(source, set.outline, model: set.model, isStated: text != nil)
    return try FormWorkbook(fillable, formSet: set, rules: rules)
}

extension FormWorkbook {
    /// The sheet called `name`.
    func sheet(_ name: String) throws -> FormSheet {
        try sheets.filter { $0.name == name }[at: 0]
    }

    /// Each sheet with its cells.
    var text: String { sheets.map(\.text).joined(separator: "\n") }
}

extension FormSheet {
    /// A line for each cell: address, `*` where it is open, format, content, what it asks for.
    var text: String {
        let tracks =
            "\(rowHeights.count) rows, \(columnWidths.count) columns, \(printed.rows)×\(printed.columns) printed"
        let repeats = repeatedRows.map { ", rows \($0) repeated" } ?? ""
        return (["# \(name)\(isHidden ? " (hidden)" : ""): \(tracks)\(repeats)"] + cells.map(\.text))
            .joined(separator: "\n") + "\n"
    }

    /// The cell at `address`.
    func cell(_ address: String) throws -> SheetCell { try cells.filter { $0.address == address }[at: 0] }

    /// What stands in the cell at `address`.
    func content(_ address: String) throws -> SheetContent { try cell(address).content }

    /// The addresses of the cells that hold `text`.
    func addresses(of text: String) -> [String] { cells.filter { $0.content == .text(text) }.map(\.address) }
}

extension SheetCell {
    fileprivate var text: String {
        let size = rowSpan * columnSpan > 1 ? "[\(rowSpan)×\(columnSpan)]" : ""
        let shown = format == SheetContent.general ? [] : [format]
        let asked = demand.map { [$0.text] } ?? []
        return (["\(address)\(size)\(isOpen ? "*" : "")"] + shown + [content.text.shortened] + asked)
            .joined(separator: " ")
    }
}

extension SheetContent {
    fileprivate var text: String {
        switch self {
        case .empty: "-"
        case .text(let text): "“\(text.replacing("\n", with: "¶"))”"
        case .number(let number): number
        case .date(let year, let month, let day): "\(year)/\(month)/\(day)"
        case .formula(let formula, let result): "=\(formula) → \(result ?? "-")"
        }
    }
}

extension CellDemand {
    fileprivate var text: String {
        let asked =
            switch values {
            case .any: ""
            case .list(let items): "(\(items.joined(separator: "|")))"
            case .range(let range): "(\(range))"
            case .whole(let range): "(\(range))"
            }
        return "<\(title)\(asked)>"
    }
}
