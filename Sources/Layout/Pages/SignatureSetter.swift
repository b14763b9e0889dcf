/// Sets the fields of a signature block and the rules below its blanks.
struct SignatureSetter {
    private let block: SignatureBlock
    private let width: Length
    private let context: LayoutContext

    init(_ block: SignatureBlock, width: Length, context: LayoutContext) {
        self.block = block
        self.width = width
        self.context = context
    }

    /// The height of the lines alone.
    var leastHeight: Length { block.linePitch * block.lines.count }

    /// The height with room for the whole seal.
    var preferredHeight: Length { max(leastHeight, block.sealDiameter) }

    /// From the lines to the seal.
    private static let sealGap = Length.mm(4)

    /// The block's frame and the characters that no face has.
    func frame() -> (frame: Frame, missing: [MissingCharacter]) {
        var frame = Frame()
        var missing: [MissingCharacter] = []
        let room = block.sealDiameter > .zero ? width - block.sealDiameter - Self.sealGap : width
        for (index, fields) in block.lines.enumerated() {
            var x = Length.zero
            for (column, field) in fields.enumerated() {
                x = max(x, room * column / max(1, fields.count))
                let set = set(field, at: Point(x: x, y: block.linePitch * index))
                frame.add(set.frame, at: .zero)
                missing.append(contentsOf: set.missing)
                x += set.width
            }
        }
        return (frame, missing)
    }

    /// One field on a line of the block's pitch, its text at the foot of the line.
    private func set(_ field: SignatureBlock.Field, at place: Point) -> (
        frame: Frame, width: Length, missing: [MissingCharacter]
    ) {
        let text = TextMaterial([field.content], shaper: context.shaper, words: context.words)
        let label = Paragraph(runs: Array(field.content.runs.prefix(field.labelRuns)), style: field.content.style)
        let labelWidth = TextMaterial([label], shaper: context.shaper, words: context.words).maxContent
        let laid = text.laid(width: text.maxContent)
        let size = laid.lines.first?.size ?? .zero
        var frame = Frame()
        let top = place.y + block.linePitch - size * Self.foot
        frame.add(laid.lines[...], at: Point(x: place.x, y: top))
        if field.blank > .zero {
            let y = top + size + size * 0.12
            let end = max(labelWidth + field.blank, text.maxContent)
            frame.rules.append(
                Rule(
                    start: Point(x: place.x + labelWidth, y: y), end: Point(x: place.x + end, y: y),
                    width: block.ruleWidth))
        }
        let fieldWidth = max(text.maxContent, field.blank > .zero ? labelWidth + field.blank : .zero)
        return (frame, fieldWidth + size, laid.missing)
    }

    /// The em box ends this much above the foot of its line, in em, so that the rule of a blank stands within.
    private static let foot = 1.25
}
