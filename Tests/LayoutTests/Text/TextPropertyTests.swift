import Layout
import TestSupport
import Testing

/// What holds for every sequence of texts: thousands of random ones are laid out on pages of random height.
@Suite struct TextPropertyTests {
    /// Texts of random length and with random rules, each character of which occurs once.
    private struct RandomTexts {
        private(set) var blocks: [TextBlock] = []
        /// The characters of each block's only paragraph.
        private(set) var scalars: [[UInt32]] = []

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            var next: UInt32 = 0x4E00
            for index in 0..<Int.random(in: 1...20, using: &random) {
                let count = UInt32(
                    Int.random(in: 1...[4, 40, 200][Int.random(in: 0...2, using: &random)], using: &random))
                scalars.append(Array(next..<next + count))
                next += count
                var text = String.UnicodeScalarView()
                text.append(contentsOf: scalars[index].compactMap(Unicode.Scalar.init))
                var style = ParagraphStyle(linePitch: .pt(10))
                style.orphans = Int.random(in: 1...3, using: &random)
                style.widows = Int.random(in: 1...3, using: &random)
                let run = TextRun(String(text), style: .test, origin: TextOrigin(rawValue: index))
                blocks.append(
                    TextBlock(
                        paragraphs: [Paragraph(runs: [run], style: style)],
                        spaceBefore: .pt(Double(Int.random(in: 0...5, using: &random))),
                        keepsWithNext: Int.random(in: 0...3, using: &random) == 0,
                        keepsWithPrevious: Int.random(in: 0...5, using: &random) == 0))
            }
        }
    }

    @Test(arguments: 0..<10) func keepsLinesAndBlocksTogetherOrSaysWhereItDoesNot(batch: Int) throws {
        for seed in batch * 200..<(batch + 1) * 200 {
            let texts = RandomTexts(seed: UInt64(seed))
            let page = PageStyle.area(width: 80, height: Double(40 + seed * 7 % 160))
            let section = Section(title: "", page: page, blocks: texts.blocks.map(Block.text))
            let document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
            let places = LinePlaces(document)
            let lines = texts.scalars.map { places.lines(of: $0).map(\.page) }
            #expect(lines.flatMap { $0 } == lines.flatMap { $0 }.sorted(), "seed \(seed): out of order")
            #expect(zip(lines, texts.scalars).allSatisfy { $0.count == ($1.count + 7) / 8 }, "seed \(seed): lines lost")
            check(texts.blocks, lines, Set(document.notes), seed)
        }
    }

    /// - Parameter lines: for each block the page of each of its lines.
    private func check(_ blocks: [TextBlock], _ lines: [[Int]], _ notes: Set<LayoutNote>, _ seed: Int) {
        func expect(_ rule: LayoutRule, _ index: Int, page: Int) {
            let note = LayoutNote.broken(rule, TextOrigin(rawValue: index), page: page)
            #expect(notes.contains(note), "seed \(seed): \(rule) of block \(index) on page \(page)")
        }
        for (index, block) in blocks.enumerated() {
            let style = block.paragraphs[0].style
            for page in Set(lines[index]) where page < lines[index].last ?? 0 {
                let before = lines[index].count { $0 <= page }
                if before < style.orphans || lines[index].count - before < style.widows {
                    expect(.fewestLines, index, page: page)
                }
            }
            guard index > 0, let end = lines[index - 1].last else { continue }
            if blocks[index - 1].keepsWithNext, lines[index].first != end {
                expect(.blockWithNext, index - 1, page: end)
            }
            if block.keepsWithPrevious, lines[index].last != end { expect(.blockWithPrevious, index, page: end) }
        }
    }
}
