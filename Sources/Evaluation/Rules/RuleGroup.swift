/// The kinds of groups in rule files, each with the keys that it may hold. `layouts/rules.schema.json` describes them for
/// editors under the same names.
package enum RuleGroup: String, CaseIterable {
    case file, document, rule, message, quotation, grades, band

    /// The keys in the order in which they are explained.
    package var keys: [String] {
        switch self {
        case .file: ["like", "documents", "rules"]
        case .document: ["title", "formSet", "year"]
        case .rule:
            [
                "id", "severity", "each", "columns", "if", "check", "at", "round", "tolerance", "message", "hint",
                "prose",
                "amounts", "sharesOf", "grades",
            ]
        case .message: ["zh", "en"]
        case .quotation: ["phrases", "cells", "lastYear"]
        case .grades: ["score", "phrases", "bands"]
        case .band: ["word", "least"]
        }
    }
}
