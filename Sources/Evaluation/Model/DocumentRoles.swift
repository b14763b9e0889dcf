import Diagnostics
import SourceTree

/// What the engine itself must know of a submission, and where the form set says that it stands.
struct DocumentRoles: Sendable {
    /// What the document is called.
    let title: TextTemplate
    /// What its file is called.
    let file: FileName
    /// What stands behind the offices in the title of a print job.
    let job: String
    /// The text that is the full name of the office.
    let office: FieldReference
    /// The whole number that is the year.
    let year: FieldReference
    /// The date on which the submission was filled in, if it states one.
    let date: FieldReference?
    /// The group of texts that say where the archive keeps it.
    let archive: FieldReference?
    /// The list of findings that the office answers for.
    let waivers: FieldReference?

    /// The names of the fields that each waiver must have.
    static let waiverFields = ["rule", "at", "reason"]

    /// The names of the properties that every document has, which those of the archive must not take.
    static let properties = ["office", "year", "formSet"]

    /// Reads the roles that `group` states in submissions of `type`; `nil` with faults where one that is needed is missing.
    init?(_ group: NodeReader.Group, type: RecordType, _ reader: inout NodeReader) {
        let scope = ExpressionScope(root: .record(type))
        let title = Self.title(reader.required("title", in: group), scope: scope, &reader)
        let fileNode = reader.required("file", in: group)
        let office = Self.field(reader.required("office", in: group), role: .officeName, scope: scope, &reader)
        let year = Self.field(reader.required("year", in: group), role: .year, scope: scope, &reader)
        date = Self.field(group["date"], role: .date, scope: scope, &reader)
        archive = Self.field(group["archive"], role: .archive, scope: scope, &reader)
        waivers = Self.field(group["waivers"], role: .waivers, scope: scope, &reader)
        job = reader.text(group["job"]) ?? "打印作业"
        guard let title, let office, let year, let fileNode,
            let file = FileName(fileNode, naming: office, scope: scope, &reader)
        else { return nil }
        (self.title, self.office, self.year, self.file) = (title, office, year, file)
    }

    private static func title(_ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader) -> TextTemplate? {
        guard let node, let text = reader.text(node) else { return nil }
        return TextTemplate(text, scope: scope) { reader.fault($0, in: node) }
    }

    /// The field that `node` names, which must be what the role asks for.
    private static func field(
        _ node: Node?, role: Role, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> FieldReference? {
        guard let node, let reference = reader.reference(node, scope: scope) else { return nil }
        if role.accepts(reference.type) { return reference }
        reader.expected(role.name, node)
        return nil
    }

    /// What a role asks of its field.
    private enum Role {
        case officeName, year, date, archive, waivers

        func accepts(_ type: FieldType) -> Bool {
            switch (self, type) {
            case (.officeName, .text), (.year, .integer), (.date, .date): true
            case (.archive, .record(let group)):
                group.fields.allSatisfy { $0.type.innerRecord == nil && !properties.contains($0.name) }
            case (.waivers, .list(.record(let waiver))):
                waiverFields.allSatisfy { name in waiver.fields.contains { $0.name == name && $0.type.isText } }
            default: false
            }
        }

        var name: LocalizedText {
            switch self {
            case .officeName: LocalizedText("文字字段（type: text）", en: "a field of type text")
            case .year: LocalizedText("整数字段（type: integer）", en: "a field of type integer")
            case .date: LocalizedText("日期字段（type: date）", en: "a field of type date")
            case .archive:
                LocalizedText(
                    "一组单个值的字段，名字不用 \(properties.joined(separator: "、"))",
                    en: "a group of single values, none of them called \(properties.joined(separator: ", "))")
            case .waivers:
                LocalizedText(
                    "列表字段，每项有文字字段 \(waiverFields.joined(separator: "、"))",
                    en: "a list whose elements have the texts \(waiverFields.joined(separator: ", "))")
            }
        }
    }
}

extension FieldType {
    fileprivate var isText: Bool {
        if case .text = self { true } else { false }
    }
}
