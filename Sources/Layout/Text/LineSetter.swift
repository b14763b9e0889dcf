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
            let indent = material.indent(startingAt: line.units.lowerBound)
            let natural = breaker.width(of: line)
            return LaidText.Line(
                runs: runs(of: line, natural, in: width - indent),
                start: indent + material.start(of: natural, in: width - indent), width: natural, size: material.size,
                pitch: material.style.linePitch, alignment: material.style.alignment,
                beginsParagraph: index == 0, endsParagraph: index == lines.count - 1,
                splitsNumber: breaker.splitsNumber(at: line.units.upperBound), orphans: material.style.orphans,
                widows: material.style.widows)
        }
    }

    private func runs(of line: LineBreaker.Line, _ natural: Length, in room: Length) -> [GlyphRun] {
        let units = breaker.visible(line.units)
        let isJustified = material.style.alignment == .justify && !line.isLast && !breaker.isTooOpen(line)
        let spare = isJustified ? room - natural : .zero
        guard spare > .zero || line.pushIn > .zero else { return place(units) }
        var gaps = gapWidths(units, spare: spare)
        takeAway(line.pushIn, from: units, gaps: &gaps)
        return place(units, gaps: gaps)
    }

    /// What justification adds before each unit: `spare` shared over the gaps that may stretch.
    private func gapWidths(_ units: Range<Int>, spare: Length) -> [Length] {
        var gaps = [Length](repeating: .zero, count: units.count)
        guard spare > .zero else { return gaps }
        let stretching = units.dropFirst().count { material.units[$0].stretches }
        var part = 0
        for unit in units.dropFirst() where material.units[unit].stretches {
            gaps[unit - units.lowerBound] = spare.part(part, of: stretching)
            part += 1
        }
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

    /// The runs of `units`.
    /// - Parameter gaps: what is added before each of them; nothing where there are none.
    private func place(_ units: Range<Int>, gaps: [Length] = []) -> [GlyphRun] {
        var collector = RunCollector(material, units)
        var x = Length.zero
        for index in units {
            let unit = material.units[index]
            if index == units.lowerBound {
                x -= breaker.startTrim(index)
            } else {
                x += unit.leading
            }
            if !gaps.isEmpty { x += gaps[index - units.lowerBound] }
            collector.add(index, at: x - unit.shift)
            x += unit.advance
        }
        return collector.runs
    }
}

/// Gathers neighbouring glyphs of one face and size into runs.
struct RunCollector {
    private let material: LineMaterial
    private let shaped: ShapedText
    private let units: Range<Int>
    private let isTurned: Bool
    /// Where the last run ends.
    private var end: Int
    /// The runs of the line.
    private(set) var runs: [GlyphRun] = []

    /// Creates a collector for the line of `material` that consists of `units`.
    init(_ material: LineMaterial, _ units: Range<Int>, isTurned: Bool = false) {
        self.material = material
        shaped = material.shaped
        self.units = units
        self.isTurned = isTurned
        end = units.lowerBound
    }

    /// Adds the glyphs of the next unit with the pen at `x`, moved by `shift`.
    mutating func add(_ index: Int, at x: Length, shift: Point = .zero) {
        if index == end { beginRun(at: x) }
        let cluster = shaped.clusters[index]
        let last = runs.count - 1
        var pen = x - runs[last].origin.x
        for number in cluster.glyphs {
            let glyph = shaped.glyphs[number]
            let offset = Point(x: pen, y: .zero) + glyph.offset + shift
            runs[last].glyphs.append(GlyphRun.PlacedGlyph(id: glyph.id, offset: offset))
            pen += glyph.advance
        }
        runs[last].width = x + cluster.advance - runs[last].origin.x
        runs[last].clusters.append(GlyphRun.TextCluster(bytes: cluster.bytes.count, glyphs: cluster.glyphs.count))
    }

    private mutating func beginRun(at x: Length) {
        let first = end
        let face = shaped.clusters[first].face
        let size = size(first)
        repeat {
            end += 1
        } while end < units.upperBound && shaped.clusters[end].face == face && self.size(end) == size
            && isUnderlined(end) == isUnderlined(first)
        var run = GlyphRun(
            face: face, size: size, origin: Point(x: x, y: GlyphRun.ascent(of: material.size)), isTurned: isTurned,
            beginsLine: runs.isEmpty)
        run.text = text(of: first..<end)
        run.isUnderlined = isUnderlined(first)
        let glyphs = shaped.clusters[first].glyphs.lowerBound..<shaped.clusters[end - 1].glyphs.upperBound
        run.glyphs.reserveCapacity(glyphs.count)
        run.clusters.reserveCapacity(end - first)
        runs.append(run)
    }

    private func isUnderlined(_ unit: Int) -> Bool { material.runs[Int(material.units[unit].run)].isUnderlined }

    private func size(_ unit: Int) -> Length { material.runs[Int(material.units[unit].run)].size }

    /// The text of some units. What has no glyphs, between them, does not belong to it.
    private func text(of units: Range<Int>) -> String {
        var text = ""
        var start = units.lowerBound
        for unit in units {
            let end = shaped.clusters[unit].bytes.upperBound
            let isLast = unit + 1 == units.upperBound
            guard isLast || shaped.clusters[unit + 1].bytes.lowerBound != end else { continue }
            let piece = material.text(of: shaped.clusters[start].bytes.lowerBound..<end)
            if text.isEmpty { text = piece } else { text += piece }
            start = unit + 1
        }
        return text
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
            let advance = units.reduce(Length.zero) { $0 + material.shaped.clusters[$1].advance }
            return LaidText.Line(
                runs: runs(of: units), start: (width - advance) / 2, width: advance, size: material.size,
                pitch: material.style.linePitch, alignment: material.style.alignment,
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
        let first = units.lowerBound
        let isStop = Self.stops.contains(material.scalar(first))
        let isTurned = !isStop && [.opening, .closing, .joined].contains(material.units[first].kind)
        var collector = RunCollector(material, units, isTurned: isTurned)
        var x = Length.zero
        for index in units {
            collector.add(index, at: x, shift: isStop ? corner : .zero)
            x += material.shaped.clusters[index].advance
        }
        return collector.runs
    }
}
