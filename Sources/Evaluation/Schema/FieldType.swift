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
    /// Any number of values of one type.
    case list(FieldType)
    /// A group of named fields.
    case record(RecordType)
}

/// The fields of one kind of group, without the Swift type that holds them.
package struct RecordType: Sendable {
    /// What a clerk calls the group.
    package let title: String
    /// Its fields in the order of the form.
    package let fields: [FieldDescription]
    /// The positions of the fields in the order of their names.
    let sorted: [Int]
    /// The positions of the fields that a submission must state.
    let required: [Int]

    /// Creates a type.
    package init(title: String, fields: [FieldDescription]) {
        self.title = title
        self.fields = fields
        sorted = fields.indices.sorted { fields[$0].name < fields[$1].name }
        required = fields.indices.filter { fields[$0].isRequired }
    }

    /// The position of the field called `name`.
    /// - Parameter guess: where it is looked for first.
    package func index(of name: String, expectedAt guess: Int = 0) -> Int? {
        if guess < fields.count, fields[guess].name == name { return guess }
        return fields.firstIndex { $0.name == name }
    }
}

/// One named field of a group.
package struct FieldDescription: Sendable {
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

    /// Creates a description.
    package init(
        name: String, title: String, type: FieldType, isRequired: Bool = false, isPersonal: Bool = false,
        isIdentity: Bool = false, isMeasure: Bool = false
    ) {
        self.name = name
        self.title = title
        self.type = type
        self.isRequired = isRequired
        self.isPersonal = isPersonal
        self.isIdentity = isIdentity || isPersonal
        self.isMeasure = isMeasure
    }

    /// Whether `node` states the field: a required one is not stated by white space.
    func isStated(by node: Node) -> Bool {
        !node.isNull && !(isRequired && node.scalar?.text.trimmed.isEmpty == true)
    }
}
