import Diagnostics

/// Reads the runs of a paragraph.
struct RunReader {
    private let story: StoryReader
    private let draft: ParagraphDraft

    init(_ story: StoryReader, _ draft: ParagraphDraft) {
        self.story = story
        self.draft = draft
    }

    /// Reads the paragraph that begins here.
    func read(_ stream: XMLStream) throws(Fault) {
        try stream.content { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "pPr"): draft.properties = try ParagraphProperties(stream)
            case (.word, "r"): try readRun(stream)
            case (.math, "oMath"), (.math, "oMathPara"): try readFormula(stream)
            default: return
            }
        }
    }

    private func readRun(_ stream: XMLStream) throws(Fault) {
        var properties = RunProperties()
        try stream.content { name throws(Fault) in
            guard name.namespace == .word else { return }
            if name.local == "rPr" {
                properties = try RunProperties(stream)
            } else {
                try readPiece(stream, name.local, properties)
            }
        }
    }

    private func readPiece(_ stream: XMLStream, _ name: String, _ properties: RunProperties) throws(Fault) {
        switch name {
        case "t" where stream.isInHint: return
        case "t": try add(shown(try stream.text(), properties), properties)
        case "tab", "ptab": try add("\t", properties)
        case "cr": try add("\n", properties)
        case "br": if !["page", "column"].contains(stream["type", .word] ?? "") { try add("\n", properties) }
        case "noBreakHyphen": try add("-", properties)
        case "sym": try addSymbol(stream, properties)
        case "fldChar": try readField(stream, properties)
        case "footnoteReference", "endnoteReference", "commentReference": try readNote(stream, name)
        case "drawing", "pict", "object": try DrawingReader(story).read(stream)
        case "ruby":
            try stream.children { name throws(Fault) in
                if name == XMLName(.word, "rubyBase") { try read(stream) }
            }
        default: return
        }
    }

    private func add(_ text: String, _ properties: RunProperties) throws(Fault) {
        try story.reading.keep(text, at: story.place)
        guard story.fields.allSatisfy({ $0 }) else { return }
        let isHidden = properties.isHidden ?? properties.style.map(story.context.styles.isHidden) ?? styleIsHidden
        if isHidden { draft.hidden += text } else { draft.text += text }
    }

    private var styleIsHidden: Bool {
        story.context.styles.chain(draft.properties.style).lazy.compactMap(\.isHidden).first ?? false
    }

    /// What a text shows: in a font of symbols its letters are signs.
    private func shown(_ text: String, _ properties: RunProperties) -> String {
        guard let font = properties.font, SymbolFonts.contains(font) else { return text }
        return String(text.unicodeScalars.map { SymbolFonts.character($0.value, font) ?? unknown($0.value, font) })
    }

    private func addSymbol(_ stream: XMLStream, _ properties: RunProperties) throws(Fault) {
        let font = stream["font", .word] ?? ""
        guard let code = stream["char", .word].flatMap({ UInt32($0, radix: 16) }) else { return }
        let isPrivate = (0xE000...0xF8FF).contains(code)
        let plain = isPrivate ? nil : Unicode.Scalar(code).map { Character($0) }
        let known = SymbolFonts.character(code, font) ?? (SymbolFonts.contains(font) ? nil : plain)
        try add(String(known ?? unknown(code, font)), properties)
    }

    private func unknown(_ code: UInt32, _ font: String) -> Character {
        let sign = String(code, radix: 16, uppercase: true)
        story.reading.find(
            .warning, "unknown-symbol", at: story.place,
            LocalizedText(
                "不认识字体 \(font) 的符号 \(sign)，以 � 代替",
                en: "symbol \(sign) of the font \(font) is not known; � stands for it"))
        return "\u{FFFD}"
    }

    private func readField(_ stream: XMLStream, _ properties: RunProperties) throws(Fault) {
        switch stream["fldCharType", .word] {
        case "begin":
            let box = try checkBox(stream)
            if let box { try add(box, properties) }
            story.fields.append(false)
            guard story.fields.count < 100 else {
                throw .tooLarge(LocalizedText("域嵌套过深", en: "fields are nested too deep"))
            }
        case "separate": if !story.fields.isEmpty { story.fields[story.fields.count - 1] = true }
        case "end": _ = story.fields.popLast()
        default: return
        }
    }

    /// The box of an old form field that is ticked; `nil` where the field is another one.
    private func checkBox(_ stream: XMLStream) throws(Fault) -> String? {
        var box: String?
        try stream.children { name throws(Fault) in
            guard name == XMLName(.word, "ffData") else { return }
            try stream.children { name throws(Fault) in
                guard name == XMLName(.word, "checkBox") else { return }
                var (initial, checked) = (false, Bool?.none)
                try stream.children { name throws(Fault) in
                    if name.local == "default" { initial = stream.isOn }
                    if name.local == "checked" { checked = stream.isOn }
                }
                box = checked ?? initial ? "☑" : "□"
            }
        }
        return box
    }

    private func readNote(_ stream: XMLStream, _ name: String) throws(Fault) {
        let kind = String(name.dropLast("Reference".count))
        guard let text = stream["id", .word].flatMap({ story.context.notes[kind]?[$0] }) else { return }
        if kind == "comment" {
            try story.reading.keep(text, at: story.place)
            return draft.comments.append(text)
        }
        story.reading.find(
            .warning, "note-not-read", at: story.place,
            LocalizedText(
                "脚注没有读入正文：“\(text.excerpt)”",
                en: "a footnote was not taken into the text: “\(text.excerpt)”"))
    }

    private func readFormula(_ stream: XMLStream) throws(Fault) {
        let text = try stream.wholeText()
        try story.reading.keep(text, at: story.place)
        draft.text += text
        story.reading.find(
            .warning, "formula-as-text", at: story.place,
            LocalizedText(
                "公式只读了其中的字符：“\(text.excerpt)”", en: "only the characters of a formula were read: “\(text.excerpt)”"))
    }
}
