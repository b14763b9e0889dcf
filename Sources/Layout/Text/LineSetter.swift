/// Places the glyphs of a paragraph's lines.
struct LineSetter {
    private let material: LineMaterial
    private let width: Length
    private let breaker: LineBreaker

    init(_ material: LineMaterial, width: Length) {
        self.material = material
        self.width = width
        breaker = LineBreaker(material, width: width)
    }

    /// The lines in order.
    func lines() -> [LaidText.Line] {
        let lines = breaker.lines()
        return lines.enumerated().map { index, line in
            LaidText.Line(
                runs: runs(of: line), width: natural(line), size: material.size, pitch: material.style.linePitch,
                alignment: material.style.alignment,
                beginsParagraph: index == 0, endsParagraph: index == lines.count - 1, orphans: material.style.orphans,
                widows: material.style.widows)
        }
    }

    private func runs(of line: LineBreaker.Line) -> [GlyphRun] {
        let units = breaker.visible(line.units)
        let indent = breaker.indent(startingAt: line.units.lowerBound)
        let room = width - indent
        let natural = self.natural(line)
        var gaps = gapWidths(units, spare: isJustified(line) ? room - natural : .zero)
        takeAway(line.pushIn, from: units, gaps: &gaps)
        return place(units, from: indent + start(of: natural, in: room), gaps: gaps)
    }

    /// The room that the text of a line takes before justification.
    private func natural(_ line: LineBreaker.Line) -> Length {
        breaker.natural(line.units) - line.pushIn - (line.trimsEnd ? breaker.endTrim(line.units) : .zero)
    }

    private func isJustified(_ line: LineBreaker.Line) -> Bool {
        material.style.alignment == .justify && !line.isLast
    }

    private func start(of natural: Length, in room: Length) -> Length {
        switch material.style.alignment {
        case .start, .justify, .decimal: .zero
        case .center: (room - natural) / 2
        case .end: room - natural
        }
    }

    /// What justification adds before each unit: `spare` shared over the gaps that may stretch.
    private func gapWidths(_ units: Range<Int>, spare: Length) -> [Length] {
        var gaps = [Length](repeating: .zero, count: units.count)
        guard spare > .zero else { return gaps }
        let stretching = units.dropFirst().filter { material.units[$0].stretches }
        let shares = spare.shared(by: stretching.map { _ in 1 })
        for (unit, share) in zip(stretching, shares) { gaps[unit - units.lowerBound] = share }
        return gaps
    }

    /// Takes the blank halves of the marks inside the line away, in equal parts, until `pushIn` is gone.
    private func takeAway(_ pushIn: Length, from units: Range<Int>, gaps: inout [Length]) {
        guard pushIn > .zero else { return }
        let inner = units.dropFirst().dropLast()
        let weights = inner.map { (material.units[$0].trimBefore + material.units[$0].trimAfter).rawValue }
        for (unit, part) in zip(inner, pushIn.shared(by: weights)) {
            let isOpening = material.units[unit].kind == .opening
            gaps[unit - units.lowerBound + (isOpening ? 0 : 1)] -= part
        }
    }

    private func place(_ units: Range<Int>, from start: Length, gaps: [Length]) -> [GlyphRun] {
        var runs = RunCollector(material)
        var x = start
        for index in units {
            let unit = material.units[index]
            if index == units.lowerBound {
                x -= breaker.startTrim(index)
            } else {
                x += unit.leading
            }
            x += gaps[index - units.lowerBound]
            runs.add(unit, at: x - unit.shift)
            x += unit.advance
        }
        return runs.finished()
    }
}

/// Gathers neighbouring glyphs of one face and size into runs.
struct RunCollector {
    private let material: LineMaterial
    private var runs: [GlyphRun] = []
    /// The text of the last run that is not in it yet: bytes of one run of the paragraph.
    private var text: (run: Int, bytes: Range<Int>)?

    /// Creates a collector for a line of `material`.
    init(_ material: LineMaterial) {
        self.material = material
    }

    /// The runs of the line.
    consuming func finished() -> [GlyphRun] {
        takeText()
        return runs
    }

    /// Adds the glyphs of `unit` with the pen at `x`, moved by `shift`.
    mutating func add(_ unit: LineMaterial.Unit, at x: Length, turned: Bool = false, shift: Point = .zero) {
        let cluster = material.shaped[unit.run].clusters[unit.cluster]
        let size = material.runs[unit.run].style.size
        if runs.last?.face != cluster.face || runs.last?.size != size || turned || runs.last?.isTurned == true {
            takeText()
            let baseline = GlyphRun.ascent(of: material.size)
            runs.append(
                GlyphRun(
                    face: cluster.face, size: size, origin: Point(x: x, y: baseline), isTurned: turned,
                    beginsLine: runs.isEmpty))
        }
        addText(cluster.bytes, of: unit.run)
        let last = runs.count - 1
        var pen = x - runs[last].origin.x
        for index in cluster.glyphs {
            let glyph = material.shaped[unit.run].glyphs[index]
            let offset = Point(x: pen, y: .zero) + glyph.offset + shift
            runs[last].glyphs.append(GlyphRun.PlacedGlyph(id: glyph.id, offset: offset))
            pen += glyph.advance
        }
        runs[last].clusters.append(GlyphRun.TextCluster(bytes: cluster.bytes.count, glyphs: cluster.glyphs.count))
    }

    private mutating func addText(_ bytes: Range<Int>, of run: Int) {
        if let text, text.run == run, text.bytes.upperBound == bytes.lowerBound {
            self.text = (run, text.bytes.lowerBound..<bytes.upperBound)
        } else {
            takeText()
            text = (run, bytes)
        }
    }

    /// Puts the text that was gathered into the last run.
    private mutating func takeText() {
        guard let (run, bytes) = text else { return }
        let source = material.runs[run].text
        let start = source.utf8.index(source.startIndex, offsetBy: bytes.lowerBound)
        runs[runs.count - 1].text += source[start..<source.utf8.index(start, offsetBy: bytes.count)]
        text = nil
    }
}

/// Sets a paragraph upright in a column, from top to bottom (CLREQ 2.3): a line a character, digits of up to two side by
/// side (tate-chu-yoko), brackets and dashes turned, commas and stops in the upper right corner.
struct VerticalSetter {
    private let material: LineMaterial
    private let width: Length

    init(_ material: LineMaterial, width: Length) {
        self.material = material
        self.width = width
    }

    /// The width that the paragraph needs.
    static func width(of material: LineMaterial) -> Length { material.size }

    /// The lines from top to bottom.
    func lines() -> [LaidText.Line] {
        let groups = self.groups()
        return groups.enumerated().map { index, units in
            LaidText.Line(
                runs: runs(of: units), width: material.size, size: material.size, pitch: material.style.linePitch,
                alignment: material.style.alignment,
                beginsParagraph: index == 0, endsParagraph: index == groups.count - 1)
        }
    }

    /// Units that stand on one line: single ones, and a number of two digits.
    private func groups() -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var index = 0
        while index < material.units.count {
            let digits = material.units[index...].prefix { $0.kind == .digit }.count
            if digits == 2 {
                groups.append(index..<index + 2)
            } else {
                let single = index..<index + max(1, digits)
                groups += single.filter { !material.units[$0].isSpace }.map { $0..<$0 + 1 }
            }
            index += max(1, digits)
        }
        return groups
    }

    /// Commas and stops, which stand at the lower left of their em box in horizontal lines and at the upper right in
    /// vertical ones (CLREQ 3.1.2).
    private static let stops: Set<Unicode.Scalar> = ["，", "。", "、", "．"]

    /// From the one corner to the other.
    private var corner: Point { Point(x: material.size * 0.55, y: -(material.size * 0.55)) }

    private func runs(of units: Range<Int>) -> [GlyphRun] {
        var runs = RunCollector(material)
        let advances = units.reduce(Length.zero) { $0 + material.cluster(material.units[$1]).advance }
        var x = (width - advances) / 2
        for index in units {
            let unit = material.units[index]
            let isStop = Self.stops.contains(material.cluster(unit).scalar)
            let isTurned = !isStop && [.opening, .closing, .joined].contains(unit.kind)
            runs.add(unit, at: x, turned: isTurned, shift: isStop ? corner : .zero)
            x += material.cluster(unit).advance
        }
        return runs.finished()
    }
}
