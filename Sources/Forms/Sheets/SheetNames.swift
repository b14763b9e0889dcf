/// Names of sheets that spreadsheet programs accept: at most 31 units of UTF-16 without `[ ] : * ? / \`, no apostrophe at
/// either end, and no two alike but for case.
struct SheetNames {
    private var taken: Set<String> = []
    private static let longest = 31

    /// Names that are known to be free of forms.
    init(reserved: [String]) {
        // Excel keeps this one for itself.
        taken = Set((reserved + ["History"]).map { $0.lowercased() })
    }

    /// A name like `wanted` that is not taken yet.
    mutating func take(_ wanted: String) -> String {
        let plain = Self.legal(wanted)
        var name = plain.cut(to: Self.longest)
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            let ending = "_\(number)"
            name = plain.cut(to: Self.longest - ending.utf16.count) + ending
        }
        return name
    }

    /// The text without what names may not have; brackets around nothing are dropped.
    private static func legal(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20 ? "_" : Character(scalar)
        }
        var name = String(scalars)
        for brackets in ["（）", "()"] { name = name.split(separator: brackets).joined() }
        while name.first == "'" || name.first == " " { name.removeFirst() }
        while name.last == "'" || name.last == " " { name.removeLast() }
        return name.isEmpty ? "表" : name
    }

}

extension String {
    /// The text, or its beginning and an ellipsis where it has more than `most` units of UTF-16.
    func cut(to most: Int) -> String {
        guard utf16.count > most else { return self }
        var short = self
        while short.utf16.count > most - 1 { short.removeLast() }
        return short + "…"
    }
}
