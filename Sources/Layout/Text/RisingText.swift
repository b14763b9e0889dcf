/// Turns text by 90° counter-clockwise, so that its lines rise from the foot of a cell to its head, the first at the left.
enum RisingText {
    /// `text`, whose lines are `length` long, as a single line that cannot be broken.
    static func line(of text: LaidText, length: Length, width: Length) -> LaidText.Line {
        let across = text.height(of: text.lines.indices)
        var runs: [GlyphRun] = []
        var top = Length.zero
        for line in text.lines {
            for var run in line.runs {
                let along = line.start + run.origin.x
                run.origin = Point(x: top + run.origin.y, y: length - along)
                run.isRising = true
                runs.append(run)
            }
            top += line.pitch
        }
        return LaidText.Line(
            runs: runs, start: max(.zero, (width - across) / 2), width: across, size: length, pitch: length,
            alignment: .start, beginsParagraph: true, endsParagraph: true)
    }
}
