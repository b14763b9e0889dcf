/// A decimal number without error, as cells state it and pages sum it.
package struct ExactNumber: Hashable, Sendable {
    /// The digits without the point.
    private var units: Int128
    /// How many of them stand behind it.
    private var places: Int
    /// Whether thousands are set apart.
    private var isGrouped: Bool

    /// The most digits of a number.
    private static let mostDigits = 30

    /// Reads a number such as 12, -1,234.50 or +3; `nil` for anything else, and for more than thirty digits.
    package init?(_ text: String) {
        let sign = text.first == "-" ? -1 : 1
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return nil }
        isGrouped = whole.contains(",")
        let fraction = parts.count == 2 ? parts[1] : ""
        let all = whole.filter { $0 != "," } + fraction
        guard !all.isEmpty, all.count <= Self.mostDigits, all.allSatisfy({ $0.isASCII && $0.isNumber }),
            let units = Int128(all), whole.first?.isNumber == true, parts.count == 1 || !fraction.isEmpty
        else { return nil }
        self.units = units * Int128(sign)
        places = fraction.count
    }

    private init(units: Int128, places: Int, isGrouped: Bool) {
        self.units = units
        self.places = places
        self.isGrouped = isGrouped
    }

    /// The sum of `numbers`, with as many places as the one that has most; `nil` where there is none, or they are too large.
    static func sum(_ numbers: some Sequence<ExactNumber>) -> ExactNumber? {
        var sum: ExactNumber?
        for number in numbers {
            guard let last = sum else {
                sum = number
                continue
            }
            guard let next = last.adding(number) else { return nil }
            sum = next
        }
        return sum
    }

    private func adding(_ other: ExactNumber) -> ExactNumber? {
        let places = max(places, other.places)
        guard let left = units(at: places), let right = other.units(at: places) else { return nil }
        let (sum, overflows) = left.addingReportingOverflow(right)
        return overflows
            ? nil : ExactNumber(units: sum, places: places, isGrouped: isGrouped || other.isGrouped)
    }

    /// The number with as many places and thousands as `other`, if it has fewer.
    func written(like other: ExactNumber) -> ExactNumber {
        let places = max(places, other.places)
        return ExactNumber(
            units: units(at: places) ?? units, places: units(at: places) == nil ? self.places : places,
            isGrouped: isGrouped || other.isGrouped)
    }

    /// Nothing.
    static let zero = ExactNumber(units: 0, places: 0, isGrouped: false)

    private func units(at places: Int) -> Int128? {
        var units = units
        for _ in self.places..<max(self.places, places) {
            let (product, overflows) = units.multipliedReportingOverflow(by: 10)
            if overflows { return nil }
            units = product
        }
        return units
    }

    /// The number as it is printed.
    package var text: String {
        var digits = String(units.magnitude)
        digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var whole = String(digits.dropLast(places))
        if isGrouped {
            for place in stride(from: whole.count - 3, to: 0, by: -3) {
                whole.insert(",", at: whole.index(whole.startIndex, offsetBy: place))
            }
        }
        return (units < 0 ? "-" : "") + whole + (places > 0 ? "." + digits.suffix(places) : "")
    }
}
