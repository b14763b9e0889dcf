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
    static func wrongKind(_ what: String, _ zh: String, _ en: String) -> ExpressionFault {
        ExpressionFault(id: "wrong-type", message: LocalizedText(what + zh, en: "\(what) \(en)"))
    }

    /// No format has the name that follows a bar.
    static var unknownFormat: ExpressionFault {
        let names = FieldFormat.allCases.map(\.rawValue)
        return ExpressionFault(
            id: "unknown-filter",
            message: LocalizedText("“|”后应为 \(names.joined(separator: "、")) 之一", en: "expected a format after “|”"),
            hints: [known(names)])
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

    private static func known(_ names: [String]) -> LocalizedText {
        LocalizedText("可用：\(names.joined(separator: "、"))", en: "known: \(names.joined(separator: ", "))")
    }
}
