import Diagnostics

extension ExpressionParser {
    /// What a function gives of the arguments that follow.
    /// - Parameter start: where its name stands.
    mutating func call(_ name: String, at start: Int) throws(ExpressionFault) -> ModelExpression {
        if let end = ListEnd(rawValue: name) { return try element(end, at: start) }
        if let quantifier = Quantifier(rawValue: name) { return try quantified(quantifier, at: start) }
        guard let function = ExpressionFunction(rawValue: name) else { throw .unknownFunction(name).at(start) }
        let arguments = try arguments()
        let accepted = function.parameters
        guard arguments.count == accepted.count else {
            throw .wrongCount(name, accepted.count, arguments.count).at(start)
        }
        for (number, kinds) in accepted.enumerated() where !kinds.contains(arguments[number].value.kind) {
            throw .wrongArgument(name, number, arguments[number].value.kind, kinds).at(arguments[number].place)
        }
        if function == .join { try requireValues(arguments[0].value, name, at: arguments[0].place) }
        return .call(function, arguments.map(\.value))
    }

    private mutating func arguments() throws(ExpressionFault) -> [(value: ModelExpression, place: Int)] {
        var arguments: [(value: ModelExpression, place: Int)] = []
        repeat {
            let place = place
            arguments.append((try expression(), place))
        } while take(.symbol(","))
        try require(")")
        return arguments
    }

    /// `first(list)`, `last(list)`
    private mutating func element(_ end: ListEnd, at start: Int) throws(ExpressionFault) -> ModelExpression {
        let arguments = try arguments()
        guard arguments.count == 1 else { throw .wrongCount(end.rawValue, 1, arguments.count).at(start) }
        let (list, place) = arguments[0]
        guard case .field(let reference) = list, list.kind == .list else {
            throw .wrongArgument(end.rawValue, 0, list.kind, [.list]).at(place)
        }
        try requireValues(list, end.rawValue, at: place)
        return .element(end, reference)
    }

    /// Refuses a list of groups where the values of a field are wanted.
    private func requireValues(_ list: ModelExpression, _ name: String, at place: Int) throws(ExpressionFault) {
        guard case .field(let reference) = list, reference.type.innerRecord != nil else { return }
        throw ExpressionFault(
            id: "wrong-type",
            message: LocalizedText("“\(name)”要一列字段，这里是一组一组的", en: "“\(name)” takes the values of a field, not groups"),
            hints: [
                LocalizedText(
                    "写到字段，如 \(reference.way.joined(separator: ".")).\(reference.type.innerRecord?.fields.first?.name ?? "")",
                    en: "name a field of the list")
            ]
        ).at(place)
    }

    /// `any(list, condition)`, `all(list, condition)`
    private mutating func quantified(_ quantifier: Quantifier, at start: Int) throws(ExpressionFault) -> ModelExpression
    {
        let place = place
        let list = try expression()
        guard case .field(let reference) = list, case .list(let element) = reference.type, element.innerRecord != nil
        else {
            throw .wrongArgument(quantifier.rawValue, 0, list.kind, [.list]).at(place)
        }
        guard tokens.first == .symbol(",") else { throw .wrongCount(quantifier.rawValue, 2, 1).at(start) }
        tokens.removeFirst()
        let condition = try condition(on: element, way: reference.way)
        try require(")")
        return .quantified(quantifier, reference, condition)
    }
}

extension ExpressionFault {
    fileprivate static func wrongCount(_ name: String, _ wanted: Int, _ found: Int) -> ExpressionFault {
        .wrongKind("“\(name)”", zh: "要 \(wanted) 个参数，这里是 \(found) 个", en: "takes \(wanted) arguments, not \(found)")
    }

    fileprivate static func wrongArgument(
        _ name: String, _ number: Int, _ kind: ExpressionKind, _ wanted: [ExpressionKind]
    ) -> ExpressionFault {
        let names = wanted.map(\.name)
        return .wrongKind(
            "“\(name)”",
            zh: "的第 \(number + 1) 个参数应为\(names.map(\.zh).joined(separator: "或"))，这里是\(kind.name.zh)",
            en: "takes \(names.map(\.en).joined(separator: " or ")) as argument \(number + 1), not \(kind.name.en)",
            wanted.contains(.list) && kind != .group ? nil : kind)
    }
}
