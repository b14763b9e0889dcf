import TestSupport
import Testing

@testable import Forms

/// How labels are told from one another, and by which of them a form set is chosen.
@Suite struct LabelTests {
    /// Texts that differ in some of their characters, which are few, so that many are alike.
    private static func pairs(_ count: Int) -> [(String, String)] {
        var generator = SeededGenerator(seed: 7)
        let characters = Array("年初预算数全调整执行率决")
        return (0..<count).map { _ in
            let length = Int.random(in: 2...16, using: &generator)
            let text = (0..<length).map { _ in characters.randomElement(using: &generator) ?? "年" }
            var other = text
            for _ in 0..<Int.random(in: 0...5, using: &generator) where !other.isEmpty {
                let place = Int.random(in: 0..<other.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: other.remove(at: place)
                case 1: other.insert(characters.randomElement(using: &generator) ?? "年", at: place)
                default: other[place] = characters.randomElement(using: &generator) ?? "年"
                }
            }
            return (String(text), String(other))
        }
    }

    /// How many characters must be changed, put in or taken out, by trying all ways.
    private static func distance(_ one: ArraySlice<Character>, _ other: ArraySlice<Character>, most: Int) -> Int {
        guard let first = one.first, let second = other.first else { return max(one.count, other.count) }
        if first == second { return distance(one.dropFirst(), other.dropFirst(), most: most) }
        guard most > 0 else { return 1 }
        let ways = [
            distance(one.dropFirst(), other.dropFirst(), most: most - 1),
            distance(one.dropFirst(), other, most: most - 1),
            distance(one, other.dropFirst(), most: most - 1),
        ]
        return 1 + (ways.min() ?? 0)
    }

    @Test func labelsResembleOneAnotherUpToAQuarter() {
        var alike = 0
        for (text, other) in Self.pairs(2000) {
            let most = max(text.count, other.count) / 4
            let isAlike =
                min(text.count, other.count) >= 3
                && Self.distance(ArraySlice(text), ArraySlice(other), most: most) <= most
            #expect(PlainText(text).resembles(PlainText(other)) == isAlike, "\(text) \(other)")
            alike += isAlike ? 1 : 0
        }
        #expect((400...1600).contains(alike), "both answers are tried")
    }

    @Test func cellsOfTheSameTextAreOfOneKind() throws {
        let forms = OfficeForms(try Example.hunan.set, start: nil)
        let cells = forms.patterns.flatMap { $0.lines.flatMap(\.cells) }
        let labels = Dictionary(grouping: cells.filter { $0.text.label != nil }) { $0.text.label?.key }
        #expect(labels.values.allSatisfy { Set($0.map(\.kind)).count == 1 })
        #expect(Set(labels.values.map { $0[0].kind }).count == labels.count)
        #expect(forms.kinds.texts.count < cells.count / 2, "most cells are like others")
    }

    /// Far more of a file's labels are those of its own form set than of one of another kind.
    @Test func ownFormsKnowMostLabels() throws {
        let examples = [try Example.hunan, try Example(Fixtures.project + "/layouts/national-project")]
        for own in examples {
            let files = [OfficeRows(own.file)]
            let counts = examples.map { OfficeForms($0.set, start: nil).labelCount(in: files) }
            #expect(counts.max() == OfficeForms(own.set, start: nil).labelCount(in: files))
            #expect(counts[0] != counts[1])
        }
    }
}
