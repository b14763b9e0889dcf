import Diagnostics
import SourceTree

/// A rule on the elements of a list beside each other.
struct ListRule: Sendable {
    /// What is asked of the elements.
    enum Subject: Sendable {
        /// No two elements of the innermost loop state the same, numbers before it, quotation marks and white space aside; the cell is the one at
        /// fault in the later of two.
        case unique(ModelExpression, cell: FieldReference)
        /// In the field of a list there is each of the words.
        case rows(FieldReference, [Word])
    }

    /// What one of the rows of a form states.
    struct Word: Sendable {
        let word: String
        /// What a clerk calls the row.
        let title: String
    }

    /// A stable name in kebab case.
    var id: String
    /// Where its file states it.
    var place: SourceSpan
    /// How grave it is to break the rule; `nil` where the rule is switched off.
    var severity: Severity?
    /// The loops of the rule, from the outermost.
    var loops: [[FieldReference]]
    var subject: Subject
    var message: MessageTemplate
    var hint: MessageTemplate?
    /// The names on the ways to all fields that the rule looks at.
    var ways: Set<[String]>
}

extension ListRule {
    /// What a clerk calls the field that it is on.
    var title: String {
        switch subject {
        case .unique(_, let cell): cell.title
        case .rows(let field, _): field.title
        }
    }

    /// Gives `take` the breaches of the rule in a submission.
    func forEachBreach(in environment: ExpressionEnvironment, _ take: (Breach) -> Void) {
        guard let severity else { return }
        switch subject {
        case .unique(let key, let cell):
            loops.dropLast().forEachTurn(in: environment) { environment in
                var known: [String: FieldID?] = [:]
                loops.suffix(1).forEachTurn(in: environment) { environment in
                    let text = key.text(in: environment).itemName
                    let id = cell.value(in: environment).id
                    guard !text.isEmpty else { return }
                    guard let first = known.updateValue(known[text] ?? id, forKey: text) else { return }
                    take(breach(severity, at: id, twin: first, in: environment))
                }
            }
        case .rows(let field, let words):
            loops[...].forEachTurn(in: environment) { environment in
                let value = field.value(in: environment)
                guard value.isList else { return }
                for word in field.missing(words, among: value.flattened) {
                    var breach = breach(severity, at: value.flattened.first?.id, twin: nil, in: environment)
                    breach.isOfList = true
                    breach.message = LocalizedText(
                        "“\(word.title)”：\(breach.message.zh)", en: "“\(word.title)”: \(breach.message.en)")
                    take(breach)
                }
            }
        }
    }

    private func breach(
        _ severity: Severity, at cell: FieldID?, twin: FieldID?, in environment: ExpressionEnvironment
    ) -> Breach {
        Breach(
            rule: id, severity: severity, cell: cell, message: message.text(in: environment),
            hint: hint?.text(in: environment), comparison: nil, twin: twin)
    }
}

extension FieldReference {
    /// Those of `words` that none of the field's values states: a choice is the word, another text holds it.
    fileprivate func missing(_ words: [ListRule.Word], among values: [ModelValue]) -> [ListRule.Word] {
        let texts = values.compactMap(\.leaf?.text)
        if type.choices != nil {
            let stated = Set(texts)
            return words.filter { !stated.contains($0.word) }
        }
        let plain = texts.map(\.plainWords)
        return words.filter { word in !plain.contains { $0.holds(word.word.plainWords) } }
    }
}

extension FieldType {
    /// The words of a choice, or of those at the end of a way through lists; `nil` for other texts.
    var choices: [String]? {
        switch self {
        case .choice(let words): words
        case .list(let element): element.choices
        default: nil
        }
    }
}
