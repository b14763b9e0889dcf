import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads rule files. A file may build on another (`like`) and states of a rule with the same id only what differs.
struct RulePackReader {
    private let model: SubmissionModel
    /// Where files that others build on are looked for.
    private let folders: LayoutFolders
    /// What rules see: the fields of a submission, and of rules over documents those documents.
    private let type: RecordType
    /// The names of those documents.
    private let others: Set<String>

    /// A rule as its files state it.
    struct Entry {
        let id: String
        var group: NodeReader.Group

        /// Whether all is there that a rule must state.
        fileprivate var isWhole: Bool {
            group["severity"] != nil && group["message"] != nil && (group["check"] ?? group["prose"]) != nil
        }
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
            var trial = NodeReader()
            let isProse = entry.group["prose"] != nil
            let proseRule = isProse ? proseRule(entry, &trial) : nil
            let rule = isProse ? nil : rule(entry, &trial)
            if let lacking = trial.findings.first, trial.findings.allSatisfy({ $0.lacksField(in: files.bases) }) {
                pack.findings.append(.leftOut(entry.id, lacking))
                continue
            }
            reader.add(trial.findings)
            if let proseRule { pack.proseRules.append(proseRule) }
            if let rule { pack.rules.append(rule) }
        }
        return pack
    }

    private enum Level: String, CaseIterable {
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
        return Rule(
            id: entry.id, place: group.span, severity: severity.severity, rounds: rounds,
            rounding: rounding(group["round"], &reader), tolerance: tolerance(group["tolerance"], &reader),
            ways: Set(rounds.flatMap(\.ways)))
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
            rounds += inner.map { Rule.Round(loops: [list] + $0.loops, checks: $0.checks) }
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

    // MARK: Rules on texts

    private func proseRule(_ entry: Entry, _ reader: inout NodeReader) -> ProseRule? {
        let group = entry.group
        let scope = ExpressionScope(root: .record(type))
        let severity = reader.word(reader.required("severity", in: group), Level.self)
        let texts = references(group["prose"], scope: scope, &reader)
        let message = LocalizedTextReader.read(reader.required("message", in: group), &reader)
        guard let severity, let message, let subject = subject(group, scope: scope, &reader) else {
            return nil
        }
        return ProseRule(
            id: entry.id, place: group.span, severity: severity.severity, texts: texts, subject: subject,
            message: message,
            hint: group["hint"].flatMap { LocalizedTextReader.read($0, &reader) },
            ways: Set((texts + subject.cells).map(\.way)), year: model.roles.year)
    }

    private func subject(
        _ group: NodeReader.Group, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> ProseRule.Subject? {
        if let wholes = group["sharesOf"] { return .shares(of: references(wholes, scope: scope, &reader)) }
        if let grades = group["grades"] { return scale(grades, scope: scope, &reader).map(ProseRule.Subject.grades) }
        return quotations(reader.required("amounts", in: group), scope: scope, &reader).map(ProseRule.Subject.amounts)
    }

    private func scale(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> GradeScale? {
        let group = reader.group(node, keys: RuleGroup.grades.keys)
        let score = reader.reference(reader.required("score", in: group), scope: scope)
        let phrases = reader.list(reader.required("phrases", in: group)).compactMap { reader.text($0) }
        let bands = reader.list(reader.required("bands", in: group)).compactMap { node -> GradeScale.Band? in
            let band = reader.group(node, keys: RuleGroup.band.keys)
            let word = reader.text(reader.required("word", in: band))
            let least = reader.value(reader.required("least", in: band), LocalizedText("数字", en: "a number")) {
                Amount($0)?.value
            }
            guard let word, let least else { return nil }
            return GradeScale.Band(word: word, least: least)
        }
        return score.map {
            GradeScale(score: $0, phrases: phrases.map(\.plainWords), bands: bands.sorted { $0.least > $1.least })
        }
    }

    private func quotations(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [ProseRule.Quotation]? {
        guard let node else { return nil }
        return reader.list(node).map { element in
            let group = reader.group(element, keys: RuleGroup.quotation.keys)
            return ProseRule.Quotation(
                phrases: reader.list(reader.required("phrases", in: group)).compactMap { reader.text($0)?.plainWords },
                cells: references(reader.required("cells", in: group), scope: scope, &reader),
                lastYear: references(group["lastYear"], scope: scope, &reader))
        }
    }

    private func references(
        _ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [FieldReference] {
        reader.list(node).compactMap { reader.reference($0, scope: scope) }
    }
}

extension ProseRule.Subject {
    fileprivate var cells: [FieldReference] {
        switch self {
        case .amounts(let quotations): quotations.flatMap { $0.cells + $0.lastYear }
        case .shares(let wholes): wholes
        case .grades(let scale): [scale.score]
        }
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
    fileprivate var ways: [[String]] { loops.map(\.way) + checks.flatMap(\.ways) }
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
