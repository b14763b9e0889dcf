import Diagnostics

extension TextTemplate {
    /// Units that stand alone because the number before them is empty.
    func bareUnits(in environment: ExpressionEnvironment) -> [ExpressionFault] {
        unitsBehindNumbers.filter { parts[$0.number].text(in: environment).isEmpty }.map {
            .bareUnit($0.unit, at: places[$0.number])
        }
    }

    /// The parts that are numbers and may be empty, with the unit that follows each.
    private var unitsBehindNumbers: [(number: Int, unit: String)] {
        zip(parts.indices, parts.dropFirst()).compactMap { index, next in
            guard parts[index].mayBeEmptyNumber, case .text(let text) = next else { return nil }
            return Self.units.first { text.hasPrefix($0) }.map { (index, $0) }
        }
    }

    private static let units =
        ["%", "％", "‰"] + MoneyUnit.allCases.map(\.rawValue).sorted { $0.count > $1.count }
}

extension ModelExpression {
    /// Whether it is a number that a submission may leave empty. Whole numbers mostly have a value in any case.
    fileprivate var mayBeEmptyNumber: Bool {
        switch self {
        case .field(let reference), .element(_, let reference):
            switch reference.type {
            case .figure, .rate: true
            case .list(let element): if case .figure = element { true } else { false }
            default: false
            }
        case .filtered(let operand, let filter): filter.keepsNumbers && operand.mayBeEmptyNumber
        case .arithmetic(let operation, let left, let right):
            operation == .over || left.mayBeEmptyNumber || right.mayBeEmptyNumber
        case .call(let function, _): function != .count && kind == .number
        default: false
        }
    }
}

extension ExpressionFault {
    fileprivate static func bareUnit(_ unit: String, at place: Int) -> ExpressionFault {
        ExpressionFault(
            id: "bare-unit",
            message: LocalizedText("这个占位符没有内容，只印出“\(unit)”", en: "the placeholder is empty and “\(unit)” stands alone"),
            hints: [
                LocalizedText("填上这个数，或改用不会只剩单位的写法：\(filter(unit))", en: "state the number, or write \(filter(unit))")
            ],
            place: place)
    }

    private static func filter(_ unit: String) -> String {
        unit == "%" || unit == "％" ? "{… | percent}" : "{… | unit('\(unit)')}"
    }
}
