/// What a cell shows instead of text: an image, or a code that a scanner reads.
package struct CellPicture: Sendable {
    /// What it shows.
    package enum Content: Sendable {
        /// An image, not larger than its natural size.
        case image(RasterImage)
        /// A code of a text that is not empty, with the quiet zone around it.
        case code(String)
    }

    /// What it shows.
    package var content: Content
    /// The room that it has; its proportions stay as they are.
    package var room: Size
    /// Where it stands between the left and the right edge.
    package var alignment: TextAlignment
    /// What is read out in its place.
    package var alternativeText: String
    /// Where it comes from, for diagnostics.
    package var origin: TextOrigin?

    /// Creates a picture.
    package init(
        _ content: Content, room: Size, alignment: TextAlignment = .center, alternativeText: String,
        origin: TextOrigin? = nil
    ) {
        self.content = content
        self.room = room
        self.alignment = alignment
        self.alternativeText = alternativeText
        self.origin = origin
    }

    /// The narrowest module that office printers and scanners can be trusted with.
    private static let leastModule = Length.mm(0.25)

    /// The picture as the only line of a cell that is `width` wide; `nil` where it is a code that would be too fine to be read.
    func line(width: Length, context: LayoutContext) -> LaidText.Line? {
        guard let size = size(context) else { return nil }
        let spare = width - size.width
        var line = LaidText.Line(
            runs: [], start: alignment == .start ? .zero : alignment == .end ? spare : spare / 2, width: size.width,
            size: size.height, pitch: size.height, alignment: .start, beginsParagraph: true, endsParagraph: true)
        line.picture = picture(size, context)
        return line
    }

    /// How large it is shown.
    func size(_ context: LayoutContext) -> Size? {
        switch content {
        case .image(let image): return image.size(within: room)
        case .code(let text):
            let side = min(room.width, room.height)
            guard let matrix = context.codes?.matrix(of: text) else { return nil }
            return module(of: matrix, side) < Self.leastModule ? nil : Size(width: side, height: side)
        }
    }

    private func module(of matrix: CodeMatrix, _ side: Length) -> Length {
        side / (matrix.side + PageStyle.Code.quietZone * 2)
    }

    private func picture(_ size: Size, _ context: LayoutContext) -> LaidText.Picture? {
        switch content {
        case .image(let image): return .image(PlacedImage(image: image, origin: .zero, size: size))
        case .code(let text):
            guard let matrix = context.codes?.matrix(of: text) else { return nil }
            let module = module(of: matrix, size.width)
            let quiet = (size.width - module * matrix.side) / 2
            let origin = Point(x: quiet, y: quiet)
            return .code(PlacedCode(text: text, matrix: matrix, origin: origin, module: module))
        }
    }
}
