package import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A relation that a submission must keep, as a rule file states it.
struct Rule: Sendable {
    /// How a computed number is rounded before it is compared.
    enum Rounding: Sendable {
        /// Not at all.
        case exact
        /// Half up, to a count of decimals.
        case places(Int)
        /// Half up, to as many decimals as the number that it is compared with prints, but no fewer than `least`.
        case printed(least: Int)
    }

    /// The loops of the rule through one list each, and what is looked at within them. A rule that goes through one list after the
    /// other has one for each: their elements need only have the fields that the rule names.
    struct Round: Sendable {
        /// From the outermost, each through one list.
        var loops: [[FieldReference]]
        var checks: [Check]
    }

    /// What is looked at, for one of the columns that the rule goes through.
    struct Check: Sendable {
        /// What must hold.
        var relation: ModelExpression
        /// The cell that is at fault where it does not.
        var cell: FieldReference
        /// Where it stands, the rule is not checked.
        var condition: ModelExpression?
        var message: MessageTemplate
        var hint: MessageTemplate?
    }

    /// A stable name in kebab case.
    var id: String
    /// Where its file states it.
    var place: SourceSpan
    /// How grave it is to break the rule; `nil` where the rule is switched off.
    var severity: Severity?
    var rounds: [Round]
    var rounding: Rounding
    /// How far two numbers may lie apart, at least 0.
    var tolerance: Decimal
    /// The names on the ways to all fields that the rule looks at.
    var ways: Set<[String]>
    /// The rows without which the rule is not checked.
    var requiredRows: [RequiredRow] = []
}

/// A message of a rule in both languages, with placeholders.
struct MessageTemplate: Sendable {
    var zh: TextTemplate
    var en: TextTemplate

    func text(in environment: ExpressionEnvironment) -> LocalizedText {
        LocalizedText(zh.text(in: environment), en: en.text(in: environment))
    }
}

/// The rules that a submission is checked by.
package struct RulePack: Sendable {
    var rules: [Rule]
    var listRules: [ListRule]
    var proseRules: [ProseRule]
    /// The names of the form set's rules over documents, which are not always checked. Few submissions waive one: they are read
    /// when a waiver names a rule that is none of the others.
    package var related: @Sendable () -> Set<String> = { [] }
    /// The paths of the files that it was read from, those that they build on included.
    package internal(set) var paths: [String] = []
    /// What was found in the files that does not keep the rules from being used: for those who write them.
    package internal(set) var findings: [Diagnostic] = []

    /// A pack without rules.
    package init() {
        rules = []
        listRules = []
        proseRules = []
    }

    /// Reads the rule files at `paths`, each laid over the one before: of a rule that is there already, a file states only
    /// what differs.
    /// - Parameters:
    ///   - model: the fields that the rules may name.
    ///   - folders: where files that they build on are looked for.
    /// - Throws: ``Rejection`` with every fault of every file.
    package static func load(
        paths: [String], model: SubmissionModel, among folders: LayoutFolders = .none
    ) throws(Rejection) -> RulePack {
        var reader = NodeReader()
        let packs = RulePackReader(model, folders)
        var files = RulePackReader.Files()
        for path in paths { packs.add(path: path, to: &files, &reader) }
        for (name, node) in files.documents {
            reader.fault(
                "unknown-key",
                LocalizedText(
                    "对照的材料“\(name)”只能写在 \(RelatedRules.fileName) 里",
                    en: "“documents” stand in \(RelatedRules.fileName) only"),
                at: node.span)
        }
        let pack = packs.pack(files, &reader)
        if reader.findings.containsError { throw Rejection(reader.findings) }
        return pack
    }

    /// The names of the rules that are in force, in order.
    package var ids: [String] {
        rules.filter { $0.severity != nil }.map(\.id) + listRules.filter { $0.severity != nil }.map(\.id)
            + proseRules.filter { $0.severity != nil }.map(\.id)
    }

    /// Whether the pack has a rule called `id`, switched off or not.
    func knows(_ id: String) -> Bool {
        rules.contains { $0.id == id } || listRules.contains { $0.id == id } || proseRules.contains { $0.id == id }
            || related().contains(id)
    }
}
