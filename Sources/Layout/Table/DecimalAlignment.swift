/// Moves the amounts of a column so that their decimal points stand one below the other, the widest in the middle of the
/// column. Words and marks among them are centred.
enum DecimalAlignment {
    /// An amount on its line: what stands before its decimal point, and from it on.
    private struct Amount {
        let placement: Int
        let whole: Length
        let fraction: Length
    }

    /// Cells of one column that are aligned together.
    private struct Column: Hashable {
        let first: Int
        let span: Int
    }

    /// Aligns the cells of `table` whose style asks for it.
    static func apply(to texts: inout [LaidText], in table: TableLayouter) {
        var columns: [Column: [Amount]] = [:]
        for (index, placement) in table.grid.placements.enumerated() {
            guard texts[index].lines.contains(where: { $0.alignment == .decimal }) else { continue }
            let column = Column(first: placement.column, span: placement.columnSpan)
            if let amount = amount(texts[index], index) {
                columns[column, default: []].append(amount)
            } else {
                center(&texts[index], in: table.room(of: placement))
            }
        }
        for amounts in columns.values { align(amounts, &texts, table) }
    }

    private static func amount(_ text: LaidText, _ placement: Int) -> Amount? {
        guard text.lines.count == 1, let line = text.lines.first, line.alignment == .decimal else { return nil }
        let written = line.runs.map(\.text).joined()
        guard written.first.map({ $0.isNumber || $0 == "-" || $0 == "+" }) == true else { return nil }
        let whole = line.offset(of: ".") ?? line.width
        return Amount(placement: placement, whole: whole, fraction: line.width - whole)
    }

    private static func align(_ amounts: [Amount], _ texts: inout [LaidText], _ table: TableLayouter) {
        let whole = amounts.map(\.whole).max() ?? .zero
        let fraction = amounts.map(\.fraction).max() ?? .zero
        for amount in amounts {
            let room = table.room(of: table.grid.placements[amount.placement])
            let start = max(.zero, (room - whole - fraction) / 2)
            texts[amount.placement].lines[0].move(
                by: min(start + whole - amount.whole, room - amount.whole - amount.fraction))
        }
    }

    private static func center(_ text: inout LaidText, in room: Length) {
        for index in text.lines.indices where text.lines[index].alignment == .decimal {
            text.lines[index].move(by: (room - text.lines[index].width) / 2)
        }
    }
}

extension LaidText.Line {
    /// Where the character `scalar` first begins.
    fileprivate func offset(of scalar: Unicode.Scalar) -> Length? {
        for run in runs {
            var glyph = 0
            var rest = run.text.utf8[...]
            for cluster in run.clusters {
                if rest.first == UInt8(ascii: scalar) { return run.origin.x + run.glyphs[glyph].offset.x }
                rest = rest.dropFirst(cluster.bytes)
                glyph += cluster.glyphs
            }
        }
        return nil
    }

    fileprivate mutating func move(by distance: Length) {
        for index in runs.indices { runs[index].origin.x += distance }
    }
}
