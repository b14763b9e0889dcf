/// To which elements the lines of a text belong.
enum TextElements {
    /// To none: the text is shown again, or it is furniture of the page.
    case artifact
    /// All to one.
    case whole(ElementID)
    /// Each paragraph to one of its own; they follow one another from this one on.
    case paragraphs(ElementID)

    /// The element of `line`.
    func element(of line: LaidText.Line) -> ElementID? {
        switch self {
        case .artifact: nil
        case .whole(let element): element
        case .paragraphs(let first): ElementID(rawValue: first.rawValue + line.paragraph)
        }
    }
}

extension TextBlock {
    /// Adds the block to `tree` as a part of `parent`. A caption without a table is a paragraph like any other.
    func elements(in tree: inout StructureTree, under parent: ElementID) -> TextElements {
        guard !paragraphs.isEmpty else { return .artifact }
        switch role {
        case .heading(let level): return .whole(tree.addHeading(level, to: parent))
        case .paragraph, .caption:
            let ids = paragraphs.map { _ in tree.add(.paragraph, to: parent) }
            return .paragraphs(ids[0])
        }
    }
}
