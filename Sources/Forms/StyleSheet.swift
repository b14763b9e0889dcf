import Diagnostics
import Layout
import SourceTree

/// The styles of a form set, by name.
struct StyleSheet: Sendable {
    /// A text style: the face and size of its runs, and how its paragraphs are set.
    struct Text: Sendable {
        var run: TextStyle
        var paragraph: ParagraphStyle
    }

    /// A cell style with the text style of its content.
    struct Cell: Sendable {
        var text: Text
        var cell: CellStyle
    }

    var texts: [String: Text] = [:]
    var cells: [String: Cell] = [:]
}

/// Reads `styles` and `cells` of a form set.
struct StyleSheetReader {
    /// The styles in `texts` and `cells`; a style may build on one that stands before it.
    static func read(texts: Node?, cells: Node?, _ reader: inout NodeReader) -> StyleSheet {
        var sheet = StyleSheet()
        for node in [texts, cells].compactMap({ $0 }) where node.mapping == nil {
            reader.expected(LocalizedText("一组样式", en: "a group of styles"), node)
        }
        for entry in texts?.mapping ?? [] {
            if let style = text(entry, sheet: sheet, &reader) { sheet.texts[entry.key] = style }
        }
        for entry in cells?.mapping ?? [] {
            if let style = cell(entry, sheet: sheet, &reader) { sheet.cells[entry.key] = style }
        }
        return sheet
    }

    private static func text(_ entry: Node.Entry, sheet: StyleSheet, _ reader: inout NodeReader) -> StyleSheet.Text? {
        let group = reader.group(entry.value, .textStyle)
        let base = lookUp(group["like"], in: sheet.texts, &reader)
        let role = reader.text(base == nil ? reader.required("role", in: group) : group["role"])
        let size = reader.size(base == nil ? reader.required("size", in: group) : group["size"])
        guard let role = role.map(FontRole.init) ?? base?.run.role, let size = size ?? base?.run.size else {
            return nil
        }
        var style = StyleSheet.Text(
            run: TextStyle(role: role, size: size),
            paragraph: base?.paragraph ?? ParagraphStyle(linePitch: size * 1.3))
        let isResized = size != base?.run.size
        style.paragraph.linePitch =
            pitch(group["pitch"], size: size, &reader) ?? (isResized ? size * 1.3 : style.paragraph.linePitch)
        style.run.isUnderlined = reader.flag(group["underline"]) ?? base?.run.isUnderlined ?? false
        set(&style.paragraph, size: size, from: group, &reader)
        return style
    }

    /// How a cell's only paragraph stands where it fits on one line.
    private enum SingleLine: String, CaseIterable {
        case center, same
    }

    /// A line pitch: a length, or a multiple of the size.
    private static func pitch(_ node: Node?, size: Length, _ reader: inout NodeReader) -> Length? {
        let name = LocalizedText("行距，如 28pt 或 1.3（字号的倍数）", en: "a line pitch such as 28pt or 1.3 (times the size)")
        return reader.value(node, name) { text in
            let pitch = Units.number(text).map { size * $0 } ?? Units.length(text)
            return pitch.flatMap { $0 >= size ? $0 : nil }
        }
    }

    private static func set(
        _ style: inout ParagraphStyle, size: Length, from group: NodeReader.Group, _ reader: inout NodeReader
    ) {
        if let alignment = reader.word(group["align"], TextAlignment.self) { style.alignment = alignment }
        if let em = reader.number(group["firstIndent"]) { style.firstLineIndent = size * em }
        if let em = reader.number(group["indent"]) { style.indent = size * em }
        if let balances = reader.flag(group["balance"]) { style.setting.balances = balances }
        if let isVertical = reader.flag(group["vertical"]) { style.isVertical = isVertical }
        if let places = reader.integer(group["places"], 0...9) { style.mostAlikePlaces = places > 0 ? places : nil }
        if let least = reader.size(group["fit"]) { style.leastSize = least }
        if let single = reader.word(group["single"], SingleLine.self) { style.centersSingleLine = single == .center }
        if let lines = reader.integer(group["orphans"], 1...9) { style.orphans = lines }
        if let lines = reader.integer(group["widows"], 1...9) { style.widows = lines }
        if let hangs = reader.flag(group["hang"]) { style.hangsNumber = hangs }
        if let spaces = reader.flag(group["hanSpacing"]) { style.setting.spacesHanAndLatin = spaces }
        if let adjusts = reader.flag(group["adjustMarks"]) {
            style.setting.adjustsAdjoiningMarks = adjusts
            style.setting.adjustsMarksAtEdges = adjusts
            style.setting.pushesIn = adjusts
        }
        if let pushesIn = reader.flag(group["pushIn"]) { style.setting.pushesIn = pushesIn }
        if let keeps = reader.flag(group["keepUnits"]) { style.setting.keepsUnits = keeps }
        if let allows = reader.flag(group["shortLastLine"]) { style.setting.avoidsShortLastLine = !allows }
    }

    private static func cell(_ entry: Node.Entry, sheet: StyleSheet, _ reader: inout NodeReader) -> StyleSheet.Cell? {
        let group = reader.group(entry.value, .cellStyle)
        let base = lookUp(group["like"], in: sheet.cells, &reader)
        let textNode = base == nil ? reader.required("text", in: group) : group["text"]
        guard let text = lookUp(textNode, in: sheet.texts, &reader) ?? base?.text else { return nil }
        var style = StyleSheet.Cell(
            text: text, cell: base?.cell ?? CellStyle(padding: Insets(horizontal: .mm(1), vertical: .mm(1))))
        if let padding = group["padding"] { style.cell.padding = self.padding(padding, &reader) }
        if let alignment = reader.word(group["valign"], CellStyle.VerticalAlignment.self) {
            style.cell.verticalAlignment = alignment
        }
        if let borders = group["borders"] { style.cell.borders = self.borders(borders, &reader) }
        if let shade = shade(group["shade"], &reader) { style.cell.shade = shade }
        if let isRising = reader.flag(group["rotate"]) { style.cell.isRising = isRising }
        if let isDivided = reader.flag(group["divided"]) { style.cell.isDivided = isDivided }
        if let mark = reader.text(group["continued"]) { style.cell.continuationMark = mark }
        if let repeats = reader.flag(group["repeat"]) { style.cell.repeatsAfterBreak = repeats }
        return style
    }

    private static func borders(_ node: Node, _ reader: inout NodeReader) -> CellStyle.Borders {
        let group = reader.group(node, .borders)
        func border(_ key: String, _ reader: inout NodeReader) -> CellStyle.Border? {
            let name = LocalizedText(
                "线宽，如 1pt、0.5pt dashed、1.5pt double，或 none",
                en: "a width such as 1pt, 0.5pt dashed or 1.5pt double, or none")
            return reader.value(group[key], name, self.border)
        }
        return CellStyle.Borders(
            top: border("top", &reader), right: border("right", &reader), bottom: border("bottom", &reader),
            left: border("left", &reader))
    }

    private static func border(_ text: String) -> CellStyle.Border? {
        if text == "none" { return CellStyle.Border(.zero) }
        let words = text.split(separator: " ").map(String.init)
        guard let width = words.first.flatMap(Units.length), words.count <= 2 else { return nil }
        guard words.count == 2 else { return CellStyle.Border(width) }
        return CellStyle.Border.Line(rawValue: words[1]).map { CellStyle.Border(width, $0) }
    }

    private static func shade(_ node: Node?, _ reader: inout NodeReader) -> Int? {
        reader.value(node, LocalizedText("0% 到 60% 的灰度，如 15%", en: "a grey from 0% to 60%, such as 15%")) { text in
            guard text.last == "%", let shade = Int(text.dropLast()), (0...60).contains(shade) else { return nil }
            return shade
        }
    }

    private static func padding(_ node: Node, _ reader: inout NodeReader) -> Insets {
        let group = reader.group(node, .padding)
        let x = reader.length(group["x"]) ?? .zero
        let y = reader.length(group["y"]) ?? .zero
        return Insets(
            top: reader.length(group["top"]) ?? y, right: reader.length(group["right"]) ?? x,
            bottom: reader.length(group["bottom"]) ?? y, left: reader.length(group["left"]) ?? x)
    }

    /// The style that a node names; a fault where there is none of that name.
    static func lookUp<Style>(_ node: Node?, in styles: [String: Style], _ reader: inout NodeReader) -> Style? {
        guard let node, let name = reader.text(node) else { return nil }
        if let style = styles[name] { return style }
        let names = styles.keys.sorted()
        var hints = [LocalizedText("已有：\(names.joined(separator: "、"))", en: "known: \(names.joined(separator: ", "))")]
        if let suggestion = name.suggestion(among: names) {
            hints.insert(suggestion, at: 0)
        }
        reader.fault(
            "unknown-style", LocalizedText("没有名为“\(name)”的样式", en: "no style is called “\(name)”"), at: node.span,
            hints: hints)
        return nil
    }
}
