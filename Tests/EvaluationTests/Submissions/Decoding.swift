import Diagnostics
import Foundation
import SourceTree
import TestSupport
import Testing

@testable import Evaluation

/// The least that a submission states, to which tests add forms.
let head = """
    formSet: hunan-2023
    year: 2023
    office: {name: 清岚县财政局, shortName: 县财政局}
    filing: {preparer: 甲某某, date: 2024-06-02, phone: "7700001", leader: 乙某某}

    """

/// The least that a form states of its indicators.
let indicators = "groups: [{name: 产出, subgroups: [{name: 数量, indicators: [{name: 一}]}]}]"

/// The validated submission in `text`.
func validated(_ text: String, name: String = "a.yaml") throws(Rejection) -> AuditedSubmission {
    try ValidatedSubmission(try audited(text, name: name)).audit
}

/// The submission in `text`, audited by `rules`.
func audited(
    _ text: String, name: String = "a.yaml", rules: RulePack = RulePack(), model: SubmissionModel = .hunan
) throws(Rejection) -> AuditedSubmission {
    let source = try SubmissionSource(SourceFile(name: name, text: text))
    return try AuditedSubmission(auditing: source.decode(model), rules: rules)
}

/// The example for Hunan, held against the rules of its form set.
enum HunanExample {
    private static let rules: RulePack? = try? RulePack.load(
        paths: [FormSets.layouts + "/hunan-2023/rules.yaml"], model: .hunan)

    /// What is found in it once each text is another.
    static func found(_ changes: (from: String, to: String)...) throws -> [Diagnostic] {
        let text = try changes.reduce(Example.text) { text, change in
            let range = try #require(text.range(of: change.from), "the example no longer says “\(change.from)”")
            return text.replacingCharacters(in: range, with: change.to)
        }
        return try audited(text, rules: try #require(rules)).findings
    }
}

extension Diagnostic {
    /// Its name, and those of what follows from it.
    var allIDs: [String] { [id] + consequences.filter { $0.severity > .note }.map(\.id) }
}

/// The audited ``sampleSubmission``.
func sample() throws(Rejection) -> AuditedSubmission { try audited(sampleSubmission) }

/// What is found in `text`, whether it may be printed or not.
func findings(in text: String, name: String = "a.yaml") -> [Diagnostic] {
    do throws(Rejection) {
        return try validated(text, name: name).findings
    } catch {
        return error.diagnostics
    }
}

/// A kind of values that is decoded from a single node.
protocol DecodedValue {
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self?
}

extension String: DecodedValue {}
extension Prose: DecodedValue {}
extension ReportText: DecodedValue {}
extension Figure: DecodedValue {}
extension FilingDate: DecodedValue {}

/// A percentage, which is decoded as no other figure is.
struct Rate: DecodedValue {
    let figure: Figure

    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Rate? {
        Figure.decodeRate(node, &decoder).map(Rate.init)
    }
}

/// The value of a field that states `yaml`, with what is found in it.
func decoded<Value: DecodedValue>(
    _: Value.Type, _ yaml: String
) throws -> (value: Value?, findings: [Diagnostic]) {
    let (root, faults) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: yaml))
    #expect(faults.isEmpty)
    var decoder = FieldDecoder()
    let value = Value.decode(root, &decoder)
    return (value, decoder.findings)
}

/// A leaf of the model with its path.
struct PlacedLeaf {
    let path: String
    let id: FieldID
    let leaf: Leaf
}

extension AuditedSubmission {
    /// The leaves of the model in order, with the paths that its declaration gives them.
    var leaves: [PlacedLeaf] { Self.leaves(of: model, .record(declared.type), "") }

    /// The text of the single value at `path`; `nil` where there is none.
    subscript(path: String) -> String? { leaves.first { $0.path == path }?.leaf.text }

    private static func leaves(of value: ModelValue, _ type: FieldType, _ path: String) -> [PlacedLeaf] {
        switch (value, type) {
        case (.leaf(let leaf, let id), _): [PlacedLeaf(path: path, id: id, leaf: leaf)]
        case (.list(let elements), .list(let element)):
            elements.enumerated().flatMap { leaves(of: $1, element, "\(path)[\($0)]") }
        case (.record(let values), .record(let record)):
            zip(record.fields, values).flatMap { field, value in
                leaves(of: value, field.type, path.isEmpty ? field.name : "\(path).\(field.name)")
            }
        default: []
        }
    }
}
