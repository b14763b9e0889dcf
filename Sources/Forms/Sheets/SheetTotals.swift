import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Turns figures into formulas where rules say that they are sums of other cells of the same sheet.
struct SheetTotals {
    private let terms: [FieldID: [FieldID]]
    private let leaves: [FieldID: Leaf]
    /// Whether an office has stated the figures: then no other figure takes the place of one that is not stated.
    private let isStated: Bool

    /// A sum over more ranges than these stays a number.
    private static let mostRanges = 100
    /// So many decimals of a sum are kept, those behind are an error of binary numbers.
    private static let places = 8

    init(_ sums: [RulePack.Sum], _ fields: [FieldID: FillableField], isStated: Bool) {
        terms = Dictionary(sums.map { ($0.total, $0.terms) }) { first, _ in first }
        leaves = fields.mapValues(\.leaf)
        self.isStated = isStated
    }

    /// Puts formulas into `sheet`, on which `cells` are the cells of single fields.
    func apply(to sheet: inout FormSheet, _ cells: [FieldID: Int]) {
        let sums = terms.filter { sum in
            cells[sum.key] != nil && sum.value.allSatisfy { cells[$0] != nil && isExact($0) }
        }
        for (total, terms) in sums {
            guard let index = cells[total], isFree(sheet.cells[index].content) else { continue }
            let places = terms.compactMap { cells[$0] }
            guard places.allSatisfy({ isSummed(sheet.cells[$0].content) }) else { continue }
            let (stated, computed) = (number(total), computed(total, sums))
            guard stated == nil ? computed == nil || !isStated : stated == computed else { continue }
            let ranges = Self.ranges(of: places.map { sheet.cells[$0] })
            guard ranges.count <= Self.mostRanges else { continue }
            let list = ranges.joined(separator: ",")
            sheet.cells[index].content = .formula(
                "IF(COUNT(\(list))=0,\"\",ROUND(SUM(\(list)),\(Self.places)))", result: computed?.description)
        }
    }

    /// Whether a formula may take the place of `content`: a mark or a text in it stays.
    private func isFree(_ content: SheetContent) -> Bool {
        switch content {
        case .empty, .number: true
        case .text, .date, .formula: false
        }
    }

    /// Whether the program adds `content` up as rules do: numbers, and nothing for what is none.
    private func isSummed(_ content: SheetContent) -> Bool {
        switch content {
        case .empty, .number, .formula: true
        case .text(let text): Amount(text) == nil
        case .date: false
        }
    }

    // MARK: Numbers

    private func number(_ field: FieldID) -> Decimal? { amount(field)?.value }

    private func amount(_ field: FieldID) -> Amount? {
        if case .figure(let figure)? = leaves[field] { figure.amount } else { nil }
    }

    /// Whether the field holds no number that a formula would add up to another one than rules do.
    private func isExact(_ field: FieldID) -> Bool {
        amount(field).map { !$0.isPercentage && $0.value.exponent >= -Self.places } ?? true
    }

    /// What the formula of `total` gives; `nil` where it gives nothing.
    /// - Parameters:
    ///   - sums: the totals of the sheet with what they add up.
    ///   - depth: how many totals are being computed; rules may go in a circle.
    private func computed(_ total: FieldID, _ sums: [FieldID: [FieldID]], depth: Int = 0) -> Decimal? {
        let numbers = (sums[total] ?? []).compactMap { term in
            number(term) ?? (isStated || depth > 8 ? nil : computed(term, sums, depth: depth + 1))
        }
        return numbers.isEmpty ? nil : numbers.reduce(0, +)
    }

    // MARK: Addresses

    /// The cells of a sheet as a formula names them; those below each other as a range.
    private static func ranges(of cells: [SheetCell]) -> [String] {
        var ranges: [(first: SheetCell, last: SheetCell)] = []
        for cell in cells {
            if let last = ranges.last?.last, last.column == cell.column, last.row + last.rowSpan == cell.row {
                ranges[ranges.count - 1].last = cell
            } else {
                ranges.append((cell, cell))
            }
        }
        return ranges.map { range in
            let (first, last) = (range.first.address, range.last.address)
            return first == last ? first : "\(first):\(last)"
        }
    }
}

extension SheetCell {
    /// Its first row and column as a formula names them: B7.
    package var address: String { Self.address(row: row, column: column) }

    /// A row and a column, from 0, as a formula names them.
    package static func address(row: Int, column: Int) -> String { columnName(column) + String(row + 1) }

    /// The letters of a column, from 0: A, …, Z, AA.
    static func columnName(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? letter : columnName(column / 26 - 1) + letter
    }
}
