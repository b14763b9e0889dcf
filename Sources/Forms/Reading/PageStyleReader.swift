import Diagnostics
import Evaluation
import Layout
import SourceTree

/// Reads page styles.
struct PageStyleReader {
    let styles: StyleSheet
    let scope: ExpressionScope

    func read(_ node: Node, base: PageTemplate? = nil, _ reader: inout NodeReader) -> PageTemplate {
        let group = reader.group(node, .page)
        var places = base?.places ?? [:]
        places[.number] = group["number"]?.span ?? places[.number]
        places[.code] = group["code"]?.span ?? places[.code]
        var style = base?.style ?? PageStyle(margins: Insets(horizontal: .mm(27), vertical: .mm(36)))
        if let paper = group["paper"].flatMap({ self.paper($0, &reader) }) { style.size = paper }
        if let node = base == nil ? reader.required("margins", in: group) : group["margins"] {
            let margins = reader.group(node, .margins)
            style.margins = Insets(
                top: reader.length(reader.required("top", in: margins)) ?? .zero,
                right: reader.length(reader.required("outer", in: margins)) ?? .zero,
                bottom: reader.length(reader.required("bottom", in: margins)) ?? .zero,
                left: reader.length(reader.required("inner", in: margins)) ?? .zero)
        }
        if style.area.width < .mm(50) || style.area.height < .mm(50) {
            reader.expected(LocalizedText("至少留 50 毫米见方版心的页边距", en: "margins that leave at least 50 mm for text"), node)
        }
        if let isMirrored = reader.flag(group["mirrored"]) { style.isMirrored = isMirrored }
        if let isLandscape = reader.flag(group["landscape"]) { style.isLandscape = isLandscape }
        if let begins = reader.word(group["begins"], Beginning.self) {
            style.beginsOnOddPage = begins == .oddPage
            style.continuesPage = begins == .same
        }
        if let alignment = reader.word(group["valign"], CellStyle.VerticalAlignment.self) {
            style.verticalAlignment = alignment
        }
        var format = base?.numberFormat
        if let number = group["number"] {
            style.numbering = number.isNone ? nil : numbering(number, base: style.numbering, &reader)
            format =
                number["format"].map {
                    LayoutText($0, marks: PageStyle.Numbering.placeholders, scope: scope, &reader)
                } ?? format
        }
        if let code = group["code"] { style.code = code.isNone ? nil : self.code(code, base: style.code, &reader) }
        if let code = style.code, !style.hasRoom(for: code) { reader.expected(Self.room, group["code"] ?? node) }
        return PageTemplate(style: style, numberFormat: format, begins: group["begins"]?.span, places: places)
    }

    // MARK: Paper

    private static let papers: [String: Size] = ["A3": .a3, "A4": .a4, "B5": .b5]

    private func paper(_ node: Node, _ reader: inout NodeReader) -> Size? {
        guard node.mapping != nil else {
            let name = LocalizedText("A3、A4、B5 或 {width, height}", en: "A3, A4, B5 or {width, height}")
            return reader.value(node, name) { Self.papers[$0] }
        }
        let group = reader.group(node, .paper)
        let width = side(reader.required("width", in: group), &reader)
        let height = side(reader.required("height", in: group), &reader)
        guard let width, let height else { return nil }
        return Size(width: width, height: height)
    }

    /// A side of the paper: no printer takes shorter ones, and larger sheets are plotted.
    private func side(_ node: Node?, _ reader: inout NodeReader) -> Length? {
        let name = LocalizedText("纸的一边，90mm 到 1200mm", en: "a side of the paper, 90mm to 1200mm")
        return reader.value(node, name) { text in
            Units.length(text).flatMap { $0 >= .mm(90) && $0 <= .mm(1200) ? $0 : nil }
        }
    }

    // MARK: Numbers and codes

    private static let room = LocalizedText(
        "版心下边与纸边之间、不碰页码的识别码（宽 \(PageStyle.Code.side) 个模块，四周各空 \(PageStyle.Code.quietZone) 个）",
        en: "a code of \(PageStyle.Code.side) modules with \(PageStyle.Code.quietZone) free around it, "
            + "between type area and edge, clear of the number")

    /// Where a form begins.
    private enum Beginning: String, CaseIterable {
        case page, oddPage, same
    }

    /// - Parameter base: what holds where `node` does not say otherwise.
    private func numbering(
        _ node: Node, base: PageStyle.Numbering?, _ reader: inout NodeReader
    ) -> PageStyle.Numbering? {
        let group = reader.group(node, .number)
        let name = base == nil ? reader.required("style", in: group) : group["style"]
        let found = StyleSheetReader.lookUp(name, in: styles.texts, &reader)
        guard let style = found?.run ?? base?.style else { return nil }
        var numbering = base ?? PageStyle.Numbering(style: style, distance: .mm(7), indent: .zero)
        numbering.style = style
        if let distance = reader.length(group["distance"]) { numbering.distance = distance }
        if let indent = reader.length(group["indent"]) { numbering.indent = indent }
        if let position = reader.word(group["position"], PageStyle.Numbering.Position.self) {
            numbering.position = position
        }
        if let scope = reader.word(group["scope"], PageStyle.Numbering.Scope.self) { numbering.scope = scope }
        return numbering
    }

    /// - Parameter base: what holds where `node` does not say otherwise.
    private func code(_ node: Node, base: PageStyle.Code?, _ reader: inout NodeReader) -> PageStyle.Code? {
        let group = reader.group(node, .pageCode)
        let isWhole = base == nil
        let name = isWhole ? reader.required("style", in: group) : group["style"]
        let texts = isWhole ? reader.required("lines", in: group) : group["lines"]
        let style = StyleSheetReader.lookUp(name, in: styles.texts, &reader)
        let lines = reader.list(texts).compactMap { line($0, &reader) }
        let stated = style.map {
            PageStyle.Code(
                style: $0.run, linePitch: $0.paragraph.linePitch, lines: lines, distance: .mm(6), module: .pt(1.32))
        }
        guard var code = base ?? stated else { return nil }
        if let stated { (code.style, code.linePitch) = (stated.style, stated.linePitch) }
        if texts != nil { code.lines = lines }
        if let distance = reader.length(group["distance"]) { code.distance = distance }
        if let module = module(group["module"], &reader) { code.module = module }
        if let position = reader.word(group["position"], PageStyle.Code.Position.self) { code.position = position }
        return code
    }

    /// A line beside the code.
    private func line(_ node: Node, _ reader: inout NodeReader) -> [PageStyle.Code.Piece]? {
        let facts = PageStyle.Code.Fact.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        let name = LocalizedText("一行文字，占位符只有 \(facts)", en: "a line with no placeholders but \(facts)")
        return reader.value(node, name, PageStyle.Code.pieces)
    }

    /// The side of a module: smaller ones are lost in a scan, larger ones are a nuisance on a form.
    private func module(_ node: Node?, _ reader: inout NodeReader) -> Length? {
        let name = LocalizedText("模块的边长，0.9pt 到 3pt", en: "the side of a module, 0.9pt to 3pt")
        return reader.value(node, name) { text in
            Units.length(text).flatMap { $0 >= .pt(0.9) && $0 <= .pt(3) ? $0 : nil }
        }
    }
}

extension Node {
    /// Whether it takes away what holds without it.
    fileprivate var isNone: Bool { scalar?.text == "none" }
}
