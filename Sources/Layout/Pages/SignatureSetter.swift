/// Sets the fields of a signature block and the rules below its blanks.
struct SignatureSetter {
    private let block: SignatureBlock
    private let width: Length
    private let context: LayoutContext
    private var lines: [[Piece]]

    init(_ block: SignatureBlock, width: Length, context: LayoutContext) {
        self.block = block
        self.width = width
        self.context = context
        lines = []
        lines = block.lines.flatMap(wrapped)
    }

    /// The height of the lines. The seal needs none of its own: it is set over them and the margin below.
    var height: Length { block.linePitch * lines.count }

    /// One em of its largest text.
    private var size: Length { block.lines.joined().flatMap(\.content.runs).map(\.style.size).max() ?? .zero }

    /// Whether the block is narrower than a character, or a field holds a number or a character wider than it.
    var tooWide: LayoutFault? {
        if width < size { return .signatureTooWide(at: block.origin) }
        return lines.joined().first(where: \.isTooWide).map { .signatureTooWide(at: $0.origin) }
    }

    /// The block's frame, each field a paragraph of `section`, and the characters that no face has.
    func frame(
        in tree: inout StructureTree, under section: ElementID
    ) -> (frame: Frame, missing: [MissingCharacter]) {
        var frame = Frame()
        var missing: [MissingCharacter] = []
        var element = section
        for (index, pieces) in lines.enumerated() {
            let gap = gap(between: pieces.map(\.width))
            var place = Point(x: start(of: pieces), y: block.linePitch * index)
            for piece in pieces {
                if !piece.isContinued { element = tree.add(.paragraph, to: section) }
                let figure = piece.frame.images.isEmpty ? nil : tree.addSignature(of: piece.label, to: element)
                frame.add(piece.frame(of: element, figure: figure), at: place)
                missing.append(contentsOf: piece.missing)
                place.x += piece.width + gap
            }
        }
        if block.sealDiameter > .zero { frame.blanks.append(seal(of: section)) }
        return (frame, missing)
    }

    /// Where the seal is set: over the lines, from where the first begins to where the last ends.
    private func seal(of section: ElementID) -> SignatureBlank {
        let starts = lines.map { start(of: $0) }
        let ends = zip(starts, lines).map { start, pieces in
            block.arrangement == .spread && pieces.count > 1 ? width : min(width, start + extent(of: pieces))
        }
        let left = starts.min() ?? .zero
        return SignatureBlank(
            kind: .seal(diameter: block.sealDiameter), origin: Point(x: left, y: .zero),
            size: Size(width: (ends.max() ?? width) - left, height: height), element: section, label: "")
    }

    /// The fields of a line, on as many lines as they need.
    private func wrapped(_ fields: [SignatureBlock.Field]) -> [[Piece]] {
        var lines: [[Piece]] = []
        var used = Length.zero
        for field in fields {
            let piece = set(field)
            if piece.width > width {
                lines += broken(field).enumerated().map { index, piece in
                    var piece = piece
                    piece.isContinued = index > 0
                    return [piece]
                }
                used = width
            } else if lines.isEmpty || used + Self.narrowestGap + piece.width > width {
                lines.append([piece])
                used = piece.width
            } else {
                lines[lines.count - 1].append(piece)
                used += Self.narrowestGap + piece.width
            }
        }
        return lines
    }

    /// A field or a line of one, ready to be placed.
    private struct Piece {
        var frame = Frame()
        /// The text before its blank.
        var label = ""
        /// Whether its field begins on a line above.
        var isContinued = false
        var width = Length.zero
        var missing: [MissingCharacter] = []
        /// Where its value comes from.
        var origin: TextOrigin?
        /// Whether it holds a number or a character that is wider than the block.
        var isTooWide = false

        /// The frame with all that it shows a part of `element`, its images of `figure`.
        func frame(of element: ElementID, figure: ElementID?) -> Frame {
            var marked = frame
            for index in marked.runs.indices { marked.runs[index].element = element }
            for index in marked.images.indices { marked.images[index].element = figure }
            marked.blanks = marked.rules.map { [images = marked.images] rule in
                SignatureBlank(
                    kind: images.isEmpty ? .signature : .printedSignature,
                    origin: Point(x: rule.start.x, y: .zero),
                    size: Size(width: rule.end.x - rule.start.x, height: rule.start.y), element: element, label: label)
            }
            return marked
        }
    }

    /// A field that is wider than the block: its label, the blank behind it or on a line of its own, and its value.
    private func broken(_ field: SignatureBlock.Field) -> [Piece] {
        guard field.blank > .zero else { return lines(of: field.content.runs, field) }
        var pieces = lines(of: Array(field.content.runs.prefix(field.labelRuns)), field)
        if pieces.isEmpty || (pieces.last?.width ?? .zero) + field.blank / 2 > width { pieces.append(Piece()) }
        let last = pieces.count - 1
        let start = pieces[last].width
        pieces[last].label = field.label
        pieces[last].width = min(start + field.blank, width)
        let size = TextMaterial([field.content], context: context).size
        addBlank(of: field, from: start, to: pieces[last].width, size: size, to: &pieces[last].frame)
        return pieces + lines(of: Array(field.content.runs.dropFirst(field.labelRuns)), field)
    }

    /// Runs on as many lines of the block's pitch as they need.
    private func lines(of runs: [TextRun], _ field: SignatureBlock.Field) -> [Piece] {
        guard !runs.isEmpty else { return [] }
        var style = field.content.style
        style.alignment = .start
        let text = TextMaterial([Paragraph(runs: runs, style: style)], context: context)
        let laid = text.laid(width: width)
        var pieces = laid.lines.map { line in
            var piece = Piece(width: line.width, origin: runs.last?.origin)
            piece.frame.add(
                [line], of: .artifact, at: Point(x: .zero, y: block.linePitch - text.size * Self.foot))
            return piece
        }
        pieces[0].missing = laid.missing
        pieces[0].isTooWide = text.firmContent > width
        return pieces
    }

    /// The left edge of a line.
    private func start(of pieces: [Piece]) -> Length {
        guard block.arrangement == .end, let last = lines.last else { return .zero }
        let axis = width - size * Self.indent - extent(of: last) / 2
        let extent = extent(of: pieces)
        return max(.zero, min(axis - extent / 2, width - extent))
    }

    /// The width of a line that is not spread.
    private func extent(of pieces: [Piece]) -> Length {
        pieces.reduce(Self.narrowestGap * (pieces.count - 1)) { $0 + $1.width }
    }

    /// The last line of a block at the end stands this many em from the right edge.
    private static let indent = 4

    /// Fields are spread over the width of the block, if it asks for that.
    private func gap(between widths: [Length]) -> Length {
        guard widths.count > 1 else { return .zero }
        guard block.arrangement == .spread else { return Self.narrowestGap }
        return max(Self.narrowestGap, (width - widths.reduce(.zero, +)) / (widths.count - 1))
    }

    private static let narrowestGap = Length.mm(3)

    /// One field on a line of the block's pitch, its text at the foot of the line: the label, the blank, the value.
    private func set(_ field: SignatureBlock.Field) -> Piece {
        var frame = Frame()
        let label = set(Array(field.content.runs.prefix(field.labelRuns)), of: field, at: .zero, in: &frame)
        let valueRuns = Array(field.content.runs.dropFirst(field.labelRuns))
        let blankEnd = label.width + blank(field, beside: label.width + width(of: valueRuns, field))
        let value = set(valueRuns, of: field, at: blankEnd, in: &frame)
        addBlank(of: field, from: label.width, to: blankEnd, size: label.size, to: &frame)
        return Piece(
            frame: frame, label: field.label,
            width: blankEnd + value.width, missing: label.missing + value.missing,
            origin: field.content.runs.last?.origin)
    }

    /// Adds the rule of a blank and the image that stands on it.
    private func addBlank(
        of field: SignatureBlock.Field, from start: Length, to end: Length, size: Length, to frame: inout Frame
    ) {
        guard field.blank > .zero else { return }
        let y = block.linePitch - size * (Self.foot - Self.underline)
        frame.rules.append(Rule(start: Point(x: start, y: y), end: Point(x: end, y: y), width: block.ruleWidth))
        if let image = field.image { frame.images.append(place(image, on: y, from: start, to: end)) }
    }

    /// An image that stands in the middle of a blank, its foot on the blank's rule.
    private func place(_ image: RasterImage, on rule: Length, from start: Length, to end: Length) -> PlacedImage {
        let foot = rule - block.ruleWidth / 2
        let size = image.size(within: Size(width: end - start, height: foot))
        let origin = Point(x: start + (end - start - size.width) / 2, y: foot - size.height)
        return PlacedImage(image: image, origin: origin, size: size)
    }

    /// The length of a field's blank: a long name may take up to half of it.
    private func blank(_ field: SignatureBlock.Field, beside text: Length) -> Length {
        max(field.blank / 2, min(field.blank, width - text))
    }

    private func width(of runs: [TextRun], _ field: SignatureBlock.Field) -> Length {
        let paragraph = Paragraph(runs: runs, style: field.content.style)
        return TextMaterial([paragraph], context: context).maxContent
    }

    /// Adds runs as one line that begins at `x`.
    private func set(
        _ runs: [TextRun], of field: SignatureBlock.Field, at x: Length, in frame: inout Frame
    ) -> (width: Length, size: Length, missing: [MissingCharacter]) {
        guard !runs.isEmpty else { return (.zero, .zero, []) }
        let paragraph = Paragraph(runs: runs, style: field.content.style)
        let text = TextMaterial([paragraph], context: context)
        let laid = text.laid(width: text.maxContent)
        let size = text.size
        frame.add(laid.lines[...], of: .artifact, at: Point(x: x, y: block.linePitch - size * Self.foot))
        return (text.maxContent, size, laid.missing)
    }

    /// The rule of a blank is this far below the top of the em box, in em.
    private static let underline = 1.14

    /// The em box ends this much above the foot of its line, in em, so that the rule of a blank stands within.
    private static let foot = 1.25
}

extension SignatureBlock.Field {
    /// The text before the blank.
    fileprivate var label: String { content.runs.prefix(labelRuns).map(\.text).joined() }
}

extension StructureTree {
    /// Adds the image of a signature that stands on the blank behind `label`.
    fileprivate mutating func addSignature(of label: String, to parent: ElementID) -> ElementID {
        add(.figure, to: parent, alternativeText: "\(label)签名图片")
    }
}
