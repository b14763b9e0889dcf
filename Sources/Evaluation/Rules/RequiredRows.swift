import Diagnostics

/// The row of a list that a rule looks for by one of some words, as in `spending[item == 'basic']`. Without it the rule is not
/// checked.
struct RequiredRow: Hashable, Sendable {
    /// The names on the way from the submission to the field that states the word, through the list.
    let way: [String]
    let words: [String]
    /// What a clerk calls the first of the words.
    let title: String
}

extension Rule {
    /// Notes the rows without which the rule is not checked: those that a loop goes through, and those whose figures are
    /// compared.
    mutating func noteRequiredRows() {
        let looped = rounds.count == 1 ? rounds[0].loops.joined().flatMap(\.requiredRows) : []
        let rows = looped + rounds.flatMap(\.checks).flatMap { $0.relation.requiredRows }
        requiredRows = rows.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension ModelExpression {
    /// The rows without which the expression comes to no number or cannot be told.
    fileprivate var requiredRows: [RequiredRow] {
        switch self {
        case .comparison(_, let left, let right) where left.kind == .number && right.kind == .number,
            .arithmetic(_, let left, let right):
            left.requiredRows + right.requiredRows
        case .call(.sum, let arguments), .call(.percent, let arguments), .call(.abs, let arguments),
            .call(.round, let arguments):
            arguments.flatMap(\.requiredRows)
        case .field(let reference): reference.requiredRows
        default: []
        }
    }
}

extension FieldReference {
    /// The rows to which the way goes by their words.
    fileprivate var requiredRows: [RequiredRow] {
        var names = way.prefix(way.count - self.names.count)
        var rest = self.names[...]
        var rows: [RequiredRow] = []
        for step in steps {
            switch step {
            case .field: if let name = rest.popFirst() { names.append(name) }
            case .matching(let condition):
                guard let (field, words) = condition.chosenRow else { continue }
                rows.append(
                    RequiredRow(way: names + field.names, words: words, title: field.title(of: words[0])))
            case .elements: break
            }
        }
        return rows
    }
}

extension ModelExpression {
    /// The field of an element and the words of which it must be one, if that is all there is.
    fileprivate var chosenRow: (field: FieldReference, words: [String])? {
        switch self {
        case .comparison(.equal, .field(let field), .text(let word)) where field.names.count == 1: (field, [word])
        case .oneOf(let field, let words) where field.names.count == 1 && !words.isEmpty: (field, words)
        case .call(.same, let arguments):
            if case .field(let field) = arguments[0], case .text(let word) = arguments[1], field.names.count == 1 {
                (field, [word])
            } else {
                nil
            }
        default: nil
        }
    }
}

/// Tells which rules were not checked because a form lacks the row that they look at.
struct MissingRows {
    private let model: ModelValue
    private let type: RecordType
    /// The values at the ways that were asked for.
    private var known: [[String]: (words: Set<String>, first: FieldID?)] = [:]

    /// - Parameter type: what `model` is of.
    init(_ model: ModelValue, _ type: RecordType) {
        self.model = model
        self.type = type
    }

    /// A note for each row that rules of `pack` would look at and that no list has; nothing for lists that are empty.
    mutating func breaches(of pack: RulePack) -> [Breach] {
        var rows: [RequiredRow] = []
        var rules: [RequiredRow: [String]] = [:]
        for rule in pack.rules where rule.severity != nil {
            for row in rule.requiredRows where isMissing(row) {
                if rules[row] == nil { rows.append(row) }
                rules[row, default: []].append(rule.id)
            }
        }
        return rows.map { breach($0, rules: rules[$0] ?? []) }
    }

    private mutating func isMissing(_ row: RequiredRow) -> Bool {
        let stated = values(at: row.way)
        return stated.first != nil && stated.words.isDisjoint(with: row.words)
    }

    private mutating func values(at way: [String]) -> (words: Set<String>, first: FieldID?) {
        if let values = known[way] { return values }
        var found: (words: Set<String>, first: FieldID?) = ([], nil)
        model.forEachLeaf(at: way[...], .record(type)) { leaf, id in
            found.words.formUnion([leaf.text, leaf.text.itemName])
            if found.first == nil { found.first = id }
        }
        known[way] = found
        return found
    }

    private func breach(_ row: RequiredRow, rules: [String]) -> Breach {
        Breach(
            rule: "rule-unchecked", severity: .note, cell: known[row.way]?.first,
            message: LocalizedText(
                "表里没有“\(row.title)”一行，这些规则没有核对：\(rules.joined(separator: "、"))",
                en: "there is no row “\(row.title)”; not checked: \(rules.joined(separator: ", "))"),
            hint: LocalizedText("补上这一行；表上确实没有的，不用改", en: "add the row, unless the form has none"),
            comparison: nil, isOfList: true)
    }
}

extension ModelValue {
    /// Gives `body` the leaves to which the names of `way` lead, through lists.
    fileprivate func forEachLeaf(
        at way: ArraySlice<String>, _ type: FieldType, _ body: (Leaf, FieldID) -> Void
    ) {
        switch (self, type) {
        case (.leaf(let leaf, let id), _) where way.isEmpty: body(leaf, id)
        case (.list(let elements), .list(let element)): elements.forEach { $0.forEachLeaf(at: way, element, body) }
        case (.record(let values), .record(let record)):
            guard let name = way.first, let index = record.index(of: name) else { return }
            values[index].forEachLeaf(at: way.dropFirst(), record.fields[index].type, body)
        default: break
        }
    }
}
