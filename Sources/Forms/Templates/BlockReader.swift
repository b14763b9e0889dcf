import Diagnostics
import Evaluation
import Layout
import SourceTree

/// Reads the blocks of a form.
struct BlockReader {
    let styles: StyleSheet
    let scope: ExpressionScope
    /// The width of the type area.
    let width: Length
    /// Whether what is read is one of the forms, and not a sheet beside them.
    let isForm: Bool
    let fragments: FragmentReader

    private static let kinds = ["text", "report", "table", "signature", "contents"]
    private static let tags: [String: TextBlock.Role] = [
        "p": .paragraph, "h1": .heading(1), "h2": .heading(2), "h3": .heading(3), "h4": .heading(4),
        "caption": .caption,
    ]
    private static let tagNames = LocalizedText("p、h1 到 h4 或 caption", en: "p, h1 to h4 or caption")

    /// The block that `node` describes; `nil` with a fault where it describes none.
    private func block(_ node: Node, _ reader: inout NodeReader) -> BlockTemplate? {
        let keys = node.mapping?.map(\.key) ?? []
        switch Self.kinds.first(where: keys.contains) {
        case "text": return text(node, &reader).map(BlockTemplate.text)
        case "report": return report(node, &reader).map(BlockTemplate.report)
        case "table":
            let group = reader.group(node, .tableBlock)
            return group["table"].flatMap { table in
                TableReader(styles: styles, width: width, fragments: fragments).table(table, scope: scope, &reader).map(
                    BlockTemplate.table)
            }
        case "signature":
            let group = reader.group(node, .signatureBlock)
            return group["signature"].flatMap { signature($0, &reader).map(BlockTemplate.signature) }
        case "contents": return contents(node, &reader).map(BlockTemplate.contents)
        default:
            let kinds = Self.kinds + RepeatableReader<BlockTemplate>.keys
            reader.expected(
                LocalizedText("\(kinds.joined(separator: "、")) 之一", en: "one of \(kinds.joined(separator: ", "))"), node
            )
            return nil
        }
    }

    /// The blocks that the list `node` describes.
    func blocks(_ node: Node?, _ reader: inout NodeReader) -> [Repeatable<BlockTemplate>] {
        RepeatableReader(each: .blockEach, when: .blockWhen, parts: "body", fragments: fragments) {
            node, scope, reader in
            BlockReader(styles: styles, scope: scope, width: width, isForm: isForm, fragments: fragments)
                .block(node, &reader)
        }.parts(node, scope: scope, &reader)
    }

    /// The running header that `node` describes.
    func header(_ node: Node, _ reader: inout NodeReader) -> HeaderTemplate? {
        line(reader.group(node, .header), isOnFirstPage: false, &reader)
    }

    /// The running footer that `node` describes.
    func footer(_ node: Node, _ reader: inout NodeReader) -> HeaderTemplate? {
        line(reader.group(node, .footer), isOnFirstPage: true, &reader)
    }

    private func line(
        _ group: NodeReader.Group, isOnFirstPage: Bool, _ reader: inout NodeReader
    ) -> HeaderTemplate? {
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.texts, &reader)
        let text = reader.required("text", in: group).map { LayoutText($0, scope: scope, &reader) }
        guard let text, let style else { return nil }
        return HeaderTemplate(
            text: text, style: style,
            distance: reader.length(group["distance"]) ?? .mm(3),
            standsOnFirstPage: reader.flag(group["first"]) ?? isOnFirstPage)
    }

    /// The stamp that `node` describes.
    func stamp(_ node: Node, _ reader: inout NodeReader) -> StampTemplate? {
        let group = reader.group(node, .stamp)
        let tables = TableReader(styles: styles, width: nil, fragments: fragments)
        let condition = reader.expression(group["if"], scope: scope)
        let top = reader.length(reader.required("top", in: group))
        guard let node = reader.required("table", in: group), let top else { return nil }
        guard let table = tables.table(node, scope: scope, &reader) else { return nil }
        if table.columns.flatMap(\.parts).contains(where: { if case .fixed = $0.basis { false } else { true } }) {
            reader.expected(LocalizedText("各列宽度固定的表格", en: "a table with fixed columns"), node)
        }
        return StampTemplate(condition: condition, table: table, top: top)
    }

    private func text(_ node: Node, _ reader: inout NodeReader) -> ParagraphTemplate? {
        let group = reader.group(node, .text)
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.texts, &reader)
        let text = group["text"].map { LayoutText(spans: $0, scope: scope, styles: styles, &reader) }
        guard let text, let style else { return nil }
        return ParagraphTemplate(
            text: text, style: style,
            spaceBefore: reader.length(group["before"]) ?? .zero,
            keepsSpaceAtHead: reader.flag(group["atHead"]) ?? false, spaceAfter: reader.length(group["after"]) ?? .zero,
            keepsWithNext: reader.flag(group["keepWithNext"]) ?? false,
            keepsWithPrevious: reader.flag(group["keepWithPrevious"]) ?? false,
            role: reader.value(group["tag"], Self.tagNames) { Self.tags[$0] } ?? .paragraph)
    }

    private func report(_ node: Node, _ reader: inout NodeReader) -> ReportTemplate? {
        let group = reader.group(node, .report)
        let headings = reader.list(reader.required("headings", in: group))
        let named = [reader.required("paragraph", in: group)] + headings.map(Optional.some)
        let found = named.compactMap { StyleSheetReader.lookUp($0, in: styles.texts, &reader) }
        let cell = StyleSheetReader.lookUp(reader.required("cell", in: group), in: styles.cells, &reader)
        guard found.count == 5, let cell, let body = group["report"] else {
            if headings.count != 4, let list = group["headings"] {
                reader.expected(LocalizedText("4 个标题样式", en: "four heading styles"), list)
            }
            return nil
        }
        guard let path = reader.reference(body, scope: scope) else { return nil }
        guard case .report = path.type else {
            reader.expected(LocalizedText("报告正文字段", en: "the field of a report's body"), body)
            return nil
        }
        return ReportTemplate(body: path, styles: found, cell: cell, span: body.span)
    }

    private func contents(_ node: Node, _ reader: inout NodeReader) -> ContentsTemplate? {
        guard let node = reader.group(node, .contentsBlock)["contents"] else { return nil }
        let group = reader.group(node, .contents)
        if !isForm {
            reader.fault(
                "misplaced-contents",
                LocalizedText("目录只能写在表里", en: "a list of forms stands in a form, not on a sheet beside them"),
                at: node.span)
        }
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.texts, &reader)
        let leader = reader.text(group.entries["leader"])
        return style.map { style in
            ContentsTemplate(
                style: style, leader: leader ?? "…", spaceBefore: reader.length(group["before"]) ?? .zero,
                span: node.span)
        }
    }

    private func signature(_ node: Node, _ reader: inout NodeReader) -> SignatureTemplate? {
        let group = reader.group(node, .signature)
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.texts, &reader)
        let pitch = reader.length(reader.required("pitch", in: group))
        let lines = reader.list(reader.required("lines", in: group)).map { line in
            reader.list(line).map { field($0, &reader) }.compactMap { $0 }
        }
        guard let style, let pitch else { return nil }
        return SignatureTemplate(
            style: style, lines: lines,
            arrangement: reader.word(group["align"], SignatureBlock.Arrangement.self) ?? .spread, pitch: pitch,
            sealDiameter: reader.length(group["seal"]) ?? .zero,
            spaceBefore: reader.length(group["before"]) ?? .zero, span: node.span)
    }

    private func field(_ node: Node, _ reader: inout NodeReader) -> SignatureTemplate.Field? {
        let group = reader.group(node, .signatureField)
        if group["image"] != nil { _ = reader.required("blank", in: group) }
        guard let label = reader.required("label", in: group) else { return nil }
        return SignatureTemplate.Field(
            label: LayoutText(label, scope: scope, &reader),
            value: group["value"].map { LayoutText($0, scope: scope, &reader) },
            blank: reader.length(group["blank"]) ?? .zero,
            image: group["image"].flatMap { LayoutText(imageOf: $0, scope: scope, &reader) })
    }
}
