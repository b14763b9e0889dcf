#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

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

    /// The grades that `paragraph` states of the year that is evaluated, with the words before them: 自评等级为“优”.
    func grades(in paragraph: String, evaluated year: Int) -> [(word: String, quotation: String)] {
        // Most paragraphs are told by the ends of the phrases.
        let likely = phrases.filter { paragraph.holds(String($0.prefix(1))) && paragraph.holds(String($0.suffix(1))) }
        guard !likely.isEmpty else { return [] }
        let text = TermText(paragraph)
        return likely.flatMap { phrase in
            text.reading(behind: phrase, word).compactMap { word, source in
                let before = paragraph[..<source.startIndex]
                let isCurrent = QuotedYear(before: before, behind: "", evaluated: year) == .evaluated
                return isCurrent ? (word, String(source)) : nil
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
