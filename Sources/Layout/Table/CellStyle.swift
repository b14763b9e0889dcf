/// How a cell is set.
package struct CellStyle: Hashable, Sendable {
    /// Where the text stands between the upper and the lower edge.
    package enum VerticalAlignment: String, Hashable, Sendable, CaseIterable {
        /// At the upper edge.
        case top
        /// In the middle.
        case middle
        /// At the lower edge.
        case bottom
    }

    /// The rule on an edge of a cell.
    package struct Border: Hashable, Sendable {
        /// How a rule is drawn.
        package enum Line: String, Hashable, Sendable, CaseIterable {
            /// In short pieces.
            case dashed
            /// As one line.
            case solid
            /// As two lines, each a third of the width, with a third between them.
            case double
        }

        /// The width of all of it; zero for none.
        package var width: Length
        /// How it is drawn.
        package var line: Line

        /// Creates a rule.
        package init(_ width: Length, _ line: Line = .solid) {
            self.width = width
            self.line = line
        }

        /// Which of two rules an edge has that two cells state differently: the wider; of equal ones the double one, then the
        /// solid one (CSS 2.1, 17.6.2.1).
        func stronger(_ other: Border) -> Border { (width, line.rank) < (other.width, other.line.rank) ? other : self }

        /// From the middle of a double rule to the middle of one of its lines; `nil` for others.
        var offset: Length? { line == .double ? width / 3 : nil }
    }

    /// The rules on the edges of a cell.
    package struct Borders: Hashable, Sendable {
        /// The upper rule; `nil` for the table's own.
        package var top: Border?
        /// The right rule.
        package var right: Border?
        /// The lower rule.
        package var bottom: Border?
        /// The left rule.
        package var left: Border?

        /// Creates borders; an edge that is not stated has the table's own rule.
        package init(top: Border? = nil, right: Border? = nil, bottom: Border? = nil, left: Border? = nil) {
            self.top = top
            self.right = right
            self.bottom = bottom
            self.left = left
        }
    }

    /// From the rules to the text.
    package var padding: Insets
    /// The grey of the cell below its text, in hundredths of black; 0 for none.
    package var shade = 0
    /// The rules on its edges. Where two cells state different ones for the edge between them, the wider wins.
    package var borders = Borders()
    /// Whether a rule runs from the upper left corner to the lower right one (斜线表头): the first paragraph then stands
    /// above it at the right, the last below it at the left.
    package var isDivided = false
    /// Whether the text is turned by 90° counter-clockwise.
    package var isRising = false
    /// Where the text stands.
    package var verticalAlignment: VerticalAlignment
    /// Whether the text is shown again where the cell goes on on the next page, as a label is, or flows over.
    package var repeatsAfterBreak: Bool
    /// What follows a text that is shown again, such as （续）.
    package var continuationMark: String

    /// Creates a style.
    package init(
        padding: Insets, verticalAlignment: VerticalAlignment = .middle, repeatsAfterBreak: Bool = false,
        continuationMark: String = ""
    ) {
        self.padding = padding
        self.verticalAlignment = verticalAlignment
        self.repeatsAfterBreak = repeatsAfterBreak
        self.continuationMark = continuationMark
    }
}

extension CellStyle.Border.Line {
    fileprivate var rank: Int {
        switch self {
        case .dashed: 0
        case .solid: 1
        case .double: 2
        }
    }
}
