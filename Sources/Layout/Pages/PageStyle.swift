/// The paper, the type area on it, and the page number.
public struct PageStyle: Hashable, Sendable {
    /// Where and how page numbers stand (GB/T 9704-2012, 7.5).
    public struct Numbering: Hashable, Sendable {
        /// The face and size.
        public var style: TextStyle
        /// From the foot of the type area to the upper edge of the dashes' em box.
        public var distance: Length
        /// From the outer edge of the type area.
        public var indent: Length

        /// Creates a numbering.
        public init(style: TextStyle, distance: Length, indent: Length) {
            self.style = style
            self.distance = distance
            self.indent = indent
        }
    }

    /// The paper.
    public var size: Size
    /// From the edges of the paper to the type area, on an odd page; `left` is the binding edge.
    public var margins: Insets
    /// Whether even pages have the binding edge at the right.
    public var isMirrored: Bool
    /// The page number, if pages have one.
    public var numbering: Numbering?

    /// Creates a style.
    public init(size: Size = .a4, margins: Insets, isMirrored: Bool = true, numbering: Numbering? = nil) {
        self.size = size
        self.margins = margins
        self.isMirrored = isMirrored
        self.numbering = numbering
    }

    /// The width and height of the type area.
    public var area: Size {
        Size(width: size.width - margins.horizontal, height: size.height - margins.vertical)
    }

    /// The upper left corner of the type area of page `number`.
    public func origin(ofPage number: Int) -> Point {
        let isEven = number % 2 == 0
        return Point(x: isMirrored && isEven ? margins.right : margins.left, y: margins.top)
    }
}
