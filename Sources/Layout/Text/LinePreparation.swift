/// Finds what may be done to each cluster of a paragraph.
struct LinePreparation {
    private let clusters: [ShapedText.Cluster]
    /// The first character of each cluster.
    private let scalars: [Unicode.Scalar]
    private let text: String
    private let style: ParagraphStyle
    /// The size of each run.
    private let sizes: [Length]
    /// Which of the clusters are middle dots.
    private var dots: [Int] = []
    /// For each cluster what may be done to it.
    private(set) var units: [LineMaterial.Unit] = []

    /// - Parameters:
    ///   - shaped: the runs of `paragraph`, one after the other, whose text is `text`.
    ///   - counts: how many clusters each run has.
    init(_ shaped: ShapedText, _ text: String, _ paragraph: Paragraph, counts: [Int]) {
        clusters = shaped.clusters
        scalars = clusters.map { $0.scalar }
        self.text = text
        style = paragraph.style
        sizes = paragraph.runs.map { $0.style.size }
        units.reserveCapacity(clusters.count)
        for (run, count) in counts.enumerated() {
            for cluster in clusters[units.count..<units.count + count] {
                if cluster.scalar == "·" { dots.append(units.count) }
                units.append(
                    LineMaterial.Unit(kind: UnitKind(cluster.scalar), run: Int32(run), advance: cluster.advance))
            }
        }
    }

    /// Finds where lines may begin, then the widths that marks and spaces give.
    mutating func prepare(words: WordList) {
        setOpportunities()
        if style.setting.keepsUnits { keepUnits() }
        if style.setting.balances { keepWords(words) }
        narrowDots()
        adjustWidths()
    }

    /// For each unit the room of all units before it; one more at the end.
    var extents: [Length] {
        var extents: [Length] = []
        extents.reserveCapacity(units.count + 1)
        var sum = Length.zero
        extents.append(sum)
        for unit in units {
            sum += unit.leading + unit.advance
            extents.append(sum)
        }
        return extents
    }

    // MARK: Where lines may begin

    private mutating func setOpportunities() {
        let isWhole = clusters.allSatisfy { $0.bytes.count <= UTF8.width($0.scalar) }
        guard isWhole else { return setOpportunitiesOfCombinations() }
        let opportunities = LineBreakRules.opportunities(in: scalars, tailoredForChinese: true)
        for index in units.indices { units[index].opportunity = opportunities[index] }
    }

    /// Of clusters of several characters the first one counts.
    private mutating func setOpportunitiesOfCombinations() {
        var scalars: [Unicode.Scalar] = []
        var firsts: [Int] = []
        for cluster in clusters {
            firsts.append(scalars.count)
            let start = text.utf8.index(text.startIndex, offsetBy: cluster.bytes.lowerBound)
            let end = text.utf8.index(start, offsetBy: cluster.bytes.count)
            scalars.append(contentsOf: text.unicodeScalars[start..<end])
        }
        let opportunities = LineBreakRules.opportunities(in: scalars, tailoredForChinese: true)
        for (unit, first) in firsts.enumerated() { units[unit].opportunity = opportunities[first] }
    }

    /// A number and the unit that follows it are not split: 660.44万元, 300余篇 (typography.md's list).
    private mutating func keepUnits() {
        guard units.contains(where: { $0.kind == .digit }) else { return }
        var afterNumber = false
        var unitEnd = 0
        for index in units.indices.dropFirst() {
            let wasDigit = units[index - 1].kind == .digit
            if wasDigit || afterNumber && Self.multiples.contains(scalars[index - 1]) {
                unitEnd = index + Self.unitNames.lengthOfWord(in: scalars, at: index)
            }
            afterNumber = (wasDigit || afterNumber) && Self.measures.contains(scalars[index])
            let isKept = afterNumber || index < unitEnd
            if isKept, units[index].opportunity == .allowed {
                units[index].numberBond = wasDigit ? .unit : .withinUnit
            }
            if isKept || wasDot(index) { units[index].opportunity = .prohibited }
        }
    }

    /// Whether a middle dot between digits stands before a unit, as in 4·15.
    private func wasDot(_ index: Int) -> Bool {
        guard index > 1, units[index].kind == .digit, units[index - 2].kind == .digit else { return false }
        return scalars[index - 1] == "·"
    }

    /// Characters that count or measure, or stand between a number and what does.
    private static let measures = Set("余多万亿小元年月日号人次个件份条项篇期家户名位台套处座㎡米吨度页张岁时分秒倍折字％℃".unicodeScalars)

    /// Those that may stand between a number and what measures.
    private static let multiples = Set("余多百千万亿".unicodeScalars)

    /// What measures besides, and is not followed by more of it.
    private static let unitNames = WordList([
        "天", "周", "季度", "个月", "小时", "分钟", "个百分点", "亩", "公里", "平方米", "平方公里", "立方米", "公顷", "公斤", "斤", "千克",
        "克", "升", "千瓦", "千瓦时", "场", "批", "轮", "届", "所", "间", "栋", "层", "级", "种", "类", "组", "例", "起", "宗", "辆",
        "株", "头", "只", "本", "册",
    ])

    private mutating func keepWords(_ words: WordList) {
        let bonds = words.bonds(in: scalars)
        for index in units.indices {
            units[index].bond = scalars[index] == "的" ? .word : bonds[index]
        }
    }

    // MARK: Widths

    /// A middle dot between figures takes half an em, so that 4·15 is read as one; between Han it takes an em (CLREQ 3.1.2).
    private mutating func narrowDots() {
        for index in dots where index > 0 && index + 1 < units.count {
            guard units[index - 1].kind.isNarrow, units[index + 1].kind.isNarrow else { continue }
            units[index].kind = .sign
            let spare = units[index].advance - sizes[Int(units[index].run)] / 2
            guard spare > .zero else { continue }
            units[index].advance -= spare
            units[index].shift = spare / 2
        }
    }

    private mutating func adjustWidths() {
        for index in units.indices {
            let em = sizes[Int(units[index].run)]
            let kind = units[index].kind
            let isFullWidth = units[index].advance * 10 >= em * 9
            if isFullWidth && kind == .opening { units[index].trimBefore = em / 2 }
            if isFullWidth && kind == .closing { units[index].trimAfter = em / 2 }
            guard index > 0 else { continue }
            let before = units[index - 1].kind
            units[index].stretches = UnitKind.gapStretches(between: before, kind)
            if style.setting.adjustsAdjoiningMarks { adjustAdjoining(index) }
            if style.setting.spacesHanAndLatin, UnitKind.wantsSpace(between: before, kind) {
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

    // MARK: Numbers at the beginning

    /// How many units the number takes that the paragraph begins with: （一）, （12）, 一、, 1. or 1、, ①.
    var numberLength: Int {
        let scalars = scalars.prefix(8)
        guard let first = scalars.first else { return 0 }
        if (0x2460...0x249B).contains(first.value) { return 1 }
        let isBracketed = first == "（" || first == "("
        let digits = scalars.dropFirst(isBracketed ? 1 : 0).prefix { Self.numerals.contains($0) }
        guard !digits.isEmpty, digits.endIndex < scalars.count else { return 0 }
        let closing: Set<Unicode.Scalar> = isBracketed ? ["）", ")"] : ["、", ".", "．"]
        return closing.contains(scalars[digits.endIndex]) ? digits.endIndex + 1 : 0
    }

    private static let numerals = Set("0123456789一二三四五六七八九十百".unicodeScalars)
}
