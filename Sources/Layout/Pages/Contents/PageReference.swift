/// A place in a type area that names the page on which a section begins. That is known when all pages are; how the line is
/// set does not depend on it.
struct PageReference {
    /// The section, from 0.
    let section: Int
    /// The upper left corner of the entry, and its extent: all of it leads to the page.
    var origin: Point
    let size: Size
    /// From the upper left corner of the entry to where the last line of its title ends, at the top of the em box.
    let titleEnd: Point
    let style: TextStyle
    let leader: String
    /// What the entry says without the number.
    let title: String
    /// The link that the number is a part of.
    let element: ElementID
    /// Where the title comes from.
    let textOrigin: TextOrigin?

    /// From title and number to the leader between them, in em.
    private static let gap = 0.5

    /// The room that numbers have at the right of their entries, with the space before them.
    static func room(for style: TextStyle, context: LayoutContext) -> Length {
        material("0000", style, nil, context).maxContent + style.size * gap
    }

    /// The characters of a leader that no face has.
    static func missing(in leader: String, _ style: TextStyle, context: LayoutContext) -> [MissingCharacter] {
        let material = material(leader, style, nil, context)
        return material.laid(width: material.maxContent).missing
    }

    private static func material(
        _ text: String, _ style: TextStyle, _ origin: TextOrigin?, _ context: LayoutContext
    ) -> TextMaterial {
        var setting = LineSetting()
        (setting.spacesHanAndLatin, setting.adjustsAdjoiningMarks, setting.adjustsMarksAtEdges) = (false, false, false)
        let paragraph = ParagraphStyle(linePitch: style.size, alignment: .start, setting: setting)
        return TextMaterial(
            [Paragraph(runs: [TextRun(text, style: style, origin: origin)], style: paragraph)], context: context)
    }

    /// The leader and the number of the page `page`; and the characters of them that no face has.
    func set(page: Int, context: LayoutContext) -> (frame: Frame, missing: [MissingCharacter]) {
        var frame = Frame()
        let number = Self.material(String(page), style, textOrigin, context)
        let start = size.width - number.maxContent
        let laid = number.laid(width: number.maxContent)
        frame.add(laid.lines[...], of: .whole(element), at: origin + Point(x: start, y: titleEnd.y))
        let gap = style.size * Self.gap
        let leaders = leaders(from: titleEnd.x + gap, to: start - gap, context)
        frame.add(leaders.lines[...], of: .artifact, at: origin + Point(x: leaders.start, y: titleEnd.y))
        return (frame, laid.missing + leaders.missing)
    }

    /// As many leaders as there is room for, counted from the right, so that those of all lines stand one below the other.
    private func leaders(
        from left: Length, to right: Length, _ context: LayoutContext
    ) -> (lines: [LaidText.Line], start: Length, missing: [MissingCharacter]) {
        guard !leader.isEmpty else { return ([], right, []) }
        let one = Self.material(leader, style, textOrigin, context).maxContent
        let end = size.width - Self.room(for: style, context: context)
        let last = min(right, end)
        guard one > .zero, last - left >= one else { return ([], right, []) }
        let count = (last - left).rawValue / one.rawValue
        let material = Self.material(String(repeating: leader, count: count), style, textOrigin, context)
        let laid = material.laid(width: material.maxContent)
        return (laid.lines, last - material.maxContent, laid.missing)
    }
}
