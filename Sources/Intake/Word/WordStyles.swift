/// The styles of a Word file, as far as they tell headings, titles, numbers and hidden text (ISO/IEC 29500-1, 17.7).
struct WordStyles {
    /// A style, before what it is based on.
    struct Style {
        let id: String
        var name = ""
        var basedOn: String?
        var properties = ParagraphProperties()
        var isHidden: Bool?
    }

    private var styles: [String: Style] = [:]
    private var defaultID: String?

    /// How many styles may be based on one another.
    private static let maximumChain = 30
    private static let maximumCount = 10_000

    /// No styles.
    init() {}

    /// Reads the part that holds styles.
    init(_ stream: XMLStream, _ reading: Reading) throws(Fault) {
        _ = try stream.root()
        var (styles, defaultID) = ([String: Style](), String?.none)
        try stream.children { name throws(Fault) in
            guard name == XMLName(.word, "style"), let id = stream["styleId", .word], styles.count < Self.maximumCount
            else { return }
            let isParagraph = stream["type", .word] ?? "paragraph" == "paragraph"
            if isParagraph, stream["default", .word].isOn { defaultID = id }
            try reading.keep(id)
            styles[id] = try Self.style(id, stream)
        }
        (self.styles, self.defaultID) = (styles, defaultID)
    }

    private static func style(_ id: String, _ stream: XMLStream) throws(Fault) -> Style {
        var style = Style(id: id)
        try stream.children { name throws(Fault) in
            guard name.namespace == .word else { return }
            switch name.local {
            case "name": style.name = String((stream.value ?? "").prefix(255))
            case "basedOn": style.basedOn = stream.value
            case "pPr": style.properties = try ParagraphProperties(stream)
            case "rPr": style.isHidden = try RunProperties(stream).isHidden
            default: return
            }
        }
        return style
    }

    /// The style called `id`, or the default one, and those that it is based on.
    func chain(_ id: String?) -> [Style] {
        var chain: [Style] = []
        var next = id ?? defaultID
        while let id = next, let style = styles[id], chain.count < Self.maximumChain {
            chain.append(style)
            next = style.basedOn
        }
        return chain
    }

    /// Whether text in the style called `id` is hidden.
    func isHidden(_ id: String) -> Bool { chain(id).lazy.compactMap(\.isHidden).first ?? false }

    /// What holds for a paragraph that says `properties` itself.
    func resolved(_ properties: ParagraphProperties) -> ParagraphProperties {
        chain(properties.style).reduce(into: properties) { found, style in
            let own = style.properties
            found.outline = found.outline ?? own.outline
            found.isCentered = found.isCentered ?? own.isCentered
            guard found.numbering == nil, let numbering = own.numbering else { return }
            (found.numbering, found.numberingStyle) = (numbering, style.id)
            found.level = found.level ?? own.level
        }
    }

    /// The level of a heading from 1 on, by the outline level or else by the name of the style; `nil` for body text.
    func headingLevel(_ properties: ParagraphProperties) -> Int? {
        if let outline = resolved(properties).outline { return outline < 9 ? outline + 1 : nil }
        return chain(properties.style).lazy.compactMap { Self.headingLevel(named: $0.name) }.first
    }

    /// The level that a name such as `heading 1`, `标题 1`, `标题一` or `一级标题` says.
    static func headingLevel(named name: String) -> Int? {
        let name = name.lowercased().filter { !$0.isWhitespace }
        for word in ["heading", "标题"] where name.hasPrefix(word) {
            return level(name.dropFirst(word.count))
        }
        return name.hasSuffix("级标题") ? level(name.dropLast(3)) : nil
    }

    private static func level(_ text: Substring) -> Int? {
        guard text.count == 1, let sign = text.first else { return nil }
        if let place = Array("一二三四五六七八九").firstIndex(of: sign) { return place + 1 }
        return sign.wholeNumberValue.flatMap { (1...9).contains($0) ? $0 : nil }
    }

    /// Whether the style is that of a title.
    func isTitle(_ properties: ParagraphProperties) -> Bool {
        chain(properties.style).contains { ["title", "标题"].contains($0.name.lowercased()) }
    }

    /// Whether the style is that of a line in a table of contents.
    func isContents(_ properties: ParagraphProperties) -> Bool {
        guard let name = chain(properties.style).first?.name.lowercased() else { return false }
        return name.wholeMatch(of: #/(toc|目录) ?\d/#) != nil
    }
}

extension XMLStream {
    /// The attribute `val` of an element of Word's.
    var value: String? { self["val", .word] }

    /// Whether a property of Word's that is there holds (ISO/IEC 29500-1, 17.17.4).
    var isOn: Bool { !["0", "false", "off"].contains(value ?? "1") }
}
