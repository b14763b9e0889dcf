/// A unit in which amounts of money are stated.
package enum MoneyUnit: String, CaseIterable, Sendable {
    case yuan = "元"
    case thousandYuan = "千元"
    case tenThousandYuan = "万元"
    case millionYuan = "百万元"
    case hundredMillionYuan = "亿元"

    /// The power of ten by which it is more than a yuan.
    package var power: Int {
        switch self {
        case .yuan: 0
        case .thousandYuan: 3
        case .tenThousandYuan: 4
        case .millionYuan: 6
        case .hundredMillionYuan: 8
        }
    }
}

extension MoneyUnit {
    /// The unit with which `text` begins, whose first character is `first`.
    static func beginning(_ text: Substring, with first: Unicode.Scalar) -> MoneyUnit? {
        allCases.first { $0.rawValue.unicodeScalars.first == first && text.hasPrefix($0.rawValue) }
    }
}

extension RecordType {
    /// The unit of the amount to which the names of `way` lead, through lists; `nil` where it is none.
    package func unit(at way: some Collection<String>) -> MoneyUnit? {
        guard let name = way.first, let field = fields.first(where: { $0.name == name }) else { return nil }
        let rest = way.dropFirst()
        return rest.isEmpty ? field.unit : field.type.innerRecord?.unit(at: rest)
    }
}
