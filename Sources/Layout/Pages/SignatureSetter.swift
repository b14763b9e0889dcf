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

    /// The height of the lines alone.
    var leastHeight: Length { block.linePitch * lines.count }

    /// The height with room for the whole seal.
    var preferredHeight: Length { max(leastHeight, block.sealDiameter) }

    /// From the lines to the seal.
    private static let sealGap = Length.mm(4)

    /// The width of the lines, beside the seal.
    private var room: Length {
        block.sealDiameter > .zero ? width - block.sealDiameter - Self.sealGap : width
    }

    /// Where the first field comes from that is wider than the block, if one is.
    var tooWide: TextOrigin? {
        let limit = room
        return lines.flatMap { $0 }.first { $0.width > limit }.flatMap(\.origin)
    }

    /// The block's frame, each field a paragraph of `section`, and the characters that no face has.
    func frame(
        in tree: inout StructureTree, under section: ElementID
    ) -> (frame: Frame, missing: [MissingCharacter]) {
        var frame = Frame()
        var missing: [MissingCharacter] = []
        for (index, pieces) in lines.enumerated() {
            let gap = gap(between: pieces.map(\.width), in: room)
            var place = Point(x: .zero, y: block.linePitch * index)
            for piece in pieces {
                frame.add(piece.frame(of: tree.add(.paragraph, to: section)), at: place)
                missing.append(contentsOf: piece.missing)
                place.x += piece.width + gap
            }
        }
        return (frame, missing)
    }

    /// The fields of a line, on as many lines as they need.
    private func wrapped(_ fields: [SignatureBlock.Field]) -> [[Piece]] {
        var lines: [[Piece]] = []
        var used = Length.zero
        for piece in fields.map(set) {
            if lines.isEmpty || used + Self.narrowestGap + piece.width > room {
                lines.append([piece])
                used = piece.width
            } else {
                lines[lines.count - 1].append(piece)
                used += Self.narrowestGap + piece.width
            }
        }
        return lines
    }

    /// A field, ready to be placed.
    private struct Piece {
        let frame: Frame
        /// The text before its blank.
        let label: String
        var width: Length
        var missing: [MissingCharacter]
        /// Where its value comes from.
        var origin: TextOrigin?

        /// The frame with all that it shows a part of `element`.
        func frame(of element: ElementID) -> Frame {
            var marked = frame
            for index in marked.runs.indices { marked.runs[index].element = element }
            marked.blanks = marked.rules.map { rule in
                SignatureBlank(
                    origin: Point(x: rule.start.x, y: .zero),
                    size: Size(width: rule.end.x - rule.start.x, height: rule.start.y), element: element, label: label)
            }
            return marked
        }
    }

    /// Fields stand apart evenly, as far as there is room, but not so far that the line falls to pieces.
    private func gap(between widths: [Length], in room: Length) -> Length {
        guard widths.count > 1 else { return .zero }
        let spare = room - widths.reduce(.zero, +)
        return min(Self.widestGap, max(Self.narrowestGap, spare / (widths.count - 1)))
    }

    private static let narrowestGap = Length.mm(3)
    private static let widestGap = Length.mm(12)

    /// One field on a line of the block's pitch, its text at the foot of the line: the label, the blank, the value.
    private func set(_ field: SignatureBlock.Field) -> Piece {
        var frame = Frame()
        let label = set(Array(field.content.runs.prefix(field.labelRuns)), field, at: .zero, &frame)
        let valueRuns = Array(field.content.runs.dropFirst(field.labelRuns))
        let blankEnd = label.width + blank(field, beside: label.width + width(of: valueRuns, field))
        let value = set(valueRuns, field, at: blankEnd, &frame)
        if field.blank > .zero {
            let y = block.linePitch - label.size * (Self.foot - Self.underline)
            frame.rules.append(
                Rule(start: Point(x: label.width, y: y), end: Point(x: blankEnd, y: y), width: block.ruleWidth))
        }
        return Piece(
            frame: frame, label: field.content.runs.prefix(field.labelRuns).map(\.text).joined(),
            width: blankEnd + value.width, missing: label.missing + value.missing,
            origin: field.content.runs.last?.origin)
    }

    /// The length of a field's blank: a long name may take up to half of it.
    private func blank(_ field: SignatureBlock.Field, beside text: Length) -> Length {
        max(field.blank / 2, min(field.blank, room - text))
    }

    private func width(of runs: [TextRun], _ field: SignatureBlock.Field) -> Length {
        let paragraph = Paragraph(runs: runs, style: field.content.style)
        return TextMaterial([paragraph], context: context).maxContent
    }

    /// Adds runs as one line that begins at `x`.
    private func set(
        _ runs: [TextRun], _ field: SignatureBlock.Field, at x: Length, _ frame: inout Frame
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
