import Diagnostics
import SourceTree

/// Reads the expressions and messages of a rule for one of the columns that it goes through: the field name `column`
/// stands for that column's.
struct ColumnTexts {
    let column: String?
    let scope: ExpressionScope

    /// The expression that `node` states.
    func expression(_ node: Node, _ reader: inout NodeReader) -> ModelExpression? {
        guard let text = reader.text(node) else { return nil }
        do throws(ExpressionFault) {
            return try ExpressionParser.parse(replaced(text), scope: scope)
        } catch {
            reader.fault(error, at: node.span)
            return nil
        }
    }

    /// The message that `node` states in both languages.
    func message(_ node: Node?, _ reader: inout NodeReader) -> MessageTemplate? {
        guard let node, let text = LocalizedTextReader.read(node, &reader) else { return nil }
        var faults: [ExpressionFault] = []
        let zh = TextTemplate(replaced(text.zh), scope: scope) { faults.append($0) }
        let en = TextTemplate(replaced(text.en), scope: scope) { faults.append($0) }
        for fault in faults { reader.fault(fault, at: node.span) }
        return MessageTemplate(zh: zh, en: en)
    }

    private func replaced(_ text: String) -> String {
        guard let column else { return text }
        var out = ""
        var rest = text[...]
        for place in text.places(of: ".column") where !text[place.upperBound...].beginsWithinName {
            out += text[rest.startIndex..<place.lowerBound] + ".\(column)"
            rest = text[place.upperBound...]
        }
        return out + rest
    }
}

extension Substring {
    /// Whether the name that stands before the text goes on in it.
    fileprivate var beginsWithinName: Bool {
        guard let next = first else { return false }
        return next.isASCII && (next.isLetter || next.isNumber)
    }
}

/// Reads texts in both languages.
enum LocalizedTextReader {
    /// The text that `node` states: `{zh: …, en: …}`.
    static func read(_ node: Node?, _ reader: inout NodeReader) -> LocalizedText? {
        guard let node else { return nil }
        let group = reader.group(node, keys: RuleGroup.message.keys)
        let zh = reader.text(reader.required("zh", in: group))
        let en = reader.text(reader.required("en", in: group))
        guard let zh, let en else { return nil }
        return LocalizedText(zh, en: en)
    }
}
