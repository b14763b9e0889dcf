import Diagnostics

/// A name with wildcards (POSIX, 2.13): `*` for any characters, `?` for one, `[…]` for one of those in brackets, which may be
/// ranges, or after `!` for one of the others. A dot at the beginning of a name is matched only by a dot. Characters are what
/// readers take for one, but compared by their code points, as names are.
///
/// The C library's `fnmatch` is of no use for Chinese names: `*[丁乙]局` matches 丙局 there (glibc 2.36).
package struct NamePattern {
    fileprivate enum Element {
        case any
        case one
        case literal(Character)
        case set([ClosedRange<Spelling>], isNegated: Bool)
    }

    private let elements: [Element]

    /// Whether `text` holds a wildcard.
    package static func isNeeded(for text: String) -> Bool { text.contains(where: "*?[".contains) }

    /// Reads `text`; a bracket that is not closed stands for itself.
    package init(_ text: String) {
        var rest = Substring(text)
        var elements: [Element] = []
        while let character = rest.popFirst() {
            switch character {
            case "*": elements.append(.any)
            case "?": elements.append(.one)
            case "[": elements.append(Self.set(&rest) ?? .literal("["))
            default: elements.append(.literal(character))
            }
        }
        self.elements = elements
    }

    /// Takes what stands in brackets, the first one of which is taken already.
    private static func set(_ rest: inout Substring) -> Element? {
        let isNegated = rest.first == "!" || rest.first == "^"
        let inside = isNegated ? rest.dropFirst() : rest
        // A closing bracket that comes first is one of the characters.
        guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
        var characters = inside[..<end]
        var ranges: [ClosedRange<Spelling>] = []
        while let first = characters.popFirst().map(Spelling.init) {
            guard characters.first == "-", let last = characters.dropFirst().first.map(Spelling.init), last >= first
            else {
                ranges.append(first...first)
                continue
            }
            characters = characters.dropFirst(2)
            ranges.append(first...last)
        }
        rest = rest[inside.index(after: end)...]
        return .set(ranges, isNegated: isNegated)
    }

    private var beginsWithDot: Bool {
        if case .literal(".")? = elements.first { true } else { false }
    }

    /// Whether the whole `name` matches.
    package func matches(_ name: String) -> Bool {
        guard !name.hasPrefix(".") || beginsWithDot else { return false }
        let characters = Array(name)
        var (place, element) = (0, 0)
        // The last star that was passed, and up to where the name may still belong to it.
        var star: (element: Int, place: Int)?
        while place < characters.count {
            if element < elements.count, case .any = elements[element] {
                star = (element, place)
                element += 1
            } else if element < elements.count, elements[element].matches(characters[place]) {
                element += 1
                place += 1
            } else if let last = star {
                star = (last.element, last.place + 1)
                (place, element) = (last.place + 1, last.element + 1)
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { if case .any = $0 { true } else { false } }
    }
}

extension NamePattern.Element {
    fileprivate func matches(_ character: Character) -> Bool {
        switch self {
        case .any: false
        case .one: true
        case .literal(let literal): Spelling(literal) == Spelling(character)
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(Spelling(character)) } != isNegated
        }
    }
}

extension Spelling {
    fileprivate init(_ character: Character) { self.init(String(character)) }
}
