import SourceTree

extension SubmissionOutline {
    /// The JSON Schema (2020-12) of a submission, with Chinese titles, for editors: it accepts the single values that
    /// decoding accepts. What figures must add up to is for rules to say.
    package var jsonSchema: String {
        let head: [Member] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("title", .string("\(title)（\(formSet)）")),
        ]
        let definitions = SingleValue.allCases.map { (key: $0.rawValue, value: JSONValue.object($0.definition)) }
        return JSONValue.object(head + type.members + [("$defs", .object(definitions))]).text
    }
}

private typealias Member = (key: String, value: JSONValue)

/// The single values whose form does not depend on their field.
private enum SingleValue: String, CaseIterable {
    case text, prose, report, figure, rate, date

    init?(_ type: FieldType) {
        switch type {
        case .text, .image: self = .text
        case .prose: self = .prose
        case .report: self = .report
        case .figure: self = .figure
        case .rate: self = .rate
        case .date: self = .date
        case .integer, .choice, .list, .record: return nil
        }
    }

    private var description: JSONValue {
        switch self {
        case .text: "文字"
        case .prose: "成段的文字：写在竖线 | 后面，从下一行写起，一行一段"
        case .report:
            "正文：写在竖线 | 后面，从下一行写起，一行一段；以 # 至 #### 开头的行是一至四级标题，| 甲 | 乙 | 是表格的一行"
        case .figure: "数字，如 660.44，不带单位；没有数的留空，或写 无、——、/"
        case .rate: "百分数，如 98.7%；没有数的留空，或写 无、——、/"
        case .date: "日期，如 2024-06-02、2024.6.2 或 2024年6月2日"
        }
    }

    /// What YAML may make of such a value: an amount need not be quoted, nor a text that looks like a number.
    var kinds: [JSONValue] {
        switch self {
        case .text, .prose, .report: ["string", "number", "boolean"]
        case .figure: ["string", "number"]
        case .rate, .date: ["string"]
        }
    }

    /// The schema of the value where it may be empty.
    var definition: [Member] {
        let members: [Member] = [
            ("description", description), ("type", .array(kinds + ["null"])),
        ]
        return members + (pattern.map { [("pattern", .string($0))] } ?? [])
    }

    private var pattern: String? {
        switch self {
        case .text, .prose, .report: nil
        case .figure: Pattern.figure(suffix: "")
        case .rate: Pattern.figure(suffix: "[%％]")
        case .date: Pattern.date
        }
    }
}

/// Regular expressions (ECMA-262) of the values that decoding takes from a text. White space around them is dropped, and
/// full-width forms are taken for their ASCII counterparts.
private enum Pattern {
    private static let digit = "[0-9０-９]"

    /// A number with `suffix`, a mark or nothing; see ``Amount``.
    static func figure(suffix: String) -> String {
        let marks = Figure.marks.joined(separator: "|")
        let isShort = "(?=(?:[^0-9０-９]*\(digit)){1,\(Amount.mostDigits)}[^0-9０-９]*$)"
        let whole = "(?:\(digit)+|\(digit){1,3}(?:[,，]\(digit){3})+)"
        return "^\\s*(?:|\(marks)|\(isShort)[+＋－-]?\(whole)(?:[.．]\(digit)+)?\(suffix))\\s*$"
    }

    /// A date or nothing; see ``FilingDate``.
    static let date: String = {
        let (year, part) = ("\(digit){4}", " *\(digit){1,2} *")
        let signs = [("[-－]", "[-－]"), ("[.．]", "[.．]"), ("[/／]", "[/／]")].map { "\($0)\(part)\($1)" }
        let ways = signs.map { "\(year) *\($0)\(part)" } + ["\(year) *年\(part)月\(part)日"]
        return "^\\s*(?:|\(ways.joined(separator: "|")))\\s*$"
    }()

    /// A whole number.
    static func integer(isSigned: Bool) -> String { "^\\s*[+＋\(isSigned ? "－-" : "")]?\(digit)+\\s*$" }

    /// A text that is not empty.
    static let filled = "\\S"
}

extension RecordType {
    /// The keywords for a group.
    fileprivate var members: [Member] {
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        let requirement: [Member] = required.isEmpty ? [] : [("required", .array(required))]
        return [("type", "object"), ("additionalProperties", false)] + requirement + [
            ("properties", .object(fields.map { (key: $0.name, value: $0.schema) }))
        ]
    }
}

extension FieldDescription {
    fileprivate var schema: JSONValue {
        let members = type.members(mayBeEmpty: !isRequired)
        guard extras.note != nil || !extras.wordTitles.isEmpty, let guidance else {
            return .object([("title", .string(title))] + members)
        }
        return .object(
            [("title", .string(title)), ("description", .string(guidance))] + members.filter { $0.key != "description" }
        )
    }
}

extension FieldType {
    /// The keywords for a value of this type, which may be `null` or an empty text where `mayBeEmpty`.
    fileprivate func members(mayBeEmpty: Bool) -> [Member] {
        let description: [Member] = guidance.map { [("description", .string($0))] } ?? []
        let orNull: [JSONValue] = mayBeEmpty ? ["null"] : []
        switch self {
        case .text, .prose, .report, .figure, .rate, .date, .image:
            guard let value = SingleValue(self) else { preconditionFailure("these are single values") }
            let reference: Member = ("$ref", .string("#/$defs/\(value.rawValue)"))
            return mayBeEmpty
                ? [reference] : [reference, ("type", .array(value.kinds)), ("pattern", .string(Pattern.filled))]
        case .integer(let range):
            return description + [
                ("type", .array(["integer", "string"] + orNull)), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
                ("pattern", .string(Pattern.integer(isSigned: range.lowerBound < 0))),
            ]
        case .choice(let words):
            return description + [("enum", .array(words.flatMap(\.asYAML) + (mayBeEmpty ? [.null] : [])))]
        case .list(let element):
            return [
                ("type", mayBeEmpty ? ["array", "null"] : "array"),
                ("items", .object(element.elementMembers)),
            ]
        case .record(let record):
            let rest = record.members.dropFirst()
            return [("type", mayBeEmpty ? ["object", "null"] : "object")] + rest
        }
    }

    /// The keywords for an element of a list, which is not empty.
    private var elementMembers: [Member] {
        guard case .record(let record) = self else { return members(mayBeEmpty: false) }
        return [("title", .string(record.title))] + record.members
    }
}

extension String {
    /// What YAML may make of a word: one that looks like a number is one.
    fileprivate var asYAML: [JSONValue] { [.string(self)] + (Int(self).map { [.integer($0)] } ?? []) }
}
