public import Diagnostics

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
            guard let span = finding.span, span.file === file else { return finding }
            var finding = finding
            finding.span = SourceSpan(file: blanked, start: span.start, end: span.end)
            return finding
        }
    }
}

extension SourceFile {
    /// Findings on a file that is no YAML, so that nobody knows which values are persons': what follows the keys of
    /// persons is blanked out, and every run of seven digits or more.
    public func withoutLikelyPersons(_ findings: [Diagnostic]) -> [Diagnostic] {
        let keys = Submission.fieldType.personalNames
        let lines = Set(findings.compactMap(\.span?.start.line))
        let persons = lines.flatMap { number in
            (line(number).map { Self.likelyPersons(in: String($0), keys) } ?? []).map { columns in
                SourceSpan(
                    file: self, start: SourcePosition(line: number, column: columns.lowerBound),
                    end: SourcePosition(line: number, column: columns.upperBound))
            }
        }
        return Redaction(self, persons).applied(to: findings)
    }

    /// The columns of `line` that may name a person or say how to reach one.
    private static func likelyPersons(in line: String, _ keys: Set<String>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        let scalars = Array(line.unicodeScalars)
        var stop = 0
        for (index, scalar) in scalars.enumerated() where scalar == ":" || scalar == "：" {
            var start = index
            while start > 0, scalars[start - 1].properties.isAlphabetic { start -= 1 }
            guard keys.contains(String(String.UnicodeScalarView(scalars[start..<index]))) else { continue }
            if stop <= index {
                stop = scalars[index...].firstIndex { $0 == "," || $0 == "，" || $0 == "}" } ?? scalars.count
            }
            if stop > index + 1 { ranges.append(index + 2..<stop + 1) }
        }
        var digits = 0
        for (index, scalar) in (scalars + [" "]).enumerated() {
            if ("0"..."9").contains(scalar) {
                digits += 1
            } else {
                if digits >= 7 { ranges.append(index - digits + 1..<index + 1) }
                digits = 0
            }
        }
        return ranges.filter { !$0.isEmpty }
    }
}

extension FieldType {
    /// The names of fields that are of persons.
    fileprivate var personalNames: Set<String> {
        switch self {
        case .list(let element): element.personalNames
        case .record(let record):
            record.fields.reduce(into: []) { names, field in
                if field.isPersonal { names.insert(field.name) }
                names.formUnion(field.type.personalNames)
            }
        default: []
        }
    }
}
