import Layout
import TestSupport
import Testing

/// What holds for every table: thousands of random ones are laid out on pages of random height.
@Suite struct TablePropertyTests {
    @Test(arguments: 0..<20)
    func losesAndRepeatsNothing(batch: Int) throws {
        for seed in batch * 150..<(batch + 1) * 150 {
            let table = RandomTable(seed: UInt64(seed))
            let height = Length.mm(Double(60 + seed * 37 % 200))
            let style = PageStyle(
                size: Size(width: .mm(180), height: height), margins: Insets(horizontal: .mm(10), vertical: .mm(10)))
            let section = Section(title: "", page: style, blocks: [.table(table.block)])
            let document: PagedDocument
            do throws(LayoutFailure) {
                document = try PageLayouter.layout([section], context: LayoutContext(shaper: FixedAdvanceShaper()))
            } catch {
                // A row that may not be cut can be taller than a small page: that is said, never drawn.
                let allTooTall = error.faults.allSatisfy { if case .rowTooTall = $0 { true } else { false } }
                #expect(allTooTall, "seed \(seed): \(error.faults)")
                continue
            }
            checkTexts(table, document.pages, seed)
            for page in document.pages { checkPlaces(page, style, seed) }
            checkBreaks(table, document, seed)
        }
    }

    /// Every text is there once and in order; a repeated label is there whole, once or more; so is a header.
    private func checkTexts(_ table: RandomTable, _ pages: [Page], _ seed: Int) {
        let glyphs = pages.flatMap { $0.runs.flatMap { $0.glyphs.map(\.id) } }
        var positions: [UInt32: [Int]] = [:]
        for (position, id) in glyphs.enumerated() { positions[id, default: []].append(position) }
        for (index, text) in table.texts.enumerated() {
            let counts = Set(text.scalars.map { positions[$0]?.count ?? 0 })
            let isHeader = index < table.block.rows.prefix(table.block.headerRows).reduce(0) { $0 + $1.cells.count }
            if text.repeats || isHeader {
                #expect(
                    counts.isEmpty || counts.count == 1 && counts.first ?? 0 >= 1, "seed \(seed): a label in pieces")
            } else {
                #expect(counts.isEmpty || counts == [1], "seed \(seed): text lost or doubled, \(counts)")
                let order = text.scalars.compactMap { positions[$0]?.first }
                #expect(order == order.sorted(), "seed \(seed): text out of order")
            }
        }
    }

    /// The rules of page breaks hold, or the notes say at the foot of which page which one did not.
    private func checkBreaks(_ table: RandomTable, _ document: PagedDocument, _ seed: Int) {
        let notes = Set(document.notes)
        let places = LinePlaces(document)
        let rows = table.block.rows
        var first = [Int](repeating: .max, count: rows.count)
        var last = [Int](repeating: 0, count: rows.count)
        for (text, cell) in table.cells.enumerated() where cell.row >= table.block.headerRows {
            let lines = places.lines(of: table.texts[text].scalars)
            for page in looseBreaks(lines) where !table.texts[text].repeats {
                let note = LayoutNote.broken(.fewestLines, TextOrigin(rawValue: text), page: page)
                #expect(notes.contains(note), "seed \(seed): cell \(text) leaves a single line on page \(page)")
            }
            guard let begin = lines.first?.page, let end = lines.last?.page else { continue }
            if cell.rowSpan == 1 { first[cell.row] = min(first[cell.row], begin) }
            // A text over several rows may flow on below the others in its last row.
            last[cell.row + cell.rowSpan - 1] = max(last[cell.row + cell.rowSpan - 1], end)
            if cell.rowSpan == 1, begin < end, !rows[cell.row].isBreakable {
                let note = LayoutNote.broken(.rowWhole, RandomTable.origin(ofRow: cell.row), page: begin)
                #expect(notes.contains(note), "seed \(seed): row \(cell.row) is cut")
            }
        }
        for row in rows.indices.dropLast() where rows[row].keepsWithNext {
            guard first[row] < .max, first[row + 1] < .max, last[row] < first[row + 1] else { continue }
            let note = LayoutNote.broken(.rowWithNext, RandomTable.origin(ofRow: row), page: first[row + 1] - 1)
            #expect(notes.contains(note), "seed \(seed): row \(row) leaves the next")
        }
    }

    /// The pages at whose foot a text breaks with fewer than two lines on one side.
    private func looseBreaks(_ lines: [LinePlaces.Line]) -> [Int] {
        let pages = Set(lines.map(\.page)).sorted()
        return pages.dropLast().filter { page in
            lines.count { $0.page == page } < 2 || lines.count { $0.page > page } < 2
        }
    }

    /// No glyph leaves the type area, none lies upon another.
    private func checkPlaces(_ page: Page, _ style: PageStyle, _ seed: Int) {
        let origin = style.origin(ofPage: page.number)
        let slack = Length(rawValue: 8)
        var boxes: [(x: Length, y: Length)] = []
        for run in page.runs {
            for glyph in run.glyphs {
                let place = run.origin + glyph.offset
                boxes.append((place.x, place.y - GlyphRun.ascent(of: run.size)))
            }
        }
        let outside = boxes.first { box in
            !(box.x + slack >= origin.x && box.x <= origin.x + style.area.width + slack && box.y + slack >= origin.y
                && box.y + .pt(10) <= origin.y + style.area.height + slack)
        }
        let place = outside.map { "at \($0.x.millimetres), \($0.y.millimetres) mm" } ?? ""
        #expect(outside == nil, "seed \(seed) page \(page.number): a glyph outside the type area \(place)")
        boxes.sort { ($0.y, $0.x) < ($1.y, $1.x) }
        for (index, box) in boxes.enumerated() {
            for other in boxes[(index + 1)...] {
                if other.y >= box.y + .pt(10) { break }
                let apart = other.x + slack >= box.x + .pt(5) || box.x + slack >= other.x + .pt(5)
                #expect(apart, "seed \(seed) page \(page.number): glyphs overlap")
                if !apart { return }
            }
        }
    }
}
