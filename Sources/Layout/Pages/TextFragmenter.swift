/// Cuts a text into the lines that stand on one page each.
///
/// A page takes as many lines as fit. It gives lines back where the break would leave too few of a paragraph on one of its
/// sides (orphans and widows), and where the text would end on it without room for what stays with its end. Only on a page
/// that holds nothing else these rules give way: the next one would offer no more, and the text would never end.
struct TextFragmenter {
    private let text: LaidText
    /// How many lines are placed.
    private var done = 0

    init(_ text: LaidText) {
        self.text = text
    }

    /// Whether every line has been placed.
    var isFinished: Bool { done == text.lines.count }

    /// The lines that stand in `room`; none where all of them should begin the next page.
    mutating func next(in room: PageRoom) -> Range<Int> {
        let first = done
        let rest = text.lines.count - first
        let fitting = text.count(from: first, fitting: room.height)
        let mayEnd =
            fitting == rest && (meetsReserve(room) || room.content == .none && rest <= text.lines[first].widows)
        done += mayEnd ? rest : breakCount(atMost: min(fitting, rest - 1), room.content)
        return first..<done
    }

    private func meetsReserve(_ room: PageRoom) -> Bool {
        let lines = done..<text.lines.count
        guard room.reserve > .zero else { return text.height(of: lines) <= room.height }
        return text.lines[lines].reduce(room.reserve) { $0 + $1.pitch } <= room.height
    }

    /// How many lines, up to `limit`, may stand before a page break.
    private func breakCount(atMost limit: Int, _ content: PageRoom.Content) -> Int {
        for count in stride(from: limit, to: 0, by: -1) where text.mayBreak(before: done + count) { return count }
        return content == .none ? max(1, limit) : 0
    }
}

extension LaidText {
    /// Whether a page may end above a line: no paragraph leaves fewer lines than its style asks for on either side.
    func mayBreak(before line: Int) -> Bool {
        guard !lines[line - 1].endsParagraph else { return true }
        let before = lines[..<line].reversed().prefix { !$0.endsParagraph }.count
        let after = (lines[line...].firstIndex(where: \.endsParagraph) ?? line) - line + 1
        return before >= lines[line].orphans && after >= lines[line].widows
    }
}
