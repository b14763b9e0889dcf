/// A list of sections with its titles broken into lines.
struct ContentsSetter {
    /// An entry of the list.
    struct Entry {
        let section: Int
        let title: Paragraph
        let laid: LaidText

        var height: Length { laid.lines.reduce(.zero) { $0 + $1.pitch } }
    }

    let block: ContentsBlock
    let entries: [Entry]
    private let width: Length
    /// The characters of the leader that no face has.
    private let missingOfLeader: [MissingCharacter]

    init(_ block: ContentsBlock, width: Length, context: LayoutContext) {
        self.block = block
        self.width = width
        missingOfLeader = PageReference.missing(in: block.leader, block.style, context: context)
        let room = width - PageReference.room(for: block.style, context: context)
        entries = block.entries.map { entry in
            var title = entry.title
            title.style.alignment = .start
            let laid = TextMaterial([title], context: context).laid(width: room)
            return Entry(section: entry.section, title: title, laid: laid)
        }
    }

    /// Characters that no face has.
    var missing: [MissingCharacter] { entries.flatMap(\.laid.missing) + missingOfLeader }

    /// The least height that must be free for the list to begin.
    var leastStart: Length { entries.first?.laid.lines.first?.size ?? .zero }

    /// An entry, a part of the list `contents`, with the place of its number.
    func frame(_ entry: Entry, in tree: inout StructureTree, under contents: ElementID) -> Frame {
        let item = tree.add(.contentsItem, to: contents)
        let link = tree.add(.link, to: tree.add(.reference, to: item))
        var frame = Frame()
        frame.add(entry.laid.lines[...], of: .whole(link), at: Point(x: .zero, y: .zero))
        guard let last = entry.laid.lines.last else { return frame }
        let top = entry.laid.lines.dropLast().reduce(Length.zero) { $0 + $1.pitch }
        frame.references = [
            PageReference(
                section: entry.section, origin: Point(x: .zero, y: .zero),
                size: Size(width: width, height: top + last.size), titleEnd: Point(x: last.start + last.width, y: top),
                style: block.style, leader: block.leader, title: entry.title.runs.map(\.text).joined(), element: link,
                textOrigin: entry.title.runs.first?.origin)
        ]
        return frame
    }
}
