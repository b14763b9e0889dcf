import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads rule files. A file may build on another (`like`) and states of a rule with the same id only what differs.
struct RulePackReader {
    let model: SubmissionModel
    /// Where files that others build on are looked for.
    private let folders: LayoutFolders
    /// What rules see: the fields of a submission, and of rules over documents those documents.
    let type: RecordType
    /// The names of those documents.
    let others: Set<String>

    /// A rule as its files state it.
    struct Entry {
        let id: String
        var group: NodeReader.Group

        /// Whether all is there that a rule must state.
        fileprivate var isWhole: Bool {
            group["severity"] != nil && group["message"] != nil && (group["check"] != nil || isOfList || isOnProse)
        }

        /// Whether the rule is on the elements of a list beside each other.
        var isOfList: Bool { (group["unique"] ?? group["rows"]) != nil }

        /// Whether the rule is on what texts say.
        var isOnProse: Bool { (group["prose"] ?? group["copies"]) != nil }
    }

    /// What rule files state together.
    struct Files {
        /// The rules, those of the first file first.
        private(set) var entries: [Entry] = []
        /// What rules over documents look at besides, by the names that the files give them.
        private(set) var documents: [(name: String, node: Node)] = []
        private var places: [String: Int] = [:]
        /// The paths of the files that were read.
        var paths: [String] = []
        /// Those of them on which others build.
        var bases: Set<String> = []
        /// Whether a file could not be read on which others build.
        var lacksBase = false

        /// Adds a rule, or lays what `group` states over the one that has its name.
        mutating func add(_ id: String, _ group: NodeReader.Group) {
            if let place = places[id] {
                let merged = entries[place].group.entries.merging(group.entries) { $1 }
                entries[place].group = NodeReader.Group(entries: merged, span: group.span)
            } else {
                places[id] = entries.count
                entries.append(Entry(id: id, group: group))
            }
        }

        /// Adds a document that rules look at, or takes the place of the one that has its name.
        mutating func add(document name: String, _ node: Node) {
            if let place = documents.firstIndex(where: { $0.name == name }) {
                documents[place].node = node
            } else {
                documents.append((name, node))
            }
        }
    }

    /// Rule files build on each other no deeper than this.
    private static let deepest = 4

    /// Creates a reader of rules on submissions of `model`.
    /// - Parameter documents: what rules over documents see besides, a list each.
    init(_ model: SubmissionModel, _ folders: LayoutFolders, beside documents: [FieldDescription] = []) {
        self.model = model
        self.folders = folders
        type =
            documents.isEmpty
            ? model.type : RecordType(title: model.type.title, fields: model.type.fields + documents)
        others = Set(documents.map(\.name))
    }

    // MARK: Files

    /// Lays the rules of the file at `path` over those of `files`.
    /// - Parameter reference: where the file is named, if another names it.
    func add(
        path: String, namedBy reference: Node? = nil, to files: inout Files, depth: Int = 0, _ reader: inout NodeReader
    ) {
        guard let root = reader.root(path: path, namedBy: reference) else { return files.lacksBase = true }
        let file = reader.group(root, keys: RuleGroup.file.keys)
        if let like = file["like"], let other = base(like, of: path, depth: depth, &reader) {
            add(path: other, namedBy: like, to: &files, depth: depth + 1, &reader)
        } else if file["like"] != nil {
            files.lacksBase = true
        }
        files.paths.append(path)
        if depth > 0 { files.bases.insert(path) }
        for entry in file["documents"]?.mapping ?? [] { files.add(document: entry.key, entry.value) }
        var own = Set<String>()
        for node in reader.list(reader.required("rules", in: file)) {
            let group = reader.group(node, keys: RuleGroup.rule.keys)
            guard let id = reader.text(reader.required("id", in: group)) else { continue }
            if !own.insert(id).inserted {
                reader.fault(
                    "duplicate-rule", LocalizedText("规则“\(id)”写了两次", en: "rule “\(id)” is there twice"), at: node.span)
            }
            files.add(id, group)
        }
    }

    /// The path of the rule file that `node` names in the file at `path`, no deeper than they may build on each other.
    private func base(_ node: Node, of path: String, depth: Int, _ reader: inout NodeReader) -> String? {
        guard depth < Self.deepest else {
            let most = Self.deepest
            reader.fault(
                "cyclic-like",
                LocalizedText("like 一层套一层，超过 \(most) 层", en: "files build on each other deeper than \(most)"),
                at: node.span)
            return nil
        }
        return folders.file(node, from: path, &reader)
    }

    // MARK: Rules

    /// The rules that `files` state. One is left out, with a note, of which a file on which they build names what these submissions
    /// lack.
    func pack(_ files: Files, _ reader: inout NodeReader) -> RulePack {
        var pack = RulePack()
        pack.paths = files.paths
        // What changes rules of a file that could not be read is not at fault itself.
        for entry in files.entries where !files.lacksBase || entry.isWhole {
            if reader.flag(entry.group["drop"]) == true { continue }
            var trial = NodeReader()
            let rule = read(entry, &trial)
            if let lacking = trial.findings.first, trial.findings.allSatisfy({ $0.lacksField(in: files.bases) }) {
                pack.findings.append(.leftOut(entry.id, lacking))
                continue
            }
            reader.add(trial.findings)
            switch rule {
            case .relation(let rule): pack.rules.append(rule)
            case .list(let rule): pack.listRules.append(rule)
            case .prose(let rule): pack.proseRules.append(rule)
            case nil: break
            }
        }
        return pack
    }

    /// A rule of one of the kinds that there are.
    private enum AnyRule {
        case relation(Rule)
        case list(ListRule)
        case prose(ProseRule)
    }

    private func read(_ entry: Entry, _ reader: inout NodeReader) -> AnyRule? {
        if entry.isOnProse { return proseRule(entry, &reader).map(AnyRule.prose) }
        if entry.isOfList { return listRule(entry, &reader).map(AnyRule.list) }
        return rule(entry, &reader).map(AnyRule.relation)
    }

    enum Level: String, CaseIterable {
        case error, warning, note, off

        var severity: Severity? { Severity(rawValue: rawValue) }
    }

    private func rule(_ entry: Entry, _ reader: inout NodeReader) -> Rule? {
        let group = entry.group
        let severity = reader.word(reader.required("severity", in: group), Level.self)
        let clauses = reader.list(group["each"])
        let columns = reader.list(group["columns"]).compactMap { reader.text($0) }
        let names = group["columns"] == nil ? [nil] : columns.map(Optional.some)
        let scope = ExpressionScope(root: .record(type))
        let rounds = rounds(clauses[...], scope: scope, &reader) { scope, reader in
            let checks = names.compactMap { check(group, column: $0, scope: scope, &reader) }
            return checks.isEmpty || checks.count != names.count ? nil : checks
        }
        guard let severity, let rounds else { return nil }
        var rule = Rule(
            id: entry.id, place: group.span, severity: severity.severity, rounds: rounds,
            rounding: rounding(group["round"], &reader), tolerance: tolerance(group["tolerance"], &reader),
            ways: Set(rounds.flatMap(\.ways)))
        rule.noteRequiredRows()
        return rule
    }

    /// What a rule looks at in each way through the lists of its loops, such as `row in a, b`: first in `a`, then in `b`.
    /// - Parameter checks: reads that within a scope.
    private func rounds(
        _ clauses: ArraySlice<Node>, scope: ExpressionScope, _ reader: inout NodeReader,
        _ checks: (ExpressionScope, inout NodeReader) -> [Rule.Check]?
    ) -> [Rule.Round]? {
        guard let clause = clauses.first else {
            return checks(scope, &reader).map { [Rule.Round(loops: [], checks: $0)] }
        }
        guard let (name, lists) = reader.alternatives(clause, scope: scope) else { return nil }
        var rounds: [Rule.Round] = []
        for list in lists {
            let inner = self.rounds(
                clauses.dropFirst(), scope: scope.adding(name, elementOf: list), &reader, checks)
            // What is at fault in one list would mostly be so in all.
            guard let inner else { return nil }
            rounds += inner.map { Rule.Round(loops: [[list]] + $0.loops, checks: $0.checks) }
        }
        return rounds
    }

    private func check(
        _ group: NodeReader.Group, column: String?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> Rule.Check? {
        let texts = ColumnTexts(column: column, scope: scope)
        guard let node = reader.required("check", in: group), let relation = texts.expression(node, &reader) else {
            return nil
        }
        let condition = group["if"].flatMap { texts.expression($0, &reader) }
        let cell = group["at"].map { texts.expression($0, &reader) } ?? relation.firstOperand
        guard case .field(let reference) = cell else {
            reader.expected(LocalizedText("用 at 指明哪一格（check 左边不是单个字段）", en: "at, as check begins with no field"), node)
            return nil
        }
        guard !others.contains(reference.way.first ?? "") else {
            reader.expected(
                LocalizedText("用 at 指明本材料的哪一格", en: "at, which names a cell of the submission itself"),
                group["at"] ?? node)
            return nil
        }
        guard let message = texts.message(reader.required("message", in: group), &reader) else { return nil }
        return Rule.Check(
            relation: relation, cell: reference, condition: condition, message: message,
            hint: texts.message(group["hint"], &reader))
    }

    private func rounding(_ node: Node?, _ reader: inout NodeReader) -> Rule.Rounding {
        let name = LocalizedText(
            "printed、printed 1，或 0 到 10 的整数", en: "printed, printed 1, or a whole number from 0 to 10")
        return reader.value(node, name) { text -> Rule.Rounding? in
            if text == "printed" { return .printed(least: 0) }
            if text.hasPrefix("printed ") {
                return Int(text.dropFirst(8)).flatMap { (0...10).contains($0) ? .printed(least: $0) : nil }
            }
            return Int(text).flatMap { (0...10).contains($0) ? .places($0) : nil }
        } ?? .exact
    }

    private func tolerance(_ node: Node?, _ reader: inout NodeReader) -> Decimal {
        let name = LocalizedText("不小于 0 的数字", en: "a number of at least 0")
        return reader.value(node, name) { text in Amount(text).flatMap { $0.value >= 0 ? $0.value : nil } } ?? 0
    }
}

extension ModelExpression {
    /// What stands at the left of a relation.
    fileprivate var firstOperand: ModelExpression? {
        if case .comparison(_, let left, _) = self { left } else { nil }
    }
}

extension Rule.Round {
    /// The names on the ways to all lists and fields that it looks at.
    fileprivate var ways: [[String]] { loops.joined().map(\.way) + checks.flatMap(\.ways) }
}

extension Diagnostic {
    /// Whether one of the files at `paths` names a field that there is none of.
    fileprivate func lacksField(in paths: Set<String>) -> Bool {
        id == ExpressionFault.unknownFieldID && span.map { paths.contains($0.file.name) } == true
    }

    /// A rule that was taken over names what these submissions lack, as `fault` says.
    fileprivate static func leftOut(_ rule: String, _ fault: Diagnostic) -> Diagnostic {
        Diagnostic(
            .note, id: "rule-left-out",
            LocalizedText(
                "为底的规则“\(rule)”用到本表样没有的字段，没有采用：\(fault.message.zh)",
                en: "rule “\(rule)” is left out, because this form set lacks what it names: \(fault.message.en)"),
            at: fault.span)
    }
}

extension Rule.Check {
    /// The names on the ways to all fields that the check looks at.
    fileprivate var ways: [[String]] {
        (relation.references + (condition?.references ?? []) + [cell]).map(\.way)
    }
}
