import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A rule on what texts say: the figures that they quote in words, and how they are written.
struct ProseRule: Sendable {
    /// What is looked for in the texts.
    enum Subject: Sendable {
        /// Figures that follow certain words and must be those of certain cells.
        case figures(QuotationRule)
        /// Shares such as 占67.23%, which must follow from two amounts of the paragraph, or from one and a cell.
        case shares(of: [FieldReference])
        /// Grades such as 自评等级为优, which must be those of the score.
        case grades(GradeScale)
        /// Paragraphs that stand in texts of different kinds.
        case copies(CopyRule)
        /// A fault in how a text is written.
        case flaw(TextFlaw)
    }

    /// A stable name in kebab case.
    var id: String
    /// Where its file states it.
    var place: SourceSpan
    /// How grave it is to break the rule; `nil` where the rule is switched off.
    var severity: Severity?
    /// The texts.
    var texts: [FieldReference]
    var subject: Subject
    var message: LocalizedText
    var hint: LocalizedText?
    /// The names on the ways to all fields that the rule looks at.
    var ways: Set<[String]>
    /// The year that is evaluated.
    var year: FieldReference
    /// The full name of the office.
    var office: FieldReference
}

/// What a text says that contradicts the tables or is badly written.
struct ProseBreach {
    var breach: Breach
    /// The words that are at fault, as they stand in the text.
    let quotation: String
}

extension ProseRule {
    /// What a clerk calls the first text that it is on.
    var title: String {
        if case .copies(let rule) = subject { return rule.kinds.first?.first?.title ?? "" }
        return texts.first?.title ?? ""
    }

    /// Gives `take` the breaches of the rule in a submission.
    func forEachBreach(in environment: ExpressionEnvironment, _ take: (ProseBreach) -> Void) {
        guard severity != nil else { return }
        switch subject {
        case .copies(let rule):
            for copy in rule.copies(in: environment) {
                var found = breach(copy.paragraph.beginning, in: copy.text)
                found.breach.twin = copy.original
                take(found)
            }
        case .flaw(let flaw):
            for reference in texts {
                forEachLeaf(of: reference, environment) { leaf, id in
                    let lines = leaf.lines
                    guard environment.budget.take(1 + lines.reduce(0) { $0 + $1.text.utf8.count } >> 6) else { return }
                    for found in flaw.found(in: lines) { take(breach(found, in: id)) }
                }
            }
        case .figures, .shares, .grades:
            guard case .integer(let year) = year.value(in: environment).leaf else { return }
            for reference in texts {
                forEachLeaf(of: reference, environment) { leaf, id in
                    for paragraph in leaf.paragraphs where environment.budget.take(1 + paragraph.utf8.count >> 6) {
                        breaches(in: paragraph, of: id, year, environment).forEach(take)
                    }
                }
            }
        }
    }

    private func forEachLeaf(
        of reference: FieldReference, _ environment: ExpressionEnvironment, _ body: (Leaf, FieldID) -> Void
    ) {
        for case .leaf(let leaf, let id) in reference.leaves(in: environment) { body(leaf, id) }
    }

    private func breaches(
        in paragraph: String, of cell: FieldID, _ year: Int, _ environment: ExpressionEnvironment
    ) -> [ProseBreach] {
        switch subject {
        case .figures(let rule):
            return rule.contradictions(
                in: paragraph, year: year, office: office.value(in: environment).leaf?.text ?? "", environment
            ).map { breach($0.figure.quotation, in: cell, $0.comparison) }
        case .shares(let wholes):
            guard paragraph.holds("占") else { return [] }
            let cells = wholes.compactMap { $0.amounts(in: environment).first?.value }
            return QuotedShare.shares(in: paragraph).compactMap { share in
                // Each division takes as long as a few steps.
                guard environment.budget.take(4 * (share.others.count + cells.count)) else { return nil }
                guard share.year(evaluated: year) == .evaluated else { return nil }
                return share.contradiction(amounts: cells).map { breach(share.quotation, in: cell, $0) }
            }
        case .grades(let scale):
            guard let score = scale.score.value(in: environment).leaf?.number else { return [] }
            guard let earned = scale.grade(for: score) else { return [] }
            return scale.grades(in: paragraph).compactMap { grade in
                guard grade.word != earned, grade.year(evaluated: year) == .evaluated else { return nil }
                let comparison = Diagnostic.Comparison(
                    found: grade.word, relation: .equal, expected: earned, computation: "\(score) → \(earned)")
                return breach(grade.quotation, in: cell, comparison)
            }
        case .copies, .flaw: return []
        }
    }

    private func breach(_ found: TextFlaw.Found, in cell: FieldID) -> ProseBreach {
        let comparison = found.expected.map {
            Diagnostic.Comparison(found: found.number, relation: .equal, expected: $0, computation: nil)
        }
        var breach = breach(found.quotation, in: cell, comparison)
        if found.count > 1 {
            let message = breach.breach.message
            breach.breach.message = LocalizedText(
                message.zh + "（共 \(found.count) 处）", en: message.en + " (\(found.count) places)")
        }
        return breach
    }

    private func breach(
        _ quotation: String, in cell: FieldID, _ comparison: Diagnostic.Comparison? = nil
    ) -> ProseBreach {
        let quoted = LocalizedText("“\(quotation)”：\(message.zh)", en: "“\(quotation)”: \(message.en)")
        return ProseBreach(
            breach: Breach(
                rule: id, severity: severity ?? .warning, cell: cell, message: quoted, hint: hint,
                comparison: comparison),
            quotation: quotation)
    }
}

extension Leaf {
    /// The paragraphs of a text, rows of tables left out.
    var paragraphs: [String] {
        switch self {
        case .report(let report): report.lines.filter { $0.cells.isEmpty }.map { $0.text + $0.runOn }
        case .prose(let prose): prose.paragraphs
        case .text(let text): [text]
        default: []
        }
    }

    /// The lines of a text, those of tables included.
    fileprivate var lines: [ReportText.Line] {
        if case .report(let report) = self { return report.lines }
        return paragraphs.map { ReportText.Line(level: 0, text: $0) }
    }
}

extension String {
    /// The first words, to show which paragraph is meant.
    fileprivate var beginning: String { count > 20 ? prefix(20) + "…" : self }
}
