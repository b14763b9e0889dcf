/// What is printed in grey in the middle of a blank page, so that nobody looks for a lost text: 此页无正文.
package struct BlankNote: Sendable {
    private let runs: [GlyphRun]

    /// Lays the words of `text` out on one line.
    /// - Throws: ``LayoutFailure`` with the characters that no face has.
    package init(_ text: TextRun, context: LayoutContext) throws(LayoutFailure) {
        let (runs, missing) = Watermark(text).runs(width: Size.a4.width, context)
        guard missing.isEmpty else { throw LayoutFailure(faults: missing.map(LayoutFault.missingCharacter)) }
        self.runs = runs
    }

    package func placed(at center: Point) -> PlacedWatermark {
        PlacedWatermark(center: center, runs: runs, posture: .level)
    }
}
