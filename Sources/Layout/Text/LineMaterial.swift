/// A paragraph as the line breaker sees it: shaped once, whatever the width, with every adjustment that Chinese line
/// setting may make.
struct LineMaterial {
    /// A cluster with its room and what may be done to it.
    struct Unit {
        var kind: UnitKind
        /// The run of the paragraph, and the cluster of the run, that it is.
        var run: Int
        var cluster: Int
        /// The room it takes, its blank half taken away where marks adjoin.
        var advance: Length
        /// How far its glyphs move left because its leading blank half was taken away.
        var shift = Length.zero
        /// The space before it that vanishes at line start.
        var leading = Length.zero
        /// What may be taken away before it: at line start, or to push in.
        var trimBefore = Length.zero
        /// What may be taken away after it: at line end, or to push in.
        var trimAfter = Length.zero
        /// Whether a line may begin with it.
        var opportunity = LineBreakRules.Opportunity.prohibited
        /// Whether it is the unit that follows a number.
        var isUnit = false
        /// Whether it goes on with a word, so that a short text is better not broken before it.
        var continuesWord = false
        /// Whether justification may widen the gap before it.
        var stretches = false
        /// Whether it is a space, which hangs at line end.
        var isSpace: Bool { kind == .space }
    }

    let runs: [TextRun]
    let shaped: [ShapedText]
    private(set) var style: ParagraphStyle
    private(set) var units: [Unit]
    /// For each unit the room of all units before it; one more at the end.
    private(set) var extents: [Length]
    /// The largest size among the runs.
    let size: Length
    /// How far lines after the first are indented because they hang below a number.
    private(set) var hang = Length.zero

    init(_ paragraph: Paragraph, context: LayoutContext) {
        runs = paragraph.runs
        style = paragraph.style
        shaped = paragraph.runs.map { context.shaper.shape($0.text, style: $0.style) }
        size = paragraph.runs.map(\.style.size).max() ?? .zero
        units = []
        extents = []
        collectUnits()
        setOpportunities(context.words)
        adjustWidths()
        extents = units.reduce(into: [.zero]) { sums, unit in
            sums.append((sums.last ?? .zero) + unit.leading + unit.advance)
        }
        if style.hangsNumber { hang = extents[numberLength] }
    }

    /// The same text, centred and without first-line indent; neither bears on what was shaped.
    var centered: LineMaterial {
        var result = self
        result.style.alignment = .center
        result.style.firstLineIndent = .zero
        return result
    }

    /// How many units the number takes that the paragraph begins with: （一）, （12）, 一、, 1. or 1、, ①.
    private var numberLength: Int {
        let scalars = units.prefix(8).map { cluster($0).scalar }
        guard let first = scalars.first else { return 0 }
        if (0x2460...0x249B).contains(first.value) { return 1 }
        let isBracketed = first == "（" || first == "("
        let digits = scalars.dropFirst(isBracketed ? 1 : 0).prefix { Self.numerals.contains($0) }
        guard !digits.isEmpty, digits.endIndex < scalars.count else { return 0 }
        let closing: Set<Unicode.Scalar> = isBracketed ? ["）", ")"] : ["、", ".", "．"]
        return closing.contains(scalars[digits.endIndex]) ? digits.endIndex + 1 : 0
    }

    private static let numerals = Set("0123456789一二三四五六七八九十百".unicodeScalars)

    private mutating func collectUnits() {
        for (run, text) in shaped.enumerated() {
            for (index, cluster) in text.clusters.enumerated() {
                let kind = UnitKind(cluster.scalar)
                units.append(Unit(kind: kind, run: run, cluster: index, advance: cluster.advance))
            }
        }
    }

    /// The cluster of a unit.
    func cluster(_ unit: Unit) -> ShapedText.Cluster { shaped[unit.run].clusters[unit.cluster] }

    private mutating func setOpportunities(_ words: WordList) {
        var scalars: [Unicode.Scalar] = []
        var firstScalars: [Int] = []
        for (run, text) in zip(runs, shaped) {
            var offset = 0
            var next = 0
            for scalar in run.text.unicodeScalars {
                if next < text.clusters.count, text.clusters[next].bytes.lowerBound == offset {
                    firstScalars.append(scalars.count)
                    next += 1
                }
                if next > 0, text.clusters[next - 1].bytes.contains(offset) { scalars.append(scalar) }
                offset += UTF8.width(scalar)
            }
        }
        let opportunities = LineBreakRules.opportunities(in: scalars, tailoredForChinese: true)
        for (unit, scalar) in firstScalars.enumerated() { units[unit].opportunity = opportunities[scalar] }
        if style.setting.keepsUnits { keepUnits() }
        if style.setting.balances {
            let starts = words.continuations(in: units.map { cluster($0).scalar })
            for index in units.indices {
                units[index].continuesWord = starts[index] || cluster(units[index]).scalar == "的"
            }
        }
    }

    /// A number and the unit that follows it are not split: 660.44万元, 300余篇 (typography.md's list).
    private mutating func keepUnits() {
        var afterNumber = false
        for index in units.indices.dropFirst() {
            let scalar = cluster(units[index]).scalar
            let wasDigit = units[index - 1].kind == .digit
            afterNumber = (wasDigit || afterNumber) && Self.measures.contains(scalar)
            if afterNumber || wasDot(index) { units[index].opportunity = .prohibited }
            units[index].isUnit = afterNumber && wasDigit
        }
    }

    /// Whether a middle dot between digits stands before a unit, as in 4·15.
    private func wasDot(_ index: Int) -> Bool {
        guard index > 1, units[index].kind == .digit, units[index - 2].kind == .digit else { return false }
        return cluster(units[index - 1]).scalar == "·"
    }

    /// Characters that count or measure, or stand between a number and what does.
    private static let measures = Set("余多万亿小元年月日号人次个件份条项篇期家户名位台套处座㎡米吨度页张岁时分秒倍折字％℃".unicodeScalars)

    private mutating func adjustWidths() {
        for index in units.indices {
            let em = runs[units[index].run].style.size
            let isFullWidth = units[index].advance * 10 >= em * 9
            if isFullWidth && units[index].kind == .opening { units[index].trimBefore = em / 2 }
            if isFullWidth && units[index].kind == .closing { units[index].trimAfter = em / 2 }
            guard index > 0 else { continue }
            units[index].stretches = UnitKind.gapStretches(between: units[index - 1].kind, units[index].kind)
            if style.setting.adjustsAdjoiningMarks { adjustAdjoining(index) }
            if style.setting.spacesHanAndLatin, UnitKind.wantsSpace(between: units[index - 1].kind, units[index].kind) {
                units[index].leading = em / 4
            }
        }
    }

    /// Takes the half em between two marks away (CLREQ 3.1.6.1): 。” 《“ ）（ ：“.
    private mutating func adjustAdjoining(_ index: Int) {
        switch (units[index - 1].kind, units[index].kind) {
        case (.closing, .closing), (.closing, .opening):
            units[index - 1].advance -= units[index - 1].trimAfter
            units[index - 1].trimAfter = .zero
        case (.opening, .opening):
            units[index].advance -= units[index].trimBefore
            units[index].shift = units[index].trimBefore
            units[index].trimBefore = .zero
        default: break
        }
    }
}

/// What a character is to Chinese line setting.
enum UnitKind: UInt8 {
    /// A Han character, kana or a full-width sign that is set like one.
    case han
    /// A mark that opens: its blank half is before it.
    case opening
    /// A mark that closes, a comma or a stop: its blank half is after it.
    case closing
    /// A dash or ellipsis: two of them are one mark.
    case joined
    /// A digit.
    case digit
    /// A letter of another script, or a percent sign.
    case latin
    /// A half-width mark.
    case sign
    /// A space.
    case space

    init(_ scalar: Unicode.Scalar) {
        // Most characters are ideographs.
        if (0x3400...0x9FFF).contains(scalar.value) {
            self = .han
            return
        }
        switch scalar {
        case "（", "《", "「", "『", "【", "〔", "〈", "“", "‘", "［", "｛", "〖": self = .opening
        case "）", "》", "」", "』", "】", "〕", "〉", "”", "’", "］", "｝", "〗", "，", "。", "、", "；", "：", "．": self = .closing
        case "—", "…", "─", "⋯": self = .joined
        case "0"..."9": self = .digit
        case " ", "\u{A0}", "\u{3000}": self = .space
        case "·", "×", "÷": self = .han
        case "%": self = .latin
        default: self = scalar.value >= 0x2000 ? .han : scalar.properties.isAlphabetic ? .latin : .sign
        }
    }

    /// Whether a quarter em belongs between the two (CLREQ 3.2.3).
    static func wantsSpace(between left: UnitKind, _ right: UnitKind) -> Bool {
        switch (left, right) {
        case (.han, .digit), (.han, .latin), (.digit, .han), (.latin, .han): true
        default: false
        }
    }

    /// Whether justification may widen the gap: not inside words, numbers, dashes and ellipses.
    static func gapStretches(between left: UnitKind, _ right: UnitKind) -> Bool {
        switch (left, right) {
        case (.digit, .digit), (.latin, .latin), (.latin, .digit), (.digit, .latin), (.joined, .joined): false
        case (.sign, .digit), (.digit, .sign), (.sign, .latin), (.latin, .sign), (.sign, .sign): false
        case (_, .space): false
        default: true
        }
    }
}
