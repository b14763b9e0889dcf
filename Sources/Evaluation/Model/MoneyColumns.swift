#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// The amounts of money that submissions of a model state, as the columns of a table of many of them.
///
/// Of a list there is a column for each kind of row, where it tells kinds apart by words (``ChoiceRecognition``); else one for
/// the sum over its elements: an office's projects count together.
package struct MoneyColumns: Sendable {
    /// One of the amounts.
    package struct Column: Sendable {
        /// Names it in files, for example `baseData.spending[basic].final`.
        package let key: String
        /// The titles that clerks know it by, from the outermost to its own, without the unit.
        package let title: String
        /// The unit in which it is stated.
        package let unit: MoneyUnit
    }

    /// An amount, or what amounts are in.
    private indirect enum Part: Sendable {
        /// The column of an amount.
        case amount(Int)
        /// Fields of a group by their positions.
        case group([(field: Int, part: Part)])
        /// Elements that count together.
        case list(Part)
        /// Elements by the words of the choice at a position.
        case kinds(choice: Int, [String: Part])
    }

    /// The columns in the order of the model.
    package let columns: [Column]
    private let root: Part?

    /// The columns of submissions of `type`.
    init(_ type: RecordType) {
        var builder = Builder()
        root = builder.group(type, way: "", titles: [])
        columns = builder.columns
    }

    /// Finds the amounts of a model.
    private struct Builder {
        var columns: [Column] = []

        mutating func group(_ record: RecordType, way: String, titles: [String]) -> Part? {
            var parts: [(field: Int, part: Part)] = []
            for (index, field) in record.fields.enumerated() {
                let inner = way.isEmpty ? field.name : "\(way).\(field.name)"
                if let part = part(field, way: inner, titles: titles) { parts.append((index, part)) }
            }
            return parts.isEmpty ? nil : .group(parts)
        }

        private mutating func part(_ field: FieldDescription, way: String, titles: [String]) -> Part? {
            switch field.type {
            case .figure:
                guard let unit = field.unit else { return nil }
                let title = (titles + [field.title]).map { $0.replacing("（\(unit.rawValue)）", with: "") }
                columns.append(Column(key: way, title: title.joined(separator: " › "), unit: unit))
                return .amount(columns.count - 1)
            case .record(let record): return group(record, way: way, titles: titles + [field.title])
            case .list(.record(let record)): return list(of: record, field.title, way: way, titles: titles)
            default: return nil
            }
        }

        private mutating func list(of record: RecordType, _ title: String, way: String, titles: [String]) -> Part? {
            let known = record.fields.firstIndex { $0.recognition != nil }
            guard let known, case .choice(let words) = record.fields[known].type else {
                return group(record, way: way, titles: titles + [title + "（合计）"]).map(Part.list)
            }
            var kinds: [String: Part] = [:]
            for word in words {
                let titles = titles + [title, record.fields[known].title(of: word)]
                kinds[word] = group(record, way: "\(way)[\(word)]", titles: titles)
            }
            return kinds.isEmpty ? nil : .kinds(choice: known, kinds)
        }
    }

    /// The amount of each column that `model` states, with the column's key; those that count together added up.
    package func amounts(in model: ModelValue) -> [(key: String, amount: Decimal)] {
        var amounts = [Decimal?](repeating: nil, count: columns.count)
        if let root { Self.add(model, root, to: &amounts) }
        return zip(columns, amounts).compactMap { column, amount in amount.map { (column.key, $0) } }
    }

    private static func add(_ value: ModelValue, _ part: Part, to amounts: inout [Decimal?]) {
        switch (part, value) {
        case (.amount(let column), .leaf(.figure(let figure), _)):
            guard let amount = figure.amount?.value else { return }
            amounts[column] = (amounts[column] ?? 0) + amount
        case (.group(let parts), .record(let values)):
            for (field, part) in parts { add(values[field], part, to: &amounts) }
        case (.list(let part), .list(let elements)):
            for element in elements { add(element, part, to: &amounts) }
        case (.kinds(let choice, let kinds), .list(let elements)):
            for element in elements {
                guard let word = element.field(choice)?.leaf?.text, let part = kinds[word] else { continue }
                add(element, part, to: &amounts)
            }
        default: return
        }
    }
}
