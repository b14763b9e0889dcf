/// How one figure must stand to another.
package enum Relation: String, Sendable, CaseIterable {
    /// The same.
    case equal = "=="
    /// Another.
    case unequal = "!="
    /// Less than it.
    case less = "<"
    /// Not more than it.
    case atMost = "<="
    /// More than it.
    case greater = ">"
    /// Not less than it.
    case atLeast = ">="
}

extension Diagnostic {
    /// Two figures that do not stand to each other as they must.
    package struct Comparison: Sendable, Hashable {
        /// What is there.
        package var found: String
        /// How it must stand to what is expected.
        package var relation: Relation
        /// What is expected.
        package var expected: String
        /// How that comes about, for example 10 + 30 + 30 + 30 + 10 = 110; `nil` where it is a single figure.
        package var computation: String?
        /// Whether the figure in the cell is right, and what is found is what its parts come to: they are wrong.
        package var isOfParts: Bool

        /// Creates a comparison.
        package init(
            found: String, relation: Relation, expected: String, computation: String?, isOfParts: Bool = false
        ) {
            self.found = found
            self.relation = relation
            self.expected = expected
            self.computation = computation
            self.isOfParts = isOfParts
        }

        /// The comparison in a clause, to follow a message.
        package var text: LocalizedText {
            if isOfParts {
                return LocalizedText(
                    "各部分合起来是 \(found)，应\(relation.words.zh) \(expected)：要改的是各部分，不是这里的 \(expected)",
                    en:
                        "the parts come to \(found), expected \(relation.words.en)\(expected): it is the parts that are wrong"
                )
            }
            let derivation = derivation
            return LocalizedText(
                "这里是 \(found)，应\(relation.words.zh) \(expected)\(derivation.zh)",
                en: "found \(found), expected \(relation.words.en)\(expected)\(derivation.en)")
        }

        /// What is expected, to follow a label that says so: 110（10 + 100 = 110）, or 不大于 100.
        package var expectation: LocalizedText {
            let words = relation == .equal ? "" : relation.words.zh + " "
            return LocalizedText(
                words + expected + derivation.zh, en: relation.words.en + expected + derivation.en)
        }

        /// How what is expected comes about, in brackets.
        private var derivation: LocalizedText {
            computation.map { LocalizedText("（\($0)）", en: " (\($0))") } ?? LocalizedText("", en: "")
        }
    }
}

extension Diagnostic {
    /// What is found in the cell and what is expected there; `nil` where it is the parts of the cell's figure that are wrong.
    package var ownFigures: Comparison? { comparison.flatMap { $0.isOfParts ? nil : $0 } }

    /// What is wrong, beside ``ownFigures``.
    package var problem: LocalizedText {
        guard let comparison, comparison.isOfParts else { return message }
        let text = comparison.text
        return LocalizedText(message.zh + "；" + text.zh, en: message.en + "; " + text.en)
    }
}

extension Relation {
    fileprivate var words: LocalizedText {
        switch self {
        case .equal: LocalizedText("为", en: "")
        case .unequal: LocalizedText("不同于", en: "other than ")
        case .less: LocalizedText("小于", en: "less than ")
        case .atMost: LocalizedText("不大于", en: "at most ")
        case .greater: LocalizedText("大于", en: "more than ")
        case .atLeast: LocalizedText("不小于", en: "at least ")
        }
    }
}
