/// Tells paragraphs that stand in texts of different kinds: what was wanted, what was spent, and what came of it cannot be said
/// in the same words.
struct CopyRule: Sendable {
    /// The texts of each kind.
    let kinds: [[FieldReference]]
    /// The shortest paragraph that counts, in characters.
    let least: Int

    /// A text that repeats a paragraph of a text of another kind.
    struct Copy {
        let paragraph: String
        let text: FieldID
        let original: FieldID
    }

    /// The first copy in each text.
    func copies(in environment: ExpressionEnvironment) -> [Copy] {
        var known: [String: (kind: Int, text: FieldID)] = [:]
        var copies: [Copy] = []
        for (kind, texts) in kinds.enumerated() {
            for case .leaf(let leaf, let id) in texts.flatMap({ $0.leaves(in: environment) }) {
                var isCopy = false
                for paragraph in leaf.paragraphs where paragraph.count >= least {
                    guard environment.budget.take(1 + paragraph.utf8.count >> 6) else { return copies }
                    let words = paragraph.plainWords
                    guard let first = known[words] else {
                        known[words] = (kind, id)
                        continue
                    }
                    if first.kind != kind, !isCopy {
                        copies.append(Copy(paragraph: paragraph, text: id, original: first.text))
                        isCopy = true
                    }
                }
            }
        }
        return copies
    }
}

extension FieldReference {
    /// The values at the end of the way, be it one or many.
    func leaves(in environment: ExpressionEnvironment) -> [ModelValue] {
        let value = value(in: environment)
        return value.isList ? elements(in: environment) : [value]
    }
}
