import PDFFormat

/// Compares objects of two files with all that they refer to.
///
/// A program that adds a signature may number, compress and order objects anew, so that bytes cannot be compared; and objects
/// refer to each other in circles. So both files are walked side by side, and objects are paired as they are met.
///
/// Each object of the expected file has one counterpart in the found one, whatever their numbers are. Dictionaries have the
/// same keys, arrays as many elements, streams the same data once their filters are undone; names and whole numbers are the
/// same, strings have the same bytes or are the same text in another encoding, and other numbers differ by less than
/// ``tolerance``: programs that write a file anew round them to their own precision.
struct ObjectComparison {
    /// What differs, each part once.
    private(set) var differences: [ArchiveDifference] = []
    /// The identities of found objects by those of the expected objects that they are paired with; 0 for a found object that
    /// is written in place and has no number.
    private var counterparts: [Int: Int] = [:]
    private var differing: Set<ArchiveDifference.Part> = []
    /// The steps from object to object, each with the index of the one before it and the key that was followed. Paths are put
    /// together from them only for objects that differ.
    private var trail: [(before: Int, key: String)] = []

    /// A thousandth of a point, by which no eye sees anything move; programs round to a ten-thousandth or less.
    static let tolerance = 0.001

    /// Two objects that should be the same.
    private struct Pair {
        let expected: QPDFObject
        let found: QPDFObject
        let part: ArchiveDifference.Part
        /// The last step in the trail.
        let step: Int
    }

    /// Pairs `found` with `expected` without comparing them.
    mutating func pair(_ expected: QPDFObject, with found: QPDFObject) {
        counterparts[expected.identity] = found.identity
    }

    /// Notes a difference, unless one of `part` is known.
    mutating func note(_ kind: ArchiveDifference.Kind, in part: ArchiveDifference.Part, at path: String) {
        guard differing.insert(part).inserted else { return }
        differences.append(ArchiveDifference(part: part, path: path, kind: kind))
    }

    /// Compares the entries of two dictionaries.
    /// - Parameters:
    ///   - passed: keys that are left out.
    ///   - part: the part that the value of a key belongs to.
    /// - Throws: ``PDFError`` where a stream cannot be decoded.
    mutating func compareEntries(
        _ expected: QPDFObject, _ found: QPDFObject, at path: String, besides passed: Set<String> = [],
        part: (String) -> ArchiveDifference.Part
    ) throws(PDFError) {
        for key in Self.keys(expected, found) where !passed.contains(key) {
            try compare(expected[key], found[key], part: part(key), at: path + key)
        }
    }

    /// Compares two objects. What waits to be compared is kept in a list, for objects may refer to others a hundred thousand
    /// deep.
    /// - Throws: ``PDFError`` where a stream cannot be decoded.
    mutating func compare(
        _ expected: QPDFObject, _ found: QPDFObject, part: ArchiveDifference.Part, at path: String
    ) throws(PDFError) {
        trail = [(-1, path)]
        var waiting = [Pair(expected: expected, found: found, part: part, step: 0)]
        while let pair = waiting.popLast() {
            if try isSame(pair) { addParts(of: pair, to: &waiting) }
        }
    }

    /// Whether two objects are the same, so far as can be said before their parts are compared.
    /// - Returns: also `false` where they have been compared before.
    private mutating func isSame(_ pair: Pair) throws(PDFError) -> Bool {
        let (expected, found) = (pair.expected, pair.found)
        let kind = expected.kind
        guard kind == found.kind else {
            note(kind == .null ? .added : found.kind == .null ? .missing : .changed, pair)
            return false
        }
        guard kind == .array || kind == .dictionary || kind == .stream else {
            if !Self.isSameValue(expected, found, kind: kind) { note(.changed, pair) }
            return false
        }
        if expected.number > 0 {
            if let known = counterparts[expected.identity] {
                if known == 0 || known != found.identity { note(.changed, pair) }
                return false
            }
            counterparts[expected.identity] = found.number > 0 ? found.identity : 0
        }
        if kind == .stream, try expected.streamData() != found.streamData() { note(.changed, pair) }
        return true
    }

    private mutating func addParts(of pair: Pair, to waiting: inout [Pair]) {
        let (expected, found) = (pair.expected, pair.found)
        let first = waiting.count
        if expected.isArray {
            let (elements, others) = (expected.elements, found.elements)
            if elements.count != others.count { note(elements.count < others.count ? .added : .missing, pair) }
            for (index, (element, other)) in zip(elements, others).enumerated() {
                add(element, other, key: "[\(index)]", behind: pair, to: &waiting)
            }
        } else {
            // How a stream is stored is no part of what it says.
            let stored: Set<String> = expected.isStream ? ["/Length", "/Filter", "/DecodeParms"] : []
            for key in Self.keys(expected, found) where !stored.contains(key) {
                add(expected[key], found[key], key: key, behind: pair, to: &waiting)
            }
        }
        waiting[first...].reverse()
    }

    private mutating func add(
        _ expected: QPDFObject, _ found: QPDFObject, key: String, behind pair: Pair, to waiting: inout [Pair]
    ) {
        trail.append((pair.step, key))
        waiting.append(Pair(expected: expected, found: found, part: pair.part, step: trail.count - 1))
    }

    // MARK: Values

    private static func keys(_ expected: QPDFObject, _ found: QPDFObject) -> [String] {
        let (keys, others) = (expected.keys, found.keys)
        return keys == others ? keys : Set(keys + others).sorted()
    }

    private static func isSameValue(_ expected: QPDFObject, _ found: QPDFObject, kind: QPDFObject.Kind) -> Bool {
        switch kind {
        case .number where expected.isInteger: found.isInteger && found.integer == expected.integer
        case .number: abs(found.double - expected.double) < tolerance
        case .name: found.name == expected.name
        case .string: found.bytes == expected.bytes || Array(found.text.utf8) == Array(expected.text.utf8)
        default: found.source == expected.source
        }
    }

    // MARK: Places

    private mutating func note(_ kind: ArchiveDifference.Kind, _ pair: Pair) {
        guard !differing.contains(pair.part) else { return }
        note(kind, in: pair.part, at: path(pair.step))
    }

    private func path(_ step: Int) -> String {
        var keys: [String] = []
        var step = step
        while step >= 0 {
            keys.append(trail[step].key)
            step = trail[step].before
        }
        // However deep it is, a line has room for its beginning and its end.
        return keys.count > 12
            ? (keys.suffix(6).reversed() + ["…"] + keys.prefix(6).reversed()).joined() : keys.reversed().joined()
    }
}
