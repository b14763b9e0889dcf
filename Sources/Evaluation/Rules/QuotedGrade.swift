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

    /// The grades that `paragraph` states, with the words before them: 自评等级为“优”.
    func grades(in paragraph: String) -> [(word: String, quotation: String)] {
        phrases.flatMap { phrase in
            paragraph.places(of: phrase).compactMap { range in
                let behind = paragraph[range.upperBound...].drop { "“\"《：: ".contains($0) }
                guard let band = bands.first(where: { behind.hasPrefix($0.word) }) else { return nil }
                return (band.word, String(paragraph[range.lowerBound..<behind.startIndex]) + band.word)
            }
        }
    }
}
