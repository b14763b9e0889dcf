/// A page while its type area is filled: by one section, or by several one after the other.
struct OpenPage {
    /// The section that it belongs to: the one that began it. Its number and what stands around it are that one's.
    let section: Int
    /// Its number, from 1.
    let number: Int
    let header: RunningHeader?
    let footer: RunningFooter?
    var style: PageStyle
    /// What stands in its type area, and how high that is.
    var frame = Frame()
    var used = Length.zero

    /// The page as it is when nothing more is put on it.
    var closed: DraftPage {
        let free = style.area.height - used
        var content = frame
        if style.verticalAlignment != .top, free > .zero {
            content = Frame()
            let down = style.verticalAlignment == .middle ? free / 2 : free
            content.add(frame, at: Point(x: .zero, y: down))
        }
        return DraftPage(section: section, style: style, header: header, footer: footer, content: content)
    }
}
