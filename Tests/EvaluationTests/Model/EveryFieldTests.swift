import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

/// Walks the model: what it names is what can be stated, and what is stated arrives.
@Suite struct EveryFieldTests {
    /// Writes a value for every field of a type, each with another number, and notes what must arrive.
    private struct Sample {
        private(set) var expected: [(path: String, text: String)] = []
        private var number = 0

        /// The JSON of a value of `type`.
        mutating func json(_ type: FieldType, _ path: String) -> String {
            switch type {
            case .list(let element):
                return "[\(json(element, path + "[0]")), \(json(element, path + "[1]"))]"
            case .record(let record):
                let fields = record.fields.map { field in
                    "\"\(field.name)\": " + json(field.type, path.isEmpty ? field.name : "\(path).\(field.name)")
                }
                return "{\(fields.joined(separator: ",\n"))}"
            default:
                let (source, text) = leaf(type)
                expected.append((path, text))
                return "\"\(source)\""
            }
        }

        private mutating func leaf(_ type: FieldType) -> (source: String, text: String) {
            number += 1
            switch type {
            case .prose: return ("第\(number)段\\n次段", "第\(number)段\n次段")
            case .report: return ("# 标题\(number)\\n正文", "标题\(number)\n正文")
            case .integer(let range): return both("\(range.lowerBound + number % (range.count - 1) + 1)")
            case .figure: return both("\(number).50")
            case .rate: return both("\(number).50%")
            case .date: return ("2024-06-\(number % 28 + 1)", "2024.6.\(number % 28 + 1)")
            case .choice(let words): return both(words[number % words.count])
            case .text, .image, .list, .record: return both("文字\(number)")
            }
        }

        private func both(_ text: String) -> (source: String, text: String) { (text, text) }
    }

    @Test func decodesEveryFieldToItsPlace() throws {
        var sample = Sample()
        let text = sample.json(.record(SubmissionModel.hunan.type), "")
        let submission = try audited(text)
        #expect(submission.findings.map(\.id) == ["unknown-rule", "unknown-rule"])
        let found = submission.leaves.map { "\($0.path)=\($0.leaf.text)" }
        #expect(found == sample.expected.map { "\($0.path)=\($0.text)" })
        #expect(found.count > 150)
    }

    @Test func findsEveryFieldAgainByItsNumber() throws {
        var sample = Sample()
        let submission = try audited(sample.json(.record(SubmissionModel.hunan.type), ""))
        let leaves = submission.leaves
        #expect(leaves.map(\.id.rawValue) == Array(leaves.indices))
        for leaf in leaves {
            let place = (try #require(submission.places(of: [leaf.id])[leaf.id]))
            #expect(place.path.description == leaf.path)
            let line = try #require(place.span.file.line(place.span.start.line))
            #expect(line.contains("\"\(leaf.path.split(separator: ".").last ?? "")\": "))
        }
    }

    @Test func everyFieldHasATitleAndAName() {
        func check(_ type: FieldType) {
            switch type {
            case .list(let element): check(element)
            case .record(let record):
                #expect(!record.title.isEmpty)
                #expect(Set(record.fields.map(\.name)).count == record.fields.count)
                #expect(Set(record.fields.map(\.title)).count == record.fields.count)
                for field in record.fields {
                    #expect(!field.title.isEmpty && field.name.allSatisfy { $0.isASCII && $0.isLetter })
                    check(field.type)
                }
            default: break
            }
        }
        check(.record(SubmissionModel.hunan.type))
    }
}
