/// The paper, the type area on it, and the page number.
package struct PageStyle: Hashable, Sendable {
    /// Where and how page numbers stand (GB/T 9704-2012, 7.5).
    package struct Numbering: Hashable, Sendable {
        /// Where a number stands between the edges of the type area.
        package enum Position: String, Hashable, Sendable, CaseIterable {
            /// At the right on odd pages, at the left on even ones.
            case outer
            /// In the middle.
            case center
        }

        /// What is numbered through.
        package enum Scope: String, Hashable, Sendable, CaseIterable {
            /// The whole document.
            case document
            /// Each section for itself.
            case form
        }

        /// The face and size.
        package var style: TextStyle
        /// From the foot of the type area to the upper edge of the number's em box.
        package var distance: Length
        /// From the outer edge of the type area.
        package var indent: Length
        /// What is printed: ``pageMark`` stands for the number, ``countMark`` for how many there are.
        package var format: String
        /// Where it stands.
        package var position: Position
        /// What is numbered through.
        package var scope: Scope
        /// Where the words around the number come from, for diagnostics.
        package var origin: TextOrigin?

        /// The number in a format: a control, which no text that is printed holds.
        package static let pageMark = "\u{1}"
        /// How many pages there are in a format.
        package static let countMark = "\u{2}"
        /// How formats are written: what stands for each mark.
        package static let placeholders = ["{page}": pageMark, "{pages}": countMark]

        /// Whether a page says how many `whole` has.
        func counts(_ whole: Scope) -> Bool { scope == whole && format.contains(Self.countMark) }

        /// What is printed on page `page` of `pages`.
        func text(page: Int, pages: Int) -> String {
            format.replacing(Self.pageMark, with: String(page)).replacing(Self.countMark, with: String(pages))
        }

        /// Creates a numbering.
        /// - Parameter format: what is printed: `{page}` stands for the number, `{pages}` for how many there are.
        package init(
            style: TextStyle, distance: Length, indent: Length, format: String = "— {page} —",
            position: Position = .outer,
            scope: Scope = .document
        ) {
            self.style = style
            self.distance = distance
            self.indent = indent
            self.format = Self.placeholders.reduce(format) { $0.replacing($1.key, with: $1.value) }
            self.position = position
            self.scope = scope
        }
    }

    /// The paper.
    package var size: Size
    /// From the edges of the paper to the type area, on an odd page; `left` is the binding edge.
    package var margins: Insets
    /// Whether even pages have the binding edge at the right.
    package var isMirrored: Bool
    /// Whether what stands on the page is read from the side: its head is at the left edge of the paper, which is the
    /// binding edge of odd pages and the cut edge of even ones (GB/T 9704-2012, 7.4). The page number stays upright.
    package var isLandscape: Bool
    /// Whether the section begins on an odd page, with a blank page before it where it would not.
    package var beginsOnOddPage: Bool
    /// Whether the section begins on the page on which the one before it ends, where that has a type area as wide and as it
    /// is read.
    package var continuesPage = false
    /// Where what stands on a page lies between the head and the foot of its type area.
    package var verticalAlignment = CellStyle.VerticalAlignment.top
    /// The page number, if pages have one.
    package var numbering: Numbering?
    /// Where and how pages say which they are, if they are asked to.
    package var code: Code?

    /// Creates a style.
    package init(
        size: Size = .a4, margins: Insets, isMirrored: Bool = true, isLandscape: Bool = false,
        beginsOnOddPage: Bool = false, numbering: Numbering? = nil
    ) {
        self.size = size
        self.margins = margins
        self.isMirrored = isMirrored
        self.isLandscape = isLandscape
        self.beginsOnOddPage = beginsOnOddPage
        self.numbering = numbering
    }

    /// The width and height of the type area as its text sees it.
    package var area: Size {
        let upright = Size(width: size.width - margins.horizontal, height: size.height - margins.vertical)
        return isLandscape ? Size(width: upright.height, height: upright.width) : upright
    }

    /// Whether a section on pages of `next` can go on on a page of this style.
    func goesOn(with next: PageStyle) -> Bool {
        size == next.size && isLandscape == next.isLandscape && isMirrored == next.isMirrored
            && area.width == next.area.width
    }

    /// From the foot of the type area to the edge of the paper, as its text sees it; the least of odd and even pages.
    var spaceBelow: Length { isLandscape ? min(margins.left, margins.right) : margins.bottom }

    /// The upper left corner of the type area on the paper of page `number`.
    package func origin(ofPage number: Int) -> Point {
        let isEven = number % 2 == 0
        return Point(x: isMirrored && isEven ? margins.right : margins.left, y: margins.top)
    }

    /// A rectangle of the page as its text sees it, as the paper lies.
    func asPaperLies(_ origin: Point, _ extent: Size) -> (origin: Point, size: Size) {
        guard isLandscape else { return (origin, extent) }
        let foot = size.height - origin.x - extent.width
        return (Point(x: origin.y, y: foot), Size(width: extent.height, height: extent.width))
    }

    /// The corner from which the text of page `number` is placed: that of the type area, or in landscape, seen from the
    /// side, its lower left corner.
    func contentOrigin(ofPage number: Int) -> Point {
        let origin = origin(ofPage: number)
        return isLandscape ? Point(x: margins.bottom, y: origin.x) : origin
    }
}
