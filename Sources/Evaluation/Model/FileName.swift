import Diagnostics
import SourceTree

/// How the files of submissions are named: fixed texts and fields, the office's name among them.
struct FileName: Sendable {
    private enum Part: Sendable {
        case text(String)
        case field(FieldReference)
    }

    private let parts: [Part]
    /// The position of the office's name among the parts.
    private let office: Int

    /// Reads the name that `node` states; `nil` with a fault where the field `office` is not in it, without which files of
    /// different offices would have the same name, or others are than whole numbers and choices, which are short.
    init?(_ node: Node, naming office: FieldReference, scope: ExpressionScope, _ reader: inout NodeReader) {
        guard let text = reader.text(node) else { return nil }
        var isWhole = true
        let template = TextTemplate(text, scope: scope) { fault in
            reader.fault(fault, in: node)
            isWhole = false
        }
        guard isWhole else { return nil }
        let parts = template.parts.compactMap { Self.part($0, office) }
        let place = parts.firstIndex { if case .field(let field) = $0 { field.way == office.way } else { false } }
        guard parts.count == template.parts.count, let place else {
            let way = office.way.joined(separator: ".")
            reader.expected(
                LocalizedText(
                    "文件名，其中有 {\(way)}，其余占位符只用整数和选项字段",
                    en: "a file name with {\(way)} in it, its other placeholders whole numbers and choices"), node)
            return nil
        }
        self.parts = parts
        self.office = place
    }

    private static func part(_ expression: ModelExpression, _ office: FieldReference) -> Part? {
        switch expression {
        case .text(let text): .text(text)
        case .field(let field): field.way == office.way || field.type.isShort ? .field(field) : nil
        default: nil
        }
    }

    /// The ways to the fields that the name is made of.
    var ways: [[String]] {
        parts.compactMap { if case .field(let field) = $0 { field.way } else { nil } }
    }

    /// The name up to the office's, and what follows; `standIn` is there for an office that cannot be told.
    /// - Parameter text: the text of a field.
    func name(office standIn: String, _ text: (FieldReference) -> String) -> (lead: String, ending: String) {
        let texts = parts.indices.map { index in
            switch parts[index] {
            case .text(let fixed): return fixed
            case .field(let field):
                let found = text(field)
                return index == office && found.isEmpty ? standIn : found
            }
        }
        return (texts[...office].joined(), texts[(office + 1)...].joined())
    }
}

extension FieldType {
    /// Whether values take little room in a file's name.
    fileprivate var isShort: Bool {
        switch self {
        case .integer, .choice: true
        default: false
        }
    }
}
