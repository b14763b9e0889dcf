/// The blocks of a section with their text broken into lines, and how much room they ask for together.
///
/// Where a block may begin depends on those behind it: a heading stands on the page of the text that it heads, a text leaves
/// room for the signature below it. So blocks are measured ahead of placing, yet no further than a decision needs: the pages
/// of a long section are full, and may be drawn, before its last blocks are measured.
struct MeasuredSection {
    /// The stamp on its first page.
    let stamp: TableLayouter?
    /// What was found in what is measured so far.
    private(set) var findings: LayoutFindings
    private let blocks: [Block]
    /// The first of them, measured.
    private var measured: [MeasuredBlock] = []
    private let width: Length
    private let context: LayoutContext

    /// - Parameter width: that of the type area.
    init(_ section: Section, width: Length, context: LayoutContext) {
        blocks = section.blocks
        self.width = width
        self.context = context
        (stamp, findings) = section.stamp?.measured(context) ?? (nil, LayoutFindings())
    }

    /// How many blocks there are.
    var count: Int { blocks.count }

    /// The block at `index`, as it was composed.
    func source(_ index: Int) -> Block { blocks[index] }

    /// The block at `index`, measured when first asked for.
    mutating func block(_ index: Int) -> MeasuredBlock {
        while measured.count <= index {
            let (block, found) = blocks[measured.count].measured(width: width, context: context)
            measured.append(block)
            findings.add(found)
        }
        return measured[index]
    }

    // MARK: Keeping blocks together

    /// The height that the blocks after `index` ask of the page on which it ends, with the space between.
    mutating func reserve(after index: Int) -> Length {
        var reserve = Length.zero
        var kept = blocks[index].spaceAfter
        for next in blocks.indices.dropFirst(index + 1) {
            switch block(next) {
            case .text(let text, let laid) where text.keepsWithPrevious || isClosingLine(next, laid):
                reserve = kept + text.spaceBefore + laid.height(of: laid.lines.indices)
                kept += text.spaceBefore + laid.extent + text.spaceAfter
            case .signature(let signature, let setter):
                reserve = kept + signature.spaceBefore + setter.height
                kept = reserve
            default: return reserve
            }
        }
        return reserve
    }

    /// Whether a block is the only line of the last paragraph of a section: it does not stand alone on a page.
    private func isClosingLine(_ index: Int, _ laid: LaidText) -> Bool {
        index == blocks.count - 1 && laid.lines.count == 1
    }

    /// The height that must be free for the block at `index` to begin, with all that it keeps with.
    /// - Parameter pageHeight: that of the type area.
    mutating func startHeight(_ index: Int, pageHeight: Length) -> Length {
        var kept = Length.zero
        for next in blocks.indices.dropFirst(index) {
            switch block(next) {
            case .text(let text, let laid):
                guard text.keepsWithNext else { return kept + leastStart(of: laid, at: next) }
                kept += laid.extent + text.spaceAfter
            case .table(let table, let layout):
                let rows = layout?.heights.prefix(table.headerRows + 1) ?? []
                return kept + min(table.spaceBefore + rows.reduce(.zero, +), pageHeight / 3)
            case .signature(_, let setter): return kept + setter.height
            case .contents(_, let setter): return kept + setter.leastStart
            }
            if kept > pageHeight { break }
        }
        return kept
    }

    /// The height of the fewest lines of the block at `index` that may begin on a page; where it may not be broken, it ends
    /// on that page with the blocks that stay with it.
    private mutating func leastStart(of laid: LaidText, at index: Int) -> Length {
        let count = laid.lines.indices.dropFirst().first { laid.mayBreak(before: $0) }
        return count.map { laid.height(of: 0..<$0) } ?? laid.height(of: laid.lines.indices) + reserve(after: index)
    }
}

extension LaidText {
    /// The height of the lines with the space below the last: what keeps text on its grid.
    fileprivate var extent: Length { lines.reduce(.zero) { $0 + $1.pitch } }
}

extension Stamp {
    /// The sum of its columns.
    var width: Length {
        table.columns.reduce(Length.zero) { sum, column in
            if case .fixed(let width) = column.basis { sum + width } else { sum }
        }
    }

    fileprivate func measured(_ context: LayoutContext) -> (layout: TableLayouter?, findings: LayoutFindings) {
        table.measured(width: width, context: context)
    }
}
