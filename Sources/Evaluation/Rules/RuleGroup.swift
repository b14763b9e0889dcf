/// The kinds of groups in rule files, each with the keys that it may hold. `layouts/rules.schema.json` describes them for
/// editors under the same names.
package enum RuleGroup: String, CaseIterable {
    case file, document, rule, message, quotation, copies, grades, band

    /// The keys in the order in which they are explained.
    package var keys: [String] {
        switch self {
        case .file: ["like", "documents", "rules"]
        case .document: ["title", "formSet", "year"]
        case .rule:
            [
                "id", "drop", "severity", "each", "columns", "if", "check", "at", "round", "tolerance", "message",
                "hint",
                "unique", "rows", "words", "prose", "amounts", "after", "sharesOf", "grades", "copies", "flaw",
            ]
        case .message: ["zh", "en"]
        case .quotation: ["phrases", "topic", "units", "cells", "lastYear", "atLeast"]
        case .copies: ["least", "kinds"]
        case .grades: ["score", "phrases", "bands"]
        case .band: ["word", "least"]
        }
    }
}
