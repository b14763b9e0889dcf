/// A rule of page breaks that gives way where a page is too small for it.
package enum LayoutRule: Hashable, Sendable {
    /// A page holds no fewer lines of a text on either side of a break than its style asks for (orphans and widows).
    case fewestLines
    /// A row that is not breakable stands on one page.
    case rowWhole
    /// A row stands on the page on which the next one begins.
    case rowWithNext
    /// A block ends on the page on which the next one begins.
    case blockWithNext
    /// A block stands on the page on which the one before it ends.
    case blockWithPrevious
}

/// Finds the rules that the break at the end of a table's part does not keep.
struct BrokenRules {
    let layout: TableLayouter
    let fragment: TableFragment
    /// The row in which the next part begins.
    let row: Int
    /// What of that row stands before the break.
    let rowShown: TableFragmenter.Progress

    /// The rules, with the text or row that each is about.
    func found() -> [(rule: LayoutRule, origin: TextOrigin?)] {
        var found: [(rule: LayoutRule, origin: TextOrigin?)] = []
        if rowShown == .part, !layout.table.rows[row].isBreakable { found.append((.rowWhole, origin(ofRow: row))) }
        if rowShown == .nothing, row > 0, layout.table.keepsWithNext(row - 1) {
            found.append((.rowWithNext, origin(ofRow: row - 1)))
        }
        for (placement, part) in fragment.parts.sorted(by: { $0.key < $1.key }) where leavesTooFew(placement, part) {
            let paragraphs = layout.cells[placement].paragraphs
            found.append((.fewestLines, paragraphs.lazy.compactMap(\.origin).first))
        }
        return found
    }

    private func origin(ofRow row: Int) -> TextOrigin? { layout.table.rows[row].origin ?? layout.table.origin }

    private func leavesTooFew(_ placement: Int, _ part: TableFragment.Part) -> Bool {
        let text = layout.text(of: placement, isRepeat: part.isRepeat)
        guard !part.lines.isEmpty, part.lines.upperBound < text.lines.count else { return false }
        return text.breakCount(from: part.lines.lowerBound, atMost: part.lines.count) != part.lines.count
    }
}
