/// The name of a form that values can take, with the kinds of values that it is for.
enum FilterName: String, CaseIterable {
    case chinese, dotted, iso, previous, fixed, thousands, percent, unit, capital, numeral, digits, boxes, to

    /// Whether the form is for values of `kind`.
    func accepts(_ kind: ExpressionKind) -> Bool {
        switch self {
        case .chinese, .dotted, .iso: kind == .date
        case .previous, .fixed, .thousands, .percent, .capital, .to: kind == .number
        case .numeral, .digits: kind == .number || kind == .date
        case .unit: kind == .number || kind == .date || kind == .text
        case .boxes: kind == .text
        }
    }
}

extension ValueFilter {
    /// Whether the form of a number is a number itself, so that more can be made of it.
    var keepsNumbers: Bool {
        switch self {
        case .previous, .fixed, .thousands, .percent, .to: true
        case .chinese, .dotted, .iso, .unit, .capital, .numeral, .digits, .boxes: false
        }
    }

    /// Whether it makes another number, or words of a number or date, rather than show it in another way.
    package var makesAnotherValue: Bool {
        switch self {
        case .chinese, .dotted, .iso, .fixed, .thousands, .boxes: false
        case .previous, .percent, .unit, .capital, .numeral, .digits, .to: true
        }
    }

    /// The decimals that it shows, whatever the number has.
    package var places: Int? { if case .fixed(let places) = self { places } else { nil } }
}
