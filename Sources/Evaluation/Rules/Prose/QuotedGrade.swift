#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A grade that a text states.
struct QuotedGrade {
    /// The grade.
    let word: String
    /// The words before it and the grade: 自评等级为“优.
    let quotation: String
    /// The text before the quotation.
    let before: Substring

    /// The year that the grade is of, where `year` is evaluated.
    func year(evaluated year: Int) -> QuotedYear { QuotedYear(before: before, behind: "", evaluated: year) }
}

/// The grades that scores earn, and how texts state them.
struct GradeScale: Sendable {
    /// A grade and the least score that earns it.
    struct Band: Sendable {
        let word: String
        let least: Decimal
    }

    let score: FieldReference
    let phrases: [String]
    /// From the best.
    let bands: [Band]

    /// The grade that `score` earns.
    func grade(for score: Decimal) -> String? {
        bands.first { score >= $0.least }?.word
    }

    /// The grades that `paragraph` states.
    func grades(in paragraph: String) -> [QuotedGrade] {
        // Most paragraphs are told by the ends of the phrases.
        let likely = phrases.filter { paragraph.holds(String($0.prefix(1))) && paragraph.holds(String($0.suffix(1))) }
        guard !likely.isEmpty else { return [] }
        let text = TermText(paragraph)
        return likely.flatMap { phrase in
            text.reading(behind: phrase, word).map { word, source in
                QuotedGrade(word: word, quotation: String(source), before: paragraph[..<source.startIndex])
            }
        }
    }

    /// The grade that begins `text`, a colon aside, and how many characters it ends behind.
    private func word(_ text: ArraySlice<Unicode.Scalar>) -> (String, count: Int)? {
        let behind = text.drop { $0 == ":" }
        guard let band = bands.first(where: { behind.starts(with: $0.word.unicodeScalars) }) else { return nil }
        return (band.word, text.count - behind.count + band.word.unicodeScalars.count)
    }
}
