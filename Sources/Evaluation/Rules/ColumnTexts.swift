import Diagnostics
import SourceTree

/// Reads the expressions and messages of a rule for one of the columns that it goes through: the field name `column`
/// stands for that column's.
struct ColumnTexts {
    private let scope: ExpressionScope

    init(column: String?, scope: ExpressionScope) {
        var scope = scope
        scope.column = column
        self.scope = scope
    }

    /// The expression that `node` states.
    func expression(_ node: Node, _ reader: inout NodeReader) -> ModelExpression? {
        reader.expression(node, scope: scope)
    }

    /// The message that `node` states in both languages.
    func message(_ node: Node?, _ reader: inout NodeReader) -> MessageTemplate? {
        guard let texts = LocalizedTextReader.nodes(node, &reader) else { return nil }
        return MessageTemplate(zh: template(texts.zh, &reader), en: template(texts.en, &reader))
    }

    private func template(_ node: Node, _ reader: inout NodeReader) -> TextTemplate {
        TextTemplate(reader.text(node) ?? "", scope: scope) { reader.fault($0, in: node) }
    }
}

/// Reads texts in both languages.
enum LocalizedTextReader {
    /// The text that `node` states: `{zh: …, en: …}`.
    static func read(_ node: Node?, _ reader: inout NodeReader) -> LocalizedText? {
        guard let texts = nodes(node, &reader) else { return nil }
        guard let zh = reader.text(texts.zh), let en = reader.text(texts.en) else { return nil }
        return LocalizedText(zh, en: en)
    }

    /// The text in each language, as a node of its own.
    fileprivate static func nodes(_ node: Node?, _ reader: inout NodeReader) -> (zh: Node, en: Node)? {
        guard let node else { return nil }
        let group = reader.group(node, keys: RuleGroup.message.keys)
        let (zh, en) = (reader.required("zh", in: group), reader.required("en", in: group))
        guard let zh, let en else { return nil }
        return (zh, en)
    }
}
