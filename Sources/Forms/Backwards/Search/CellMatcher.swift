import Evaluation

/// Says how well a cell of a file suits a cell of a form. What was found once is remembered: files say the same again and
/// again, and so do forms.
struct CellMatcher {
    /// The texts of the file.
    let texts: [PlainText]
    private let kinds: CellKinds
    /// For each text the number of the label that it is; `nil` where it is none of the form set's.
    private let labelNumbers: [Int?]
    /// For each form whether labels are its own, by their numbers: a field of the form does not hold one.
    private let labelsOfForms: [[Bool]]
    /// How well each text suits cells of each kind, as far as that is known.
    private var known: [Int16]
    /// For each text the kinds of labels that it suits, as far as that is known.
    private var suited: [[Int]?]

    private static let unknown = Int16.min

    /// What cannot be.
    static let impossible = -10_000

    init(_ rows: GridRows, _ forms: OfficeForms) {
        texts = rows.texts
        kinds = forms.kinds
        labelNumbers = rows.labelKeys.map { forms.kinds.numberOfLabel[$0] }
        labelsOfForms = forms.labels
        known = Array(repeating: Self.unknown, count: kinds.texts.count * texts.count)
        suited = Array(repeating: nil, count: texts.count)
    }

    private static let longestLabel = 80

    /// Whether the text `index` is a fixed label of a form.
    func isLabel(_ index: Int, in form: Int) -> Bool {
        guard let number = labelNumbers[index], labelsOfForms[form][number] else { return false }
        return (2...Self.longestLabel).contains(texts[index].count)
    }

    /// How well the text `index` suits cells of a kind in a form.
    mutating func fit(_ kind: Int, text index: Int, in form: Int) -> Int {
        let place = kind * texts.count + index
        if known[place] == Self.unknown { known[place] = Int16(computed(kind, index)) }
        let fit = Int(known[place])
        return !kinds.isFixed[kind] && fit != Self.impossible && isLabel(index, in: form) ? Self.labelInField : fit
    }

    /// A field holds no label of its form.
    private static let labelInField = -25

    /// The kinds of labels that the text `index` suits.
    mutating func suitedLabels(_ index: Int) -> [Int] {
        if let known = suited[index] { return known }
        let kinds = kinds.labels.filter { fit($0, text: index, in: 0) > 0 }
        suited[index] = kinds
        return kinds
    }

    private func computed(_ kind: Int, _ index: Int) -> Int {
        let (pattern, text) = (kinds.texts[kind], texts[index])
        if let label = pattern.label {
            if label.isEmpty { return text.isEmpty ? 2 : -8 }
            if text.isEmpty { return -15 }
            let isSame = labelNumbers[index].map { $0 == kinds.labelNumbers[kind] } ?? false
            return label.fit(of: text, isSame: isSame)
        }
        if let field = pattern.field {
            if text.isEmpty { return 1 }
            guard field.suits(text) else { return -6 }
            if case .text = field.type, text.isAmount { return 4 }
            return 8
        }
        if text.isEmpty { return pattern.mayBeEmpty ? 1 : -5 }
        guard let match = TextMatch(pattern, text) else { return Self.impossible }
        return min(30, 6 + match.fit)
    }
}

extension PlainText {
    /// How well `other` suits a cell in which this is the label.
    /// - Parameter isSame: whether all is the same that counts in labels.
    fileprivate func fit(of other: PlainText, isSame: Bool) -> Int {
        if isSame { return scalars == other.scalars ? 30 : 28 }
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
        return String(scalars: scalars[(open + 1)..<(count - 1)])
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
