/// What a paragraph, or the style of one, says of itself.
struct ParagraphProperties {
    var style: String?
    /// The list that counts it; `0` takes it out of the one that its style names.
    var numbering: String?
    /// The style that named that list, where the paragraph itself does not.
    var numberingStyle: String?
    /// The level in that list, from 0.
    var level: Int?
    /// The outline level from 0 to 8; 9 is body text.
    var outline: Int?
    var isCentered: Bool?
    /// Whether the end of the paragraph was deleted: it then goes on with the next one.
    var hasDeletedEnd = false

    init() {}

    /// Reads the properties that begin here.
    init(_ stream: XMLStream) throws(Fault) {
        var read = ParagraphProperties()
        try stream.children { name throws(Fault) in
            guard name.namespace == .word else { return }
            switch name.local {
            case "pStyle": read.style = stream.value
            case "outlineLvl": read.outline = stream.value.flatMap { Int($0) }
            case "jc": read.isCentered = stream.value == "center"
            case "numPr": try read.readNumbering(stream)
            case "rPr":
                try stream.children { name throws(Fault) in
                    if name == XMLName(.word, "del") { read.hasDeletedEnd = true }
                }
            default: return
            }
        }
        self = read
    }

    private mutating func readNumbering(_ stream: XMLStream) throws(Fault) {
        try stream.children { name throws(Fault) in
            switch name.local {
            case "numId": numbering = stream.value
            case "ilvl": level = stream.value.flatMap { Int($0) }
            default: return
            }
        }
    }
}

/// What a run, or the style of one, says of itself.
struct RunProperties {
    var style: String?
    var font: String?
    var isHidden: Bool?

    init() {}

    /// Reads the properties that begin here.
    init(_ stream: XMLStream) throws(Fault) {
        var read = RunProperties()
        try stream.children { name throws(Fault) in
            guard name.namespace == .word else { return }
            switch name.local {
            case "rStyle": read.style = stream.value
            case "rFonts": read.font = stream["ascii", .word]
            case "vanish": read.isHidden = stream.isOn
            default: return
            }
        }
        self = read
    }
}
