import SourceTree

/// What a field of the model may hold. Templates are checked against it when they are loaded.
package indirect enum FieldType: Sendable {
    /// One line of text, or a few with forced breaks.
    case text
    /// Paragraphs, one a line.
    case prose
    /// The body of the narrative report: paragraphs and headings of four levels.
    case report
    /// A whole number within a range.
    case integer(ClosedRange<Int>)
    /// An amount, empty, or a mark such as 无 or ——.
    case figure
    /// A percentage, empty, or a mark.
    case rate
    /// A calendar date.
    case date
    /// One of a fixed set of words.
    case choice([String])
    /// The path of a PNG in the submission's folder or below it.
    case image
    /// Any number of values of one type.
    case list(FieldType)
    /// A group of named fields.
    case record(RecordType)
}

/// The fields of one kind of group. A reference, because decoding and expressions look into it all the time.
package final class RecordType: Sendable {
    /// What a clerk calls the group.
    package let title: String
    /// Its fields in the order of the form.
    package let fields: [FieldDescription]
    /// The positions of the fields in the order of their names.
    let sorted: [Int]
    /// The positions of the fields that a submission must state.
    let required: [Int]
    /// The values of the fields where nothing is stated; their leaves have no numbers yet.
    let unstated: [ModelValue]
    /// Whether a group within it takes the values of another where it is not stated.
    let hasHeirs: Bool
    /// Whether it is a fault if one of the lists within it is empty.
    let hasListsToFill: Bool

    /// Creates a type.
    package init(title: String, fields: [FieldDescription]) {
        self.title = title
        self.fields = fields
        sorted = fields.indices.sorted { fields[$0].name < fields[$1].name }
        required = fields.indices.filter { fields[$0].isRequired }
        unstated = fields.map(\.unstated)
        hasHeirs = fields.contains { $0.extras.heir != nil || $0.type.innerRecord?.hasHeirs == true }
        hasListsToFill = fields.contains { $0.extras.emptyList != nil || $0.type.innerRecord?.hasListsToFill == true }
    }

    /// The position of the field called `name`.
    /// - Parameter guess: where it is looked for first.
    package func index(of name: String, expectedAt guess: Int = 0) -> Int? {
        if guess < fields.count, fields[guess].name == name { return guess }
        return fields.firstIndex { $0.name == name }
    }
}

extension FieldType {
    /// The fields of a group, or of the groups in a list.
    package var innerRecord: RecordType? {
        switch self {
        case .record(let record): record
        case .list(let element): element.innerRecord
        default: nil
        }
    }
}

/// One named field of a group. A reference, because decoding looks into it all the time.
package final class FieldDescription: Sendable {
    /// The key in a submission and in a template.
    package let name: String
    /// What a clerk calls the field.
    package let title: String
    /// What it may hold.
    package let type: FieldType
    /// Whether a submission must state it.
    package let isRequired: Bool
    /// Whether it names a person or says how to reach one: messages and logs do not show it.
    package let isPersonal: Bool
    /// Whether it names an office, a project or a person: there, what is not seen makes another one.
    package let isIdentity: Bool
    /// Whether it is a text that may be a number with decimals, such as a target; in others 12.0 is a spreadsheet's.
    package let isMeasure: Bool
    /// What else a form set says of it.
    let extras: Extras

    /// What few fields have.
    struct Extras: Sendable {
        /// What those who fill the field in should know besides.
        var note: String?
        /// What clerks call the words of a choice, by the word; nothing for those that are their own title.
        var wordTitles: [String: String] = [:]
        /// The value where nothing is stated; `nil` where it is empty then.
        var initial: Leaf?
        /// The field of the submission itself that a group takes its values from where it is not stated.
        var heir: String?
        /// How a choice is known from a text beside it.
        var recognition: ChoiceRecognition?
        /// The unit of an amount of money.
        var unit: MoneyUnit?
        /// What is found where a list has no elements; `nil` where it may be empty.
        var emptyList: EmptyListFinding?
    }

    /// The value where nothing is stated; `nil` where it is empty then.
    package var initial: Leaf? { extras.initial }

    /// The unit of an amount of money; `nil` for other figures.
    package var unit: MoneyUnit? { extras.unit }

    /// How a choice is known from a text beside it, where an office's file does not say it.
    package var recognition: ChoiceRecognition? { extras.recognition }

    /// The name of the submission's own group that a group takes its values from where it is not stated.
    package var source: String? { extras.heir }

    /// Creates a description.
    package convenience init(
        name: String, title: String, type: FieldType, isRequired: Bool = false, isPersonal: Bool = false,
        isIdentity: Bool = false, isMeasure: Bool = false
    ) {
        self.init(
            name: name, title: title, type: type, isRequired: isRequired, isPersonal: isPersonal,
            isIdentity: isIdentity, isMeasure: isMeasure, extras: Extras())
    }

    init(
        name: String, title: String, type: FieldType, isRequired: Bool, isPersonal: Bool, isIdentity: Bool,
        isMeasure: Bool, extras: Extras
    ) {
        self.name = name
        self.title = title
        self.type = type
        self.isRequired = isRequired
        self.isPersonal = isPersonal
        self.isIdentity = isIdentity || isPersonal
        self.isMeasure = isMeasure
        self.extras = extras
    }

    /// The field with another type, another need to state it, or other extras.
    func with(type: FieldType? = nil, isRequired: Bool? = nil, extras: Extras? = nil) -> FieldDescription {
        FieldDescription(
            name: name, title: title, type: type ?? self.type, isRequired: isRequired ?? self.isRequired,
            isPersonal: isPersonal, isIdentity: isIdentity, isMeasure: isMeasure, extras: extras ?? self.extras)
    }

    /// Whether `node` states the field: a required one is not stated by white space.
    func isStated(by node: Node) -> Bool {
        !node.isNull && !(isRequired && node.scalar?.text.trimmed.isEmpty == true)
    }

    /// The value where nothing is stated, its leaves without numbers. Groups that must be stated are there all the same, so
    /// that drafts can be laid out; whole numbers that must be stated are the least that they may be.
    fileprivate var unstated: ModelValue {
        switch type {
        case .list: return .list([])
        case .record(let record): return isRequired ? .record(record.unstated) : .absent
        case .integer(let range) where isRequired && extras.initial == nil:
            return .unnumbered(.integer(range.lowerBound))
        default: return .unnumbered(extras.initial ?? .empty)
        }
    }
}

/// What is found where a list has no elements. Its placeholders name fields of the group that holds the list.
struct EmptyListFinding: Sendable {
    var message: MessageTemplate
    var hint: MessageTemplate?
}
