/// A number as at most 15 significant decimal digits, which is how workbooks show what they hold: 684.91 where the file says
/// 684.90999999999997.
struct DecimalNumber: Equatable {
    /// Whether it is less than zero.
    var isNegative: Bool
    /// The significant digits, from the first that is not 0 to the last that is not; none for zero.
    private(set) var digits: [UInt8]
    /// The place of the decimal point behind the first digit: the number is 0.d₁d₂d₃… × 10 to this power.
    private(set) var exponent: Int

    /// How many digits are significant in a workbook.
    private static let precision = 15
    /// Numbers of a workbook are at most about 10 to this power, and as small.
    private static let maximumExponent = 330

    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        self.isNegative = isNegative
        self.digits = digits
        self.exponent = exponent
        normalize()
    }

    /// The number that `text` writes, as `-12.5` or `1.5E-7`; `nil` where it writes none, or one that no workbook holds.
    init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        let sign = Self.sign(&rest)
        var (digits, exponent, isPastPoint, hasDigit) = ([UInt8](), 0, false, false)
        while let byte = rest.first {
            if (0x30...0x39).contains(byte) {
                hasDigit = true
                digits.append(byte - 0x30)
                if !isPastPoint { exponent += 1 }
            } else if byte == 0x2E, !isPastPoint {
                isPastPoint = true
            } else {
                break
            }
            rest.removeFirst()
        }
        guard hasDigit, let power = Self.power(rest) else { return nil }
        self.init(isNegative: sign, digits: digits, exponent: exponent + power)
        guard abs(self.exponent) <= Self.maximumExponent else { return nil }
        round(toSignificant: Self.precision)
    }

    private static func sign(_ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, first == 0x2D || first == 0x2B else { return false }
        rest.removeFirst()
        return first == 0x2D
    }

    /// The power of ten in `rest`, such as E-7; 0 where there is nothing, `nil` where there is something else.
    private static func power(_ rest: ArraySlice<UInt8>) -> Int? {
        guard let first = rest.first else { return 0 }
        guard first == 0x45 || first == 0x65, rest.count <= 6 else { return nil }
        return Int(String(decoding: rest.dropFirst(), as: UTF8.self))
    }

    private mutating func normalize() {
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        exponent -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { (exponent, isNegative) = (0, false) }
    }

    private mutating func round(toSignificant count: Int) {
        guard digits.count > max(0, count) else { return }
        guard count >= 0 else { return (digits, exponent, isNegative) = ([], 0, false) }
        let up = digits[count] >= 5
        digits.removeLast(digits.count - count)
        if up {
            var index = count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits.insert(1, at: 0)
                exponent += 1
            }
        }
        normalize()
    }

    /// The number rounded to `places` behind the point, halves away from zero.
    func rounded(toPlaces places: Int) -> DecimalNumber {
        var number = self
        number.round(toSignificant: exponent + places)
        return number
    }

    /// The number times 10 to the power of `power`.
    func shifted(by power: Int) -> DecimalNumber {
        DecimalNumber(isNegative: isNegative, digits: digits, exponent: exponent + power)
    }

    /// Whether it is 0.
    var isZero: Bool { digits.isEmpty }

    /// The digits before the point, without leading zeros: none for 0.5.
    var wholeDigits: [UInt8] {
        guard exponent > 0 else { return [] }
        return digits.prefix(exponent) + Array(repeating: 0, count: max(0, exponent - digits.count))
    }

    /// The digits behind the point, without trailing zeros: none for 12.
    var fractionDigits: [UInt8] {
        Array(repeating: 0, count: digits.isEmpty ? 0 : max(0, -exponent)) + digits.dropFirst(max(0, exponent))
    }

    /// The number in digits alone, never with a power of ten.
    var text: String {
        let whole = wholeDigits.isEmpty ? "0" : Self.text(wholeDigits)
        let fraction = fractionDigits.isEmpty ? "" : "." + Self.text(fractionDigits)
        return (isNegative ? "-" : "") + whole + fraction
    }

    /// The digits of `digits` as characters.
    static func text(_ digits: some Sequence<UInt8>) -> String {
        String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    }
}
