/// The lists of a Word file, and how far each has counted (ISO/IEC 29500-1, 17.9).
struct WordNumbering {
    /// A level of a list.
    struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
        /// The level, from 1, after which it begins anew; 0 for never.
        var restart: Int?
        /// Whether all its numbers are in Arabic digits.
        var isLegal = false
        /// The style whose paragraphs are of this level.
        var style: String?
    }

    /// A list that counts.
    private struct List {
        var levels: [Int: Level] = [:]
        /// The style that names the list which is meant.
        var link: String?
    }

    /// What paragraphs name: a list, perhaps with changes.
    private struct Instance {
        var list = ""
        var starts: [Int: Int] = [:]
        var levels: [Int: Level] = [:]
    }

    private var lists: [String: List] = [:]
    private var instances: [String: Instance] = [:]
    private var counts: [String: [Int?]] = [:]
    /// Levels of instances that have begun where they say.
    private var begun: Set<String> = []

    private static let levels = 9
    private static let maximumCount = 20_000

    /// No lists.
    init() {}

    /// Reads the part that holds lists.
    init(_ stream: XMLStream, _ reading: Reading) throws(Fault) {
        _ = try stream.root()
        var (lists, instances) = ([String: List](), [String: Instance]())
        try stream.children { name throws(Fault) in
            guard name.namespace == .word, lists.count + instances.count < Self.maximumCount else { return }
            switch name.local {
            case "abstractNum":
                guard let id = stream["abstractNumId", .word] else { return }
                try reading.keep(id)
                lists[id] = try Self.list(stream)
            case "num":
                guard let id = stream["numId", .word] else { return }
                try reading.keep(id)
                instances[id] = try Self.instance(stream)
            default: return
            }
        }
        (self.lists, self.instances) = (lists, instances)
    }

    private static func list(_ stream: XMLStream) throws(Fault) -> List {
        var list = List()
        try stream.children { name throws(Fault) in
            switch name.local {
            case "numStyleLink": list.link = stream.value
            case "lvl":
                guard let index = stream["ilvl", .word].flatMap({ Int($0) }) else { return }
                list.levels[index] = try level(stream)
            default: return
            }
        }
        return list
    }

    private static func instance(_ stream: XMLStream) throws(Fault) -> Instance {
        var instance = Instance()
        try stream.children { name throws(Fault) in
            switch name.local {
            case "abstractNumId": instance.list = stream.value ?? ""
            case "lvlOverride":
                guard let index = stream["ilvl", .word].flatMap({ Int($0) }) else { return }
                try stream.children { name throws(Fault) in
                    switch name.local {
                    case "startOverride": instance.starts[index] = stream.value.flatMap { Int($0) }
                    case "lvl": instance.levels[index] = try level(stream)
                    default: return
                    }
                }
            default: return
            }
        }
        return instance
    }

    private static func level(_ stream: XMLStream) throws(Fault) -> Level {
        var level = Level()
        try stream.children { name throws(Fault) in
            if name == XMLName(.compatibility, "AlternateContent") {
                // Formats of newer versions come with one that every version knows.
                try stream.children { name throws(Fault) in
                    guard name.local == "Fallback" else { return }
                    try stream.children { name throws(Fault) in
                        if name.local == "numFmt" { level.format = stream.value ?? "decimal" }
                    }
                }
            }
            switch name.local {
            case "start": level.start = stream.value.flatMap { Int($0) } ?? 1
            case "numFmt": level.format = stream.value ?? "decimal"
            case "lvlText": level.text = String((stream.value ?? "").prefix(255))
            case "lvlRestart": level.restart = stream.value.flatMap { Int($0) }
            case "isLgl": level.isLegal = stream.isOn
            case "pStyle": level.style = stream.value
            default: return
            }
        }
        return level
    }

    /// Counts a paragraph.
    /// - Parameters:
    ///   - properties: of the paragraph, styles included.
    ///   - styles: by which lists name one another.
    /// - Returns: its number as it is shown; nothing where it has none, or a bullet.
    mutating func number(_ properties: ParagraphProperties, _ styles: WordStyles) -> String {
        guard let id = properties.numbering, let instance = instances[id] else { return "" }
        let key = list(of: instance, styles)
        let style = properties.numberingStyle
        let linked = lists[key]?.levels.first { style != nil && $0.value.style == style }?.key
        let index = properties.level ?? linked ?? 0
        guard (0..<Self.levels).contains(index), let level = level(index, instance, key) else { return "" }
        var counts = self.counts[key] ?? Array(repeating: nil, count: Self.levels)
        if let start = instance.starts[index], begun.insert("\(id) \(index)").inserted {
            counts[index] = start
        } else {
            counts[index] = counts[index].map { $0 &+ 1 } ?? level.start
        }
        for deeper in (index + 1)..<Self.levels where deeper < Self.levels {
            let restart = self.level(deeper, instance, key)?.restart
            if restart == nil || restart.map({ $0 > index }) == true { counts[deeper] = nil }
        }
        self.counts[key] = counts
        return text(level, index, counts, instance, key)
    }

    private func list(of instance: Instance, _ styles: WordStyles) -> String {
        guard let link = lists[instance.list]?.link,
            let id = styles.chain(link).lazy.compactMap(\.properties.numbering).first, let linked = instances[id]
        else { return instance.list }
        return linked.list
    }

    private func level(_ index: Int, _ instance: Instance, _ key: String) -> Level? {
        instance.levels[index] ?? lists[key]?.levels[index]
    }

    /// The number of a level, with `%1` to `%9` replaced.
    private func text(_ level: Level, _ index: Int, _ counts: [Int?], _ instance: Instance, _ key: String) -> String {
        guard level.format != "bullet" else { return "" }
        var text = ""
        var rest = Substring(level.text)
        while let sign = rest.popFirst() {
            guard sign == "%", let place = rest.first?.wholeNumberValue, (1...Self.levels).contains(place) else {
                text.append(sign)
                continue
            }
            rest.removeFirst()
            guard place - 1 <= index, let other = self.level(place - 1, instance, key) else { continue }
            let format = level.isLegal ? "decimal" : other.format
            text += NumeralStyle.text(of: counts[place - 1] ?? other.start, format)
        }
        return text
    }
}
