import Diagnostics
import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A plot of how a figure is spread over a county, as SVG.
///
/// The axis is divided into forty places. Each submission is a dot in the pile at the place of its figure, so that it can be
/// pointed at. Where a pile would be too high, two or three dots of half or a third of the width stand beside each other; where
/// that is still too high, piles become bars.
package struct DotPlot {
    /// A submission.
    struct Dot {
        let name: String
        let value: Decimal
        /// The id of its row.
        let id: String
        /// The name of its state for style sheets.
        let kind: String
        /// The figure as it is written.
        let text: String

        init(name: String, value: Decimal, id: String, kind: String) {
            (self.name, self.value, self.id, self.kind) = (name, value, id, kind)
            text = value.description
        }
    }

    private let dots: [Dot]
    private let title: String
    private let unit: String
    private let words: CountyWords
    private let lowest: Int
    private let highest: Int
    /// The piles by their places, from 0.
    private var piled: [Int: [Dot]] = [:]
    /// How many dots stand beside each other in a pile; `nil` for bars.
    private var columns: Int?
    /// Where the axis lies, below the highest pile.
    private var axis = heights.upperBound

    /// The piles and their width in the plot's own units.
    private static let (piles, pileWidth) = (40, 10)
    /// The space left of the axis, and the heights that piles may have.
    private static let (left, heights) = (20, 70...170)
    /// The most dots that stand beside each other in a pile.
    private static let maximumColumns = 3

    /// A plot of `dots`, at least one.
    /// - Parameter bound: where the axis ends at most; what is beyond is shown at its end.
    init(_ dots: [Dot], title: String, unit: String, bound: Int, words: CountyWords) {
        precondition(!dots.isEmpty, "a plot shows something")
        self.dots = Self.inOrder(dots)
        self.title = title
        self.unit = unit
        self.words = words
        (lowest, highest) = Self.ends(self.dots, bound)
        let starts = Self.starts(lowest, highest)
        var index = 0
        for dot in self.dots {
            while index < starts.count, dot.value >= starts[index] { index += 1 }
            piled[index, default: []].append(dot)
        }
        columns = (1...Self.maximumColumns).first {
            highestPile <= $0 * (Self.heights.upperBound * $0 / Self.pileWidth)
        }
        if let columns {
            let rows = (highestPile + columns - 1) / columns
            axis = max(Self.heights.lowerBound, (rows + 1) * Self.pileWidth / columns)
        }
    }

    /// `dots` by their figures, then by their rows. Decimal numbers take long to compare: most are whole numbers of millionths.
    private static func inOrder(_ dots: [Dot]) -> [Dot] {
        dots.map { ($0, $0.text.millionths) }.sorted { left, right in
            guard let first = left.1, let second = right.1 else {
                return (left.0.value, left.0.id) < (right.0.value, right.0.id)
            }
            return (first, left.0.id) < (second, right.0.id)
        }.map(\.0)
    }

    /// The ends of the axis for `dots` in order: the tens next to the lowest and the highest dot, at least 10 apart, within 0 and `bound`.
    private static func ends(_ dots: [Dot], _ bound: Int) -> (lowest: Int, highest: Int) {
        let (least, most) = (dots.first?.value ?? 0, dots.last?.value ?? 0)
        func floor(_ value: Decimal) -> Int { min(max(0, integer(value)), bound) }
        let ceiling = most > Decimal(floor(most)) ? floor(most) + 1 : floor(most)
        let lowest = min(floor(least) / 10 * 10, bound - 10)
        return (lowest, min(bound, max(lowest + 10, (ceiling + 9) / 10 * 10)))
    }

    /// `value` without its decimals; -1 for all below 0, 100 000 for all above, which no axis shows.
    private static func integer(_ value: Decimal) -> Int {
        value > 100_000
            ? 100_000 : value < 0 ? -1 : Int(value.description.prefix { $0 != "." }) ?? 0
    }

    /// Where the piles but the first begin.
    private static func starts(_ lowest: Int, _ highest: Int) -> [Decimal] {
        (1..<piles).map { Decimal(lowest) + Decimal((highest - lowest) * $0) / Decimal(piles) }
    }

    // MARK: Writing

    /// The plot with what it comes to in words.
    var html: String {
        if let only = dots.first, only.value == dots.last?.value { return alike(only.value) }
        let label = HTMLText.escaped(words.say("\(title)分布图", "\(title) of the departments"))
        return "<figure><figcaption><h2>\(title)</h2><p>\(summary)</p></figcaption>\n"
            + "<svg viewBox=\"0 0 440 \(axis + 28)\" role=\"group\" aria-label=\"\(label)\">\n\(grid)\(marks)</svg></figure>\n"
    }

    /// What is said where all have one figure: there is no spread to show.
    private func alike(_ value: Decimal) -> String {
        let all = words.say(
            "\(dots.count) 个单位都是 <b>\(value)\(unit)</b>\(colours)",
            "all \(dots.count) departments: <b>\(value)\(unit)</b>\(colours)")
        return "<figure><figcaption><h2>\(title)</h2><p>\(all)</p></figcaption></figure>\n"
    }

    private var grid: String {
        let right = Self.left + Self.piles * Self.pileWidth
        let ticks = (0...4).map { tick -> String in
            let x = Self.left + Self.piles * Self.pileWidth * tick / 4
            let value = Decimal(lowest) + Decimal(highest - lowest) * Decimal(tick) / 4
            return "<path class=\"grid\" d=\"M\(x) 4V\(axis)\"/>"
                + "<text x=\"\(x)\" y=\"\(axis + 18)\">\(value)\(unit)</text>\n"
        }
        return ticks.joined() + "<path class=\"axis\" d=\"M\(Self.left) \(axis)H\(right)\"/>\n"
    }

    /// The height of the highest pile, in dots.
    private var highestPile: Int { piled.values.map(\.count).max() ?? 0 }

    private var marks: String {
        piled.sorted { $0.key < $1.key }.map { index, dots in
            let x = Self.left + index * Self.pileWidth
            return columns.map { pile(dots, x, columns: $0) } ?? bar(dots.count, x)
        }.joined()
    }

    /// Dots from the axis upwards, `columns` beside each other.
    private func pile(_ dots: [Dot], _ x: Int, columns: Int) -> String {
        // In hundredths, so that the numbers print alike everywhere.
        let pitch = Self.pileWidth * 100 / columns
        return dots.enumerated().map { index, dot in
            let center = (
                x * 100 + pitch / 2 + index % columns * pitch, axis * 100 - pitch / 2 - index / columns * pitch
            )
            let name = HTMLText.escaped("\(dot.name) \(dot.text)\(unit)")
            return "<a href=\"#\(dot.id)\"><circle class=\"\(dot.kind)\" cx=\"\(Self.hundredths(center.0))\" "
                + "cy=\"\(Self.hundredths(center.1))\" r=\"\(Self.hundredths(pitch * 45 / 100))\"><title>\(name)</title>"
                + "</circle></a>\n"
        }.joined()
    }

    private func bar(_ count: Int, _ x: Int) -> String {
        let height = max(1, count * (Self.heights.upperBound - 10) / highestPile)
        return "<rect x=\"\(x + 1)\" y=\"\(axis - height)\" width=\"\(Self.pileWidth - 2)\" height=\"\(height)\">"
            + "<title>\(count)</title></rect>\n"
    }

    private static func hundredths(_ number: Int) -> String {
        let rest = number % 100
        return "\(number / 100)" + (rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + "\(rest)")
    }

    // MARK: Words

    /// How many submissions are named.
    private static let named = 3

    private var summary: String {
        let names = dots.prefix(Self.named).map { dot in
            "<a href=\"#\(dot.id)\">\(HTMLText.escaped(dot.name))</a> \(dot.text)\(unit)"
        }
        return words.say(
            "\(dots.count) 个单位，中位数 <b>\(median)\(unit)</b>。最低：\(names.joined(separator: "，"))\(colours)",
            "\(dots.count) departments, median <b>\(median)\(unit)</b>. Lowest: \(names.joined(separator: ", "))\(colours)"
        )
    }

    /// What the colours of dots mean, where not all are done.
    private var colours: String {
        func has(_ states: County.State...) -> Bool {
            dots.contains { dot in states.contains { $0.rawValue == dot.kind } }
        }
        return (has(.draft) ? words.draftsAreAmber : "") + (has(.refused, .failed) ? words.refusedAreRed : "")
    }

    private var median: Decimal { dots.map(\.value).median ?? 0 }
}

extension [Decimal] {
    /// The middle one, or halfway between the two in the middle, to two places; `nil` where there are none.
    var median: Decimal? {
        guard !isEmpty else { return nil }
        let (values, middle) = (sorted(), count / 2)
        guard count % 2 == 0 else { return values[middle].rounded(to: 2) }
        let (lower, upper) = (values[middle - 1], values[middle])
        return (lower.plus(upper)?.over(2) ?? lower).rounded(to: 2)
    }
}
