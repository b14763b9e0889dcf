import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A rule on the figures that texts quote in words.
struct ProseRule: Sendable {
    /// What a text may say before an amount, and the cells that the amount may be of.
    struct Quotation: Sendable {
        /// Plain words.
        var phrases: [String]
        var cells: [FieldReference]
        /// The cells that an amount of the year before may be of.
        var lastYear: [FieldReference]
    }

    /// What is looked for in the texts.
    enum Subject: Sendable {
        /// Amounts that follow certain words and must be those of certain cells.
        case amounts([Quotation])
        /// Shares such as 占67.23%, which must follow from two amounts of the paragraph, or from one and a cell.
        case shares(of: [FieldReference])
        /// Grades such as 自评等级为优, which must be those of the score.
        case grades(GradeScale)
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
}

/// A figure of a text that contradicts the tables.
struct ProseBreach {
    let breach: Breach
    /// The words that are at fault, as they stand in the text.
    let quotation: String
}

extension ProseRule {
    /// Gives `take` the breaches of the rule in a submission.
    func forEachBreach(in environment: ExpressionEnvironment, _ take: (ProseBreach) -> Void) {
        guard severity != nil else { return }
        for reference in texts {
            let value = reference.value(in: environment)
            for case .leaf(let leaf, let id) in value.isList ? reference.elements(in: environment) : [value] {
                for paragraph in leaf.paragraphs where environment.budget.take(1 + paragraph.utf8.count >> 6) {
                    breaches(in: paragraph, of: id, environment).forEach(take)
                }
            }
        }
    }

    private func breaches(
        in paragraph: String, of cell: FieldID, _ environment: ExpressionEnvironment
    ) -> [ProseBreach] {
        guard case .integer(let year) = year.value(in: environment).leaf else { return [] }
        switch subject {
        case .amounts(let quotations):
            guard paragraph.holds("万元") else { return [] }
            return QuotedFigure.amounts(in: paragraph).compactMap { figure in
                quotations.first { figure.follows($0.phrases) }.flatMap { quotation in
                    let cells = quotation.cells(for: figure.year(evaluated: year), evaluated: year)
                    return contradiction(figure, stated: cells.compactMap { $0.stated(in: environment) }, in: cell)
                }
            }
        case .shares(let wholes):
            guard paragraph.holds("占") else { return [] }
            let cells = wholes.compactMap { $0.stated(in: environment)?.value }
            return QuotedShare.shares(in: paragraph).compactMap { share in
                // Each division takes as long as a few steps.
                guard environment.budget.take(4 * (share.others.count + cells.count)) else { return nil }
                let breach = contradiction(share, amounts: cells, in: cell)
                return breach != nil && share.year(evaluated: year) == .evaluated ? breach : nil
            }
        case .grades(let scale):
            guard let score = scale.score.value(in: environment).leaf?.number else { return [] }
            guard let earned = scale.grade(for: score) else { return [] }
            return scale.grades(in: paragraph).compactMap { grade in
                guard grade.word != earned, grade.year(evaluated: year) == .evaluated else { return nil }
                return breach(
                    grade.quotation, in: cell, found: grade.word, expected: earned, computation: "\(score) → \(earned)")
            }
        }
    }

    /// A breach where the figure is none of `stated`, of which there are some.
    private func contradiction(_ figure: QuotedFigure, stated: [Amount], in cell: FieldID) -> ProseBreach? {
        guard let first = stated.first, !stated.contains(where: { $0.value == figure.value }) else { return nil }
        let all = stated.reduce(into: [String]()) { if !$0.contains($1.text) { $0.append($1.text) } }
        let expected = all.count == 1 ? first.text : all.joined(separator: " / ")
        return breach(figure.quotation, in: cell, found: figure.text, expected: expected, computation: nil)
    }

    /// A breach where no two amounts make the share.
    private func contradiction(_ share: QuotedShare, amounts cells: [Decimal], in cell: FieldID) -> ProseBreach? {
        guard let part = share.part else { return nil }
        let wholes = (share.others + cells).filter { $0 >= part && $0 > 0 }
        let isRight = wholes.contains { part.percent(of: $0)?.rounded(to: share.places) == share.value }
        // Where several amounts may be meant, one that the paragraph and the tables both state is likeliest.
        let likely = cells.first { $0 > part && share.others.contains($0) }
        guard !isRight, let whole = likely ?? wholes.first(where: { $0 > part }),
            let expected = part.percent(of: whole)?.rounded(to: 2)
        else { return nil }
        return breach(
            share.quotation, in: cell, found: "\(share.value)%", expected: "\(expected)%",
            computation: "\(part) / \(whole) = \(expected)%")
    }

    private func breach(
        _ quotation: String, in cell: FieldID, found: String, expected: String, computation: String?
    ) -> ProseBreach {
        let comparison = Diagnostic.Comparison(
            found: found, relation: .equal, expected: expected, computation: computation)
        let quoted = LocalizedText("“\(quotation)”：\(message.zh)", en: "“\(quotation)”: \(message.en)")
        return ProseBreach(
            breach: Breach(
                rule: id, severity: severity ?? .warning, cell: cell, message: quoted, hint: hint,
                comparison: comparison),
            quotation: quotation)
    }
}

extension ProseRule.Quotation {
    /// The cells that an amount of `quoted` may be of; none where that cannot be told.
    fileprivate func cells(for quoted: QuotedYear, evaluated year: Int) -> [FieldReference] {
        switch quoted {
        case .evaluated: cells
        case .other(year - 1): lastYear
        case .other, .unclear: []
        }
    }
}

extension FieldReference {
    /// The amount at the end of the way: of a list, the first that is stated.
    fileprivate func stated(in environment: ExpressionEnvironment) -> Amount? {
        let value = value(in: environment)
        let values = if case .list = value { value.flattened } else { [value] }
        return values.lazy.compactMap { value -> Amount? in
            if case .figure(.amount(let amount)) = value.leaf { amount } else { nil }
        }.first
    }
}

extension Leaf {
    /// The paragraphs of a text.
    fileprivate var paragraphs: [String] {
        switch self {
        case .report(let report): report.lines.filter { $0.cells.isEmpty }.map { $0.text + $0.runOn }
        case .prose(let prose): prose.paragraphs
        case .text(let text): [text]
        default: []
        }
    }
}
