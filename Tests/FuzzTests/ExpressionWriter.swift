import TestSupport

/// Writes expressions at random that mostly fit together: numbers at the bounds of arithmetic, nested filters, long chains.
struct ExpressionWriter {
    private static let numbers = [
        "0", "1", "2.5", "-1", "99999999999999999999999999999", "999999999999999999999999999999",
        "0.00000000000000000000000000001", "9223372036854775807", "18446744073709551616", "0.1", "100", "1e9", "00",
        "1.",
    ]
    private static let fields = [
        "year", "overall.funds.initial", "overall.funds.executed", "overall.funds.rate", "overall.total.score",
        "row.amount",
    ]
    private static let texts = ["office.name", "'甲'", "''", "filing.date|chinese", "year|previous", "row.label", "'{'"]
    private static let lists = [
        "overall.income", "overall.expenditure", "projects", "overall.groups.subgroups.indicators", "baseData.spending",
    ]
    private static let filters = [
        "fixed(2)", "thousands", "percent", "previous", "fixed(20)", "to('元')", "to('亿元')", "capital('万元')", "numeral",
        "digits", "unit('元')", "fixed(0) | thousands | percent",
    ]
    private static let signs = ["+", "-", "*", "/", "*", "*"]
    private static let relations = ["==", "!=", "<", "<=", ">", ">="]

    private func pick(_ words: [String], _ generator: inout SeededGenerator) -> String {
        words[Int.random(in: 0..<words.count, using: &generator)]
    }

    /// An expression that is nested no deeper than `depth`.
    func expression(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0 where depth > 1: "(\(number(depth, &generator))) | \(pick(Self.filters, &generator))"
        case 0: "\(condition(depth, &generator)) ? \(number(depth, &generator)) : \(number(depth, &generator))"
        case 1: condition(depth, &generator)
        case 2: "\(text(depth, &generator)) + \(number(depth, &generator))"
        default: number(depth, &generator)
        }
    }

    private func number(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        guard depth > 0 else { return pick(Self.numbers + Self.fields, &generator) }
        let inner = { (generator: inout SeededGenerator) in number(depth - 1, &generator) }
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return "sum(\(list(depth, &generator)).\(pick(["amount", "weight", "score"], &generator)))"
        case 1: return "count(\(list(depth, &generator)))"
        case 2:
            return "\(pick(["min", "max", "percent", "round"], &generator))(\(inner(&generator)), \(inner(&generator)))"
        case 3: return "(abs(\(inner(&generator))) | \(pick(Array(Self.filters.prefix(5)), &generator)))"
        case 4: return "quantity(\(text(depth - 1, &generator)))"
        case 5: return "-\(inner(&generator))"
        case 6:
            let term = " \(pick(Self.signs, &generator)) \(inner(&generator))"
            return inner(&generator) + String(repeating: term, count: Int.random(in: 1...8, using: &generator))
        default: return "(\(inner(&generator)) \(pick(Self.signs, &generator)) \(inner(&generator)))"
        }
    }

    private func text(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        guard depth > 0, Bool.random(using: &generator) else { return pick(Self.texts, &generator) }
        return "\(text(depth - 1, &generator)) + \(text(depth - 1, &generator))"
    }

    private func list(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        let name = pick(Self.lists, &generator)
        guard depth > 0, Bool.random(using: &generator) else { return name }
        return "\(name)[\(condition(depth - 1, &generator))]"
    }

    private func condition(_ depth: Int, _ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0 where depth > 0: "not \(condition(depth - 1, &generator))"
        case 1 where depth > 0:
            "(\(condition(depth - 1, &generator)) \(pick(["and", "or"], &generator)) \(condition(depth - 1, &generator)))"
        case 2: "\(pick(["empty", "filled"], &generator))(\(list(depth, &generator)))"
        case 4 where depth > 0:
            "\(pick(["any", "all"], &generator))(\(list(depth, &generator)), \(condition(depth - 1, &generator)))"
        case 3: "contains(\(text(depth, &generator)), \(text(depth, &generator)))"
        case 4: "amount \(pick(Self.relations, &generator)) \(number(max(0, depth - 1), &generator))"
        default:
            "\(number(max(0, depth - 1), &generator)) \(pick(Self.relations, &generator)) \(number(max(0, depth - 1), &generator))"
        }
    }
}
