import Evaluation

/// Says how well a cell of a file suits a cell of a form. What was found once is remembered: files say the same again and
/// again.
struct CellMatcher {
    /// The texts of the file.
    let texts: [PlainText]
    /// For each form the texts that are fixed labels of it: a field of the form does not hold one.
    private let labels: [Set<Int>]
    /// For each form how well each of its cells suits each text, as far as that is known.
    private var known: [[Int16]]

    private static let unknown = Int16.min

    /// What cannot be.
    static let impossible = -10_000

    init(texts: [PlainText], of patterns: [FormPattern]) {
        self.texts = texts
        var places: [String: [Int]] = [:]
        for (index, text) in texts.enumerated() where (2...Self.longestLabel).contains(text.count) {
            places[text.labelKey, default: []].append(index)
        }
        labels = patterns.map { Set($0.labels.filter { $0.count > 1 }.flatMap { places[$0.labelKey] ?? [] }) }
        known = patterns.map { Array(repeating: Self.unknown, count: $0.cellCount * texts.count) }
    }

    private static let longestLabel = 80

    /// Whether the text `index` is a fixed label of a form.
    func isLabel(_ index: Int, in form: Int) -> Bool { labels[form].contains(index) }

    /// How well the text `index` suits a cell of a form.
    mutating func fit(_ cell: CellPattern, text index: Int, in form: Int) -> Int {
        let place = cell.number * texts.count + index
        if known[form][place] != Self.unknown { return Int(known[form][place]) }
        let fit = computed(cell.text, texts[index], isLabel: isLabel(index, in: form))
        known[form][place] = Int16(fit)
        return fit
    }

    private func computed(_ pattern: TextPattern, _ text: PlainText, isLabel: Bool) -> Int {
        if let label = pattern.label {
            if label.isEmpty { return text.isEmpty ? 2 : -8 }
            if text.isEmpty { return -15 }
            return label.sameLabel(as: text)
        }
        if let field = pattern.field {
            if text.isEmpty { return 1 }
            if isLabel { return -25 }
            guard field.suits(text) else { return -6 }
            if case .text = field.type, text.isAmount { return 4 }
            return 8
        }
        if text.isEmpty { return pattern.mayBeEmpty ? 1 : -5 }
        guard let match = TextMatch(pattern, text) else { return Self.impossible }
        if isLabel { return -25 }
        return min(30, 6 + match.fit)
    }
}

extension PlainText {
    /// How well `other` suits a cell in which this is the label.
    fileprivate func sameLabel(as other: PlainText) -> Int {
        if scalars == other.scalars { return 30 }
        if labelKey == other.labelKey { return 28 }
        if withoutUnit == other.withoutUnit, !withoutUnit.isEmpty { return 26 }
        return resembles(other) ? 12 : CellMatcher.impossible
    }

    /// Whether it is a number with decimals, as amounts are and names are not.
    fileprivate var isAmount: Bool { count < 30 && scalars.contains(".") && Amount(trimmed) != nil }

    /// What is left without the unit in brackets at its end.
    var withoutUnit: ArraySlice<Unicode.Scalar> {
        guard scalars.last == ")", let open = scalars.lastIndex(of: "("), open > 0 else { return scalars[...] }
        return scalars[..<open]
    }

    /// The unit in brackets at its end, such as 万元.
    var unit: String? {
        guard scalars.last == ")", let open = scalars.lastIndex(of: "(") else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[(open + 1)..<(count - 1)])
        return String(text)
    }
}

extension FieldSlot {
    /// Whether a cell with `text` may be one of this field.
    fileprivate func suits(_ text: PlainText) -> Bool {
        switch type {
        case .figure, .rate: text.count <= 3 || text.count <= 40 && Amount(plain(text.trimmed)) != nil
        case .integer: text.count <= 20 && Int(plain(text.trimmed)) != nil
        case .date: text.count <= 20 && FilingDate(plain(text.trimmed)) != nil
        default: true
        }
    }
}
