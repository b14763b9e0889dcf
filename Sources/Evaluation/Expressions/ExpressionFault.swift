package import Diagnostics

/// Why a text is no expression.
package struct ExpressionFault: Error {
    /// A stable name, for example `unknown-field`.
    package let id: String
    /// What is wrong.
    package let message: LocalizedText
    /// What may have been meant.
    package var hints: [LocalizedText] = []

    /// Something stands where its kind does not fit.
    static func wrongKind(_ what: String, zh: String, en: String) -> ExpressionFault {
        ExpressionFault(id: "wrong-type", message: LocalizedText(what + zh, en: "\(what) \(en)"))
    }

    /// No form of values is called `name`; none is named where that is `nil`.
    static func unknownFilter(_ name: String?) -> ExpressionFault {
        let names = FilterName.allCases.map(\.rawValue)
        let message =
            name.map { LocalizedText("“|”后没有名为“\($0)”的写法", en: "no form of values is called “\($0)”") }
            ?? LocalizedText("“|”后应为写法的名字", en: "expected the name of a form after “|”")
        return ExpressionFault(
            id: "unknown-filter", message: message,
            hints: [name?.suggestion(among: names), known(names)].compactMap { $0 })
    }

    /// No function is called `name`.
    static func unknownFunction(_ name: String) -> ExpressionFault {
        let names = ExpressionFunction.allCases.map(\.rawValue)
        return ExpressionFault(
            id: "unknown-function",
            message: LocalizedText("没有名为“\(name)”的函数", en: "no function is called “\(name)”"),
            hints: [name.suggestion(among: names), known(names)].compactMap { $0 })
    }

    /// No field of `type` is called `name`, nor is one of `others`.
    static func unknownField(_ name: String, in type: FieldType, orOneOf others: [String]) -> ExpressionFault {
        var names = others
        if case .record(let record) = type { names += record.fields.map(\.name) }
        return ExpressionFault(
            id: "unknown-field",
            message: LocalizedText("没有名为“\(name)”的字段", en: "no field is called “\(name)”"),
            hints: [name.suggestion(among: names), names.isEmpty ? nil : known(names)].compactMap { $0 })
    }

    /// A placeholder is a list or a group.
    static var notPrintable: ExpressionFault {
        ExpressionFault(
            id: "wrong-type", message: LocalizedText("列表或一组字段不能直接打印", en: "a list or group cannot be printed"))
    }

    /// A placeholder does not end.
    static var unclosedBrace: ExpressionFault {
        ExpressionFault(
            id: "bad-expression", message: LocalizedText("“{”没有配对的“}”", en: "a “{” has no “}”"))
    }

    /// A number has too many digits.
    package static var outOfRange: ExpressionFault {
        ExpressionFault(
            id: "out-of-range",
            message: LocalizedText(
                "算出的数超出范围（整数部分最多 38 位，小数最多 48 位），没有得数",
                en: "a computed number is out of range (38 digits before the point, 48 behind it): there is no result"))
    }

    /// Evaluating takes more steps than it may.
    /// - Parameter budget: the steps that it may take.
    package static func tooMuchWork(_ budget: EvaluationBudget) -> ExpressionFault {
        ExpressionFault(
            id: "too-much-work",
            message: LocalizedText(
                "计算量太大：超过 \(budget.most) 步，没有算完", en: "too much to compute: more than \(budget.most) steps"),
            hints: [
                LocalizedText(
                    "少用套在一起的循环和筛选：每多一层，步数乘以列表的长度",
                    en: "nest fewer loops and filters: each multiplies the steps by the length of its list")
            ])
    }

    private static func known(_ names: [String]) -> LocalizedText {
        LocalizedText("可用：\(names.joined(separator: "、"))", en: "known: \(names.joined(separator: ", "))")
    }
}
