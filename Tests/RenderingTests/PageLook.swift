import Layout

/// What a careful eye measures on a page with tables.
struct PageLook {
    /// A box that holds the ink of a character: its em box without the margin that faces leave at its edges.
    private struct Ink {
        let text: String
        let left: Length
        let right: Length
        let top: Length
        let bottom: Length
    }

    /// The part of an em that faces leave blank at each edge of a full-width character.
    private static let bearing = 0.04

    private let inks: [Ink]
    private let horizontal: [Rule]
    private let vertical: [Rule]
    private let texts: [GlyphRun]
    private let rules: [Rule]

    init(_ layer: Page.Layer) {
        texts = layer.runs
        rules = layer.rules
        vertical = layer.rules.filter { $0.start.x == $0.end.x }
        let sides = vertical.map(\.start.x)
        // A rule that meets no vertical one is that of a blank to sign on.
        horizontal = layer.rules.filter { rule in
            rule.start.y == rule.end.y && sides.contains(rule.start.x) && sides.contains(rule.end.x)
        }
        inks = layer.runs.filter { !$0.isTurned }.flatMap(Self.inks)
    }

    private static func inks(_ run: GlyphRun) -> [Ink] {
        places(in: run).compactMap { place in
            guard let place else { return nil }
            let margin = run.size * bearing
            let top = place.y - GlyphRun.ascent(of: run.size)
            return Ink(
                text: run.text, left: place.x + margin, right: place.x + run.size - margin, top: top + margin,
                bottom: top + run.size - margin)
        }
    }

    /// For each character of a run where it stands, if it is an ideograph.
    private static func places(in run: GlyphRun) -> [Point?] {
        var offset = 0
        var rest = run.text.utf8[...]
        return run.clusters.map { cluster in
            defer {
                offset += cluster.glyphs
                rest = rest.dropFirst(cluster.bytes)
            }
            guard let scalar = String(rest.prefix(cluster.bytes))?.unicodeScalars.first, scalar.value >= 0x3400,
                !(0xFF00...0xFFEF).contains(scalar.value), offset < run.glyphs.count
            else { return nil }
            return run.origin + run.glyphs[offset].offset
        }
    }

    /// The widest gap between two neighbouring ideographs, in em, with the text.
    static func widestGap(_ runs: [GlyphRun]) -> (em: Double, text: String)? {
        runs.lazy.filter { !$0.isTurned }.compactMap(widestGap(in:)).max { $0.em < $1.em }
    }

    private static func widestGap(in run: GlyphRun) -> (em: Double, text: String)? {
        let places = places(in: run)
        let gaps = zip(places, places.dropFirst()).compactMap { left, right -> Double? in
            guard let left, let right else { return nil }
            return (right.x - left.x - run.size).points / run.size.points
        }
        return gaps.max().map { ($0, run.text) }
    }

    /// The least distance from an ideograph to a rule beside it, above it or below it, with the text; `nil` where there is
    /// no such rule.
    var leastDistanceToRule: (distance: Length, text: String)? {
        inks.flatMap { ink in
            let beside = vertical.filter { $0.start.y < ink.bottom && $0.end.y > ink.top }.map { rule in
                max(ink.left - rule.start.x, rule.start.x - ink.right) - rule.width / 2
            }
            let over = horizontal.filter { $0.start.x < ink.right && $0.end.x > ink.left }.map { rule in
                max(ink.top - rule.start.y, rule.start.y - ink.bottom) - rule.width / 2
            }
            return (beside + over).map { (distance: $0, text: ink.text) }
        }.min { $0.distance < $1.distance }
    }

    /// The lowest ink of a text or a rule, from the upper edge of the paper.
    var lowest: Length {
        max(texts.map(\.origin.y).max() ?? .zero, rules.map(\.end.y).max() ?? .zero)
    }

    /// The numbers that stand below each cell that says one of `heads`, down to the next such cell: where they end, in mm,
    /// and how many decimal places they have.
    func numbers(under heads: [String]) -> [(ends: Set<Double>, places: Set<Int>)] {
        let found = texts.filter { heads.contains($0.text) }
        return found.compactMap { head in
            guard let column = column(of: head) else { return nil }
            let below = texts.filter { $0.origin.y > head.origin.y && self.column(of: $0) == column }
            let end = below.filter { heads.contains($0.text) }.map(\.origin.y).min()
            let numbers = below.filter { run in
                end.map { run.origin.y < $0 } ?? true && run.text.wholeMatch(of: /[0-9.]+/) != nil
            }
            let ends = numbers.map { (($0.origin.x + $0.width).millimetres * 100).rounded() / 100 }
            let places = numbers.map { $0.text.split(separator: ".").dropFirst().first?.count ?? 0 }
            return (Set(ends), Set(places))
        }
    }

    /// Between which rules a text stands.
    private func column(of run: GlyphRun) -> [Length]? {
        let beside = vertical.filter { $0.start.y < run.origin.y && $0.end.y >= run.origin.y }.map(\.start.x)
        guard let left = beside.filter({ $0 <= run.origin.x }).max() else { return nil }
        guard let right = beside.filter({ $0 > run.origin.x }).min() else { return nil }
        return [left, right]
    }

    /// The least distance between two rules one above the other.
    var leastRowHeight: Length? {
        horizontal.flatMap { upper in
            horizontal.filter { lower in
                lower.start.y > upper.start.y && lower.start.x < upper.end.x && lower.end.x > upper.start.x
            }.map { $0.start.y - upper.start.y }
        }.min()
    }
}
