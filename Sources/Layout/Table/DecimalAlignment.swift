/// Moves the amounts of a column so that their decimal points stand one below the other, the widest in the middle of the
/// column. Words and marks among them are centred.
enum DecimalAlignment {
    /// An amount on its line: what stands before its decimal point, and from it on, the percent sign included.
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

    /// Aligns the cells whose style asks for it.
    /// - Parameter rooms: for each of `placements` the width that its text has.
    static func apply(to texts: inout [LaidText], at placements: [TableGrid.Placement], rooms: [Length]) {
        var columns: [Column: [Amount]] = [:]
        for (index, placement) in placements.enumerated() {
            guard texts[index].lines.contains(where: { $0.alignment == .decimal }) else { continue }
            let column = Column(first: placement.column, span: placement.columnSpan)
            if let amount = amount(texts[index], index) {
                columns[column, default: []].append(amount)
            } else {
                center(&texts[index], in: rooms[index])
            }
        }
        for amounts in columns.values { align(amounts, in: &texts, rooms: rooms) }
    }

    /// Moves the only line of `text` so that its point stands below that of `model`, which was aligned in the same column.
    static func place(_ text: inout LaidText, like model: LaidText.Line, in room: Length) {
        guard model.alignment == .decimal, text.lines.count == 1 else { return }
        let point = model.offset(of: ".") ?? model.start + model.width
        let own = text.lines[0].offset(of: ".") ?? text.lines[0].start + text.lines[0].width
        text.lines[0].start = max(.zero, min(text.lines[0].start + point - own, room - text.lines[0].width))
    }

    private static func amount(_ text: LaidText, _ placement: Int) -> Amount? {
        guard text.lines.count == 1, let line = text.lines.first, line.alignment == .decimal else { return nil }
        guard let sign = line.runs.first?.text.first, sign.isNumber || sign == "-" || sign == "+" else { return nil }
        let whole = line.offset(of: ".") ?? line.offset(of: "%") ?? line.width
        return Amount(placement: placement, whole: whole, fraction: line.width - whole)
    }

    private static func align(_ amounts: [Amount], in texts: inout [LaidText], rooms: [Length]) {
        let whole = amounts.reduce(.zero) { max($0, $1.whole) }
        let fraction = amounts.reduce(.zero) { max($0, $1.fraction) }
        for amount in amounts {
            let room = rooms[amount.placement]
            let start = max(.zero, (room - whole - fraction) / 2)
            texts[amount.placement].lines[0].start += min(
                start + whole - amount.whole, room - amount.whole - amount.fraction)
        }
    }

    private static func center(_ text: inout LaidText, in room: Length) {
        for index in text.lines.indices where text.lines[index].alignment == .decimal {
            text.lines[index].start += (room - text.lines[index].width) / 2
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
                if rest.first == UInt8(ascii: scalar) { return start + run.origin.x + run.glyphs[glyph].offset.x }
                rest = rest.dropFirst(cluster.bytes)
                glyph += cluster.glyphs
            }
        }
        return nil
    }
}
