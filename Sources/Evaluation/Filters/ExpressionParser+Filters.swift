import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ExpressionParser {
    /// The form that is asked for behind a bar.
    mutating func filter(of operand: ModelExpression) throws(ExpressionFault) -> ValueFilter {
        let place = place
        guard case .name(let word) = tokens.first, let name = FilterName(rawValue: word) else {
            if case .name(let word) = tokens.first { throw ExpressionFault.unknownFilter(word).at(place) }
            throw ExpressionFault.unknownFilter(nil).at(place)
        }
        tokens.removeFirst()
        guard name.accepts(operand.kind) else { throw ExpressionFault.misplaced(name, operand.kind).at(place) }
        let argument = try argument()
        if let filter = ValueFilter(name, argument, of: operand) { return filter }
        throw ExpressionFault.wrongArgument(of: name, isStated: argument != nil).at(place)
    }

    /// What stands in brackets behind the name of a form: a number or a text.
    private mutating func argument() throws(ExpressionFault) -> ExpressionToken? {
        guard take(.symbol("(")) else { return nil }
        let argument = tokens.popFirst()
        try require(")")
        return argument
    }
}

extension ValueFilter {
    /// The most decimals that may be asked for.
    private static let mostPlaces = 20

    /// The form `name`; `nil` where `argument` is none that it takes, or `operand` nothing that it is for: the unit of an amount
    /// is not known, or what is to have boxes is no choice.
    fileprivate init?(_ name: FilterName, _ argument: ExpressionToken?, of operand: ModelExpression) {
        let ownUnit = operand.unit
        switch (name, argument) {
        case (.fixed, .number(let digits)):
            guard let places = Int(digits), places <= Self.mostPlaces else { return nil }
            self = .fixed(places)
        case (.unit, .text(let unit)) where !unit.isEmpty: self = .unit(unit)
        case (.to, .text(let word)):
            guard let unit = MoneyUnit(rawValue: word), let ownUnit else { return nil }
            self = .to(unit, from: ownUnit)
        case (.capital, .text(let word)):
            guard let unit = MoneyUnit(rawValue: word) else { return nil }
            self = .capital(unit)
        case (.capital, nil):
            guard let ownUnit else { return nil }
            self = .capital(ownUnit)
        case (.boxes, nil):
            guard case .field(let reference) = operand, let boxes = reference.boxes else { return nil }
            self = .boxes(boxes)
        case (.chinese, nil): self = .chinese
        case (.dotted, nil): self = .dotted
        case (.iso, nil): self = .iso
        case (.previous, nil): self = .previous
        case (.thousands, nil): self = .thousands
        case (.percent, nil): self = .percent
        case (.numeral, nil): self = .numeral
        case (.digits, nil): self = .digits
        default: return nil
        }
    }
}

extension ModelExpression {
    /// The unit of an amount of money, where the fields that it comes from declare one and the same; a product with a plain
    /// number keeps it.
    fileprivate var unit: MoneyUnit? {
        switch self {
        case .field(let reference), .element(_, let reference): return reference.unit
        case .filtered(_, .to(let unit, _)): return unit
        case .filtered(let operand, .fixed), .filtered(let operand, .thousands): return operand.unit
        case .arithmetic(.plus, let left, let right), .arithmetic(.minus, let left, let right),
            .choice(_, let left, let right):
            if case .number(0) = left { return right.unit }
            return left.unit == right.unit ? left.unit : nil
        case .arithmetic(.times, let left, let right):
            if case .number = left { return right.unit }
            if case .number = right { return left.unit }
            return nil
        case .arithmetic(.over, let left, .number): return left.unit
        case .call(.sum, let arguments), .call(.abs, let arguments), .call(.min, let arguments),
            .call(.max, let arguments):
            let unit = arguments.first?.unit
            return arguments.allSatisfy { $0.unit == unit } ? unit : nil
        case .call(.round, let arguments): return arguments.first?.unit
        default: return nil
        }
    }
}

extension ExpressionFault {
    /// A form of values stands behind a value that it is not for.
    fileprivate static func misplaced(_ name: FilterName, _ kind: ExpressionKind) -> ExpressionFault {
        ExpressionFault(
            id: "wrong-type",
            message: LocalizedText(
                "“\(name.rawValue)”不能用于\(kind.name.zh)", en: "“\(name.rawValue)” is not for \(kind.name.en)"),
            hints: (kind == .list ? kind.remedy : name.use).map { [$0] } ?? [])
    }

    /// What stands in brackets behind the name of a form does not suit it, or is missing.
    fileprivate static func wrongArgument(of name: FilterName, isStated: Bool) -> ExpressionFault {
        let isMoney = name == .capital && !isStated || name == .to
        let message =
            name == .boxes && !isStated
            ? LocalizedText("这不是选项字段", en: "this is no field of type choice")
            : isMoney
                ? LocalizedText("不知道这个数是以什么为单位的金额", en: "the unit of the amount is not known")
                : isStated
                    ? LocalizedText("“\(name.rawValue)”后括号里的内容不对", en: "“\(name.rawValue)” does not take this argument")
                    : LocalizedText("“\(name.rawValue)”后要有括号", en: "“\(name.rawValue)” wants an argument")
        return ExpressionFault(id: "wrong-type", message: message, hints: [name.use])
    }
}

extension FilterName {
    /// What the form is for and how it is written.
    fileprivate var use: LocalizedText {
        let units = MoneyUnit.allCases.map(\.rawValue).joined(separator: "、")
        switch self {
        case .chinese, .dotted, .iso:
            return LocalizedText("chinese、dotted、iso 用于日期", en: "chinese, dotted and iso are for dates")
        case .numeral, .digits:
            return LocalizedText("numeral、digits 用于数字和日期", en: "numeral and digits are for numbers and dates")
        case .previous: return LocalizedText("previous 用于整数，如 year | previous", en: "previous is for whole numbers")
        case .thousands, .percent:
            return LocalizedText("thousands、percent 用于数字", en: "thousands and percent are for numbers")
        case .fixed:
            return LocalizedText(
                "写作 fixed(2)，用于数字；小数 0 到 20 位", en: "write fixed(2), for numbers; from 0 to 20 decimals")
        case .unit:
            return LocalizedText("写作 unit('万元')：空格子后面不印单位", en: "write unit('万元'): nothing stands behind an empty cell")
        case .capital:
            return LocalizedText(
                "金额的字段在 model.yaml 中写 unit，或写明单位，如 capital('万元')；单位：\(units)",
                en: "the field wants a unit in model.yaml, or write capital('万元'); units: \(units)")
        case .boxes:
            return LocalizedText(
                "boxes 用于选项（choice）字段，如 project.nature | boxes", en: "boxes is for fields of type choice")
        case .to:
            return LocalizedText(
                "写作 to('万元')，用于 model.yaml 中写了 unit 的金额；单位：\(units)",
                en: "write to('万元'), for amounts whose field has a unit in model.yaml; units: \(units)")
        }
    }
}

extension ExpressionKind {
    /// What messages call values of the kind.
    var name: LocalizedText {
        switch self {
        case .text: LocalizedText("文字", en: "texts")
        case .date: LocalizedText("日期", en: "dates")
        case .number: LocalizedText("数字", en: "numbers")
        case .truth: LocalizedText("条件", en: "conditions")
        case .list: LocalizedText("列表", en: "lists")
        case .group: LocalizedText("一组字段", en: "groups of fields")
        }
    }
}
