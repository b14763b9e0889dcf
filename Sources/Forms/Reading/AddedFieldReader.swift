import Diagnostics
import Evaluation
import SourceTree

/// Reads the fields that a form set adds to the model.
enum AddedFieldReader {
    /// The types that a field may have.
    private enum Kind: String, CaseIterable {
        case text, prose, report, figure, rate, date, integer, choice, list, group
    }

    /// The schema of a submission with the fields of the list `node`.
    static func read(_ node: Node?, _ reader: inout NodeReader) -> SubmissionSchema {
        var schema = SubmissionSchema()
        for element in reader.list(node) {
            let group = reader.group(element, .addedField)
            guard let place = reader.required("in", in: group), let way = reader.text(place) else { continue }
            guard let field = field(group, &reader) else { continue }
            do throws(SubmissionSchema.Fault) {
                try schema.add(field, to: way.split(separator: ".").map(String.init))
            } catch {
                report(error, field, place, &reader)
            }
        }
        return schema
    }

    private static func field(_ group: NodeReader.Group, _ reader: inout NodeReader) -> FieldDescription? {
        let name = reader.value(
            reader.required("name", in: group), LocalizedText("英文字母和数字组成的名字", en: "a name of letters and digits")
        ) { $0.isFieldName ? $0 : nil }
        let title = reader.text(reader.required("title", in: group))
        let kind = reader.word(reader.required("type", in: group), Kind.self)
        guard let name, let title, let kind, let type = type(kind, title, group, &reader) else { return nil }
        return FieldDescription(
            name: name, title: title, type: type, isRequired: reader.flag(group["required"]) ?? false,
            isPersonal: reader.flag(group["personal"]) ?? false)
    }

    private static func type(
        _ kind: Kind, _ title: String, _ group: NodeReader.Group, _ reader: inout NodeReader
    ) -> FieldType? {
        switch kind {
        case .text: return .text
        case .prose: return .prose
        case .report: return .report
        case .figure: return .figure
        case .rate: return .rate
        case .date: return .date
        case .integer: return integer(group, &reader)
        case .choice:
            let words = reader.list(reader.required("values", in: group)).compactMap { reader.text($0) }
            return words.isEmpty ? nil : .choice(words)
        case .list: return .list(.record(record(title, group, &reader)))
        case .group: return .record(record(title, group, &reader))
        }
    }

    private static func integer(_ group: NodeReader.Group, _ reader: inout NodeReader) -> FieldType? {
        let range = -1_000_000_000...1_000_000_000
        let least = reader.integer(group["min"], range) ?? 0
        let most = reader.integer(group["max"], range) ?? range.upperBound
        guard least <= most else {
            reader.fault(
                "wrong-type", LocalizedText("min 不能大于 max", en: "min must not be above max"), at: group.span)
            return nil
        }
        return .integer(least...most)
    }

    private static func record(
        _ title: String, _ group: NodeReader.Group, _ reader: inout NodeReader
    ) -> RecordType {
        let fields = reader.list(reader.required("fields", in: group)).compactMap { node in
            field(reader.group(node, .innerField), &reader)
        }
        return RecordType(title: title, fields: fields)
    }

    private static func report(
        _ fault: SubmissionSchema.Fault, _ field: FieldDescription, _ place: Node, _ reader: inout NodeReader
    ) {
        switch fault {
        case .noGroup(let name, let known):
            let list = LocalizedText(
                "可用：\(known.joined(separator: "、"))", en: "known: \(known.joined(separator: ", "))")
            reader.fault(
                "unknown-field", LocalizedText("没有名为“\(name)”的一组字段", en: "no group is called “\(name)”"),
                at: place.span, hints: [name.suggestion(among: known), known.isEmpty ? nil : list].compactMap { $0 })
        case .nameTaken:
            reader.fault(
                "name-taken",
                LocalizedText("这里已有名为“\(field.name)”的字段", en: "there is a field called “\(field.name)” already"),
                at: place.span)
        }
    }
}

extension String {
    /// Whether the text can be named in an expression.
    fileprivate var isFieldName: Bool {
        let isPart: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return allSatisfy(isPart) && first?.isLetter == true && !["and", "or", "not"].contains(self)
    }
}
