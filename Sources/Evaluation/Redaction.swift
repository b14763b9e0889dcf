package import Diagnostics

/// Blanks persons out where findings quote a file.
struct Redaction {
    private let file: SourceFile
    private let persons: [SourceSpan]

    /// Prepares to blank out the stretches `persons` of `file`.
    init(_ file: SourceFile, _ persons: [SourceSpan]) {
        self.file = file
        self.persons = persons
    }

    /// The findings, pointing into a copy of the file in which each character of a person's stands as `＊`.
    func applied(to findings: [Diagnostic]) -> [Diagnostic] {
        guard !persons.isEmpty, findings.contains(where: { $0.span?.file === file }) else { return findings }
        let blanked = file.blanking(persons)
        return findings.map { finding in
            finding.movingSpans { span in
                span.file === file ? SourceSpan(file: blanked, start: span.start, end: span.end) : span
            }
        }
    }
}

extension SourceFile {
    /// Findings on a file that is no YAML, so that nobody knows which values are persons': what is shown is what follows the
    /// keys of fields that hold none, on lines without a key if that of a line above is one; but no run of seven digits or
    /// more.
    /// - Parameter models: what the submission may hold: a field that holds no person in one of them may hold one in another.
    package func withoutLikelyPersons(_ findings: [Diagnostic], models: [SubmissionModel]) -> [Diagnostic] {
        let names = models.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        let harmless = models.reduce(names.union([SubmissionModel.formSetField])) { $0.subtracting($1.personalNames) }
        let lines = Set(findings.compactMap(\.span?.start.line))
        let persons = lines.flatMap { number in
            likelyPersons(inLine: number, harmless).map { columns in
                SourceSpan(
                    file: self, start: SourcePosition(line: number, column: columns.lowerBound),
                    end: SourcePosition(line: number, column: columns.upperBound))
            }
        }
        return Redaction(self, persons).applied(to: findings)
    }

    /// The form set that the file seems to name, though it is no YAML.
    package var likelyFormSet: String? {
        let pattern = #/formSet["']?\s*[:：]\s*["']?([^\s"',#}]+)/#
        let matches = (1...Self.mostLinesOfText).lazy.compactMap { self.line($0)?.firstMatch(of: pattern) }
        return matches.first.map { String($0.1) }
    }

    /// The columns of the line `number` that may name a person or say how to reach one.
    private func likelyPersons(inLine number: Int, _ harmless: Set<String>) -> [Range<Int>] {
        guard let line = line(number).map({ LikelyKeys(in: $0) }) else { return [] }
        var ranges = line.digits
        for (index, key) in line.keys.enumerated() where !harmless.contains(key.name) {
            let next = index + 1 < line.keys.count ? line.keys[index + 1].start : line.count
            // What is no field's name may be a person's.
            ranges.append((key.name.utf8.allSatisfy { $0 < 0x80 } ? key.end : key.start)..<next)
        }
        if line.goesOn, !(lastKey(above: number).map(harmless.contains) ?? false) {
            ranges.append(0..<(line.keys.first?.start ?? line.count))
        }
        return ranges.filter { !$0.isEmpty }.map { $0.lowerBound + 1..<$0.upperBound + 1 }
    }

    /// A text without a key that is longer counts as a person's.
    private static let mostLinesOfText = 200

    /// The last key on the nearest line above the line `number` that has one, if it is not too far away.
    private func lastKey(above number: Int) -> String? {
        for number in stride(from: number - 1, to: max(0, number - Self.mostLinesOfText), by: -1) {
            if let key = line(number).flatMap({ LikelyKeys(in: $0).keys.last }) { return key.name }
        }
        return nil
    }
}

/// What looks like a key on a line, and what looks like a telephone number.
private struct LikelyKeys {
    struct Key {
        let name: String
        /// Where it begins, and where its value does; both in Unicode scalars, from 0.
        let start, end: Int
    }

    private(set) var keys: [Key] = []
    private(set) var digits: [Range<Int>] = []
    /// Whether something stands before the first key, which goes on from above.
    let goesOn: Bool
    let count: Int

    /// The shortest run of digits that may be a telephone number.
    private static let fewestDigits = 7

    init(in line: Substring) {
        let scalars = Array(line.unicodeScalars)
        count = scalars.count
        for (index, scalar) in scalars.enumerated() where scalar == ":" || scalar == "：" {
            let end = scalars[..<index].lastIndex { !" \t\"'".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
            let start = scalars[..<end].lastIndex { !$0.properties.isAlphabetic }.map { $0 + 1 } ?? 0
            guard start < end, Self.beginsPart(scalars[..<start]) else { continue }
            keys.append(
                Key(name: String(String.UnicodeScalarView(scalars[start..<end])), start: start, end: index + 1))
        }
        goesOn = scalars.prefix(keys.first?.start ?? count).contains {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
        var start = 0
        for index in 0...scalars.count where index == scalars.count || !("0"..."9").contains(scalars[index]) {
            if index - start >= Self.fewestDigits { digits.append(start..<index) }
            start = index + 1
        }
    }

    /// Whether something new begins behind `scalars`.
    private static func beginsPart(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.last { !" \t\"'".unicodeScalars.contains($0) }.map { "-{[,，?".unicodeScalars.contains($0) } ?? true
    }
}
