package import Diagnostics

/// Why a text is no expression.
package struct ExpressionFault: Error {
    /// A stable name, for example `unknown-field`.
    package let id: String
    /// What is wrong.
    package let message: LocalizedText
    /// What may have been meant.
    package var hints: [LocalizedText] = []
    /// Where in the text it is, in bytes of UTF-8; `nil` for the text as a whole.
    package var place: Int?

    /// The fault, which is at `place` unless it says another place itself.
    func at(_ place: Int) -> ExpressionFault {
        var fault = self
        fault.place = self.place ?? place
        return fault
    }

    /// The fault within a longer text, in which the expression begins at `start`.
    func moved(by start: Int) -> ExpressionFault {
        var fault = self
        fault.place = (place ?? 0) + start
        return fault
    }

    /// A text is no expression, for a reason that is known or not.
    static func unread(_ text: String, at place: Int, _ reason: LocalizedText?) -> ExpressionFault {
        let shown = text.prefix(60)
        return ExpressionFault(
            id: "bad-expression",
            message: LocalizedText(
                "看不懂的表达式“\(shown)”" + (reason.map { "：\($0.zh)" } ?? ""),
                en: "cannot parse the expression “\(shown)”" + (reason.map { ": \($0.en)" } ?? "")),
            place: place)
    }

    /// Something stands where its kind does not fit.
    /// - Parameter kind: the kind of value that does not.
    static func wrongKind(_ what: String, zh: String, en: String, _ kind: ExpressionKind? = nil) -> ExpressionFault {
        ExpressionFault(
            id: "wrong-type", message: LocalizedText(what + zh, en: "\(what) \(en)"),
            hints: [kind?.remedy].compactMap { $0 })
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
        let names =
            ExpressionFunction.allCases.map(\.rawValue) + ListEnd.allCases.map(\.rawValue)
            + Quantifier.allCases.map(\.rawValue)
        return ExpressionFault(
            id: "unknown-function",
            message: LocalizedText("没有名为“\(name)”的函数", en: "no function is called “\(name)”"),
            hints: [name.suggestion(among: names), known(names)].compactMap { $0 })
    }

    /// What faults are called that are of a field which there is none of.
    static let unknownFieldID = "unknown-field"

    /// No field of `type` is called `name`, nor is one of `others`.
    static func unknownField(_ name: String, in type: FieldType?, orOneOf others: [String]) -> ExpressionFault {
        var names = others
        if case .record(let record) = type { names += record.fields.map(\.name) }
        return ExpressionFault(
            id: unknownFieldID,
            message: LocalizedText("没有名为“\(name)”的字段", en: "no field is called “\(name)”"),
            hints: [name.suggestion(among: names), names.isEmpty ? nil : known(names)].compactMap { $0 })
    }

    /// A placeholder is a list or a group.
    static var notPrintable: ExpressionFault {
        ExpressionFault(
            id: "wrong-type", message: LocalizedText("列表或一组字段不能直接打印", en: "a list or group cannot be printed"),
            hints: [ExpressionKind.list.remedy, ExpressionKind.group.remedy].compactMap { $0 })
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

extension ExpressionKind {
    /// What makes a value that fits of one of this kind.
    var remedy: LocalizedText? {
        switch self {
        case .list:
            LocalizedText(
                "列表用 sum(…) 合计、count(…) 数项数、first(…) 取第一项、join(…, '、') 连成文字",
                en: "make one value of a list: sum(…), count(…), first(…) or join(…, '、')")
        case .group: LocalizedText("写到组里的某个字段", en: "name a field of the group")
        case .text: LocalizedText("文字里的数用 quantity(…) 取出", en: "quantity(…) gives the number in a text")
        case .date: LocalizedText("日期可以和日期比先后，写作 '2024-06-02'", en: "dates compare with dates such as '2024-06-02'")
        case .number, .truth: nil
        }
    }
}
