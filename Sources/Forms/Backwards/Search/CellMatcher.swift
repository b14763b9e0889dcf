import Evaluation

/// Says how well a cell of a file suits a cell of a form. What was found once is remembered: files say the same again and
/// again.
struct CellMatcher {
    /// The texts of the file.
    let texts: [PlainText]
    /// The fixed labels of each form, by what counts in them: a field of the form does not hold one.
    private let labels: [Set<String>]
    private let keys: [String]
    private var remembered: [Pair: Int] = [:]

    private struct Pair: Hashable {
        let pattern: Int
        let text: Int
    }

    /// What cannot be.
    static let impossible = -10_000

    init(texts: [PlainText], of patterns: [FormPattern]) {
        self.texts = texts
        labels = patterns.map { Set($0.labels.map(\.key).filter { $0.count > 1 }) }
        keys = texts.map(\.key)
    }

    /// How well the text `index` suits `pattern`, whose number is `id`, in a form.
    mutating func fit(_ pattern: TextPattern, id: Int, text index: Int, in form: Int) -> Int {
        let pair = Pair(pattern: id, text: index)
        if let known = remembered[pair] { return known }
        let fit = computed(pattern, texts[index], isLabel: labels[form].contains(keys[index]))
        remembered[pair] = fit
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
            return field.type.suits(text.trimmed) ? 8 : -6
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
        if withoutUnit == other.withoutUnit, !withoutUnit.isEmpty { return 26 }
        return resembles(other) ? 12 : CellMatcher.impossible
    }

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

extension FieldType {
    /// Whether a cell with `text` may be one of this field.
    fileprivate func suits(_ text: String) -> Bool {
        switch self {
        case .figure, .rate: Amount(text) != nil || text.unicodeScalars.count <= 4
        case .integer: Int(text) != nil
        case .date: FilingDate(text) != nil
        default: true
        }
    }
}
