import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Evaluation

/// A figure that is mistyped is found: each figure of a whole submission is made another one, one at a time.
@Suite struct MutantTests {
    /// A figure of the example that is another one.
    private struct Mutant {
        let path: String
        let from: String
        let to: String
        /// What is found in the submission with it, and not without.
        let found: [Diagnostic]
    }

    /// The figure in `text` mistyped: two digits exchanged; where that makes no other figure, one digit more.
    private static func mistyped(_ text: String, _ random: inout SeededGenerator) -> String {
        var characters = Array(text)
        let places = characters.indices.dropLast().filter {
            characters[$0].isNumber && characters[$0 + 1].isNumber && characters[$0] != characters[$0 + 1]
                && !($0 == 0 && characters[1] == "0")
        }
        if let place = places.randomElement(using: &random) {
            characters.swapAt(place, place + 1)
        } else if let last = characters.lastIndex(where: \.isNumber) {
            characters.insert("1", at: last + 1)
        }
        return String(characters)
    }

    /// What is told of a finding, wherever it stands.
    private static func told(_ finding: Diagnostic) -> String {
        var finding = finding
        finding.span = nil
        return DiagnosticPrinter(language: .zh).text(for: finding)
    }

    /// The figures of `text`, each mistyped.
    private static func mutants(of text: String = Example.text) throws -> [Mutant] {
        let rules = try RulePack.load(paths: [FormSets.layouts + "/hunan-2023/rules.yaml"], model: .hunan)
        let example = try audited(text, rules: rules)
        let known = Set(example.findings.map(told))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var random = SeededGenerator(seed: 22)
        return try example.leaves.compactMap { leaf -> Mutant? in
            guard case .figure(.amount(let amount)) = leaf.leaf, let path = FieldPath(leaf.path),
                let span = example.place(of: path)
            else { return nil }
            let other = mistyped(amount.text, &random)
            var line = Array(lines[span.start.line - 1])
            line.replaceSubrange(span.start.column - 1..<span.end.column - 1, with: other)
            var changed = lines
            changed[span.start.line - 1] = String(line)
            let found = try audited(changed.joined(separator: "\n"), rules: rules).findings
            return Mutant(
                path: leaf.path, from: amount.text, to: other, found: found.filter { !known.contains(told($0)) })
        }
    }

    /// Figures on which nothing else in the submission depends: parts and years of 附件2 that no other form repeats. No rule can know
    /// that they are wrong, as long as a part is not above its whole.
    private static let unknowable: Set = [
        "baseData.spending[0].previousFinal", "baseData.spending[1].previousFinal", "baseData.spending[1].budget",
        "baseData.spending[2].previousFinal", "baseData.spending[2].final", "baseData.spending[3].budget",
        "baseData.spending[3].final", "baseData.spending[16].final",
    ]

    @Test func everyMistypedFigureIsFoundButThoseThatStandAlone() throws {
        let mutants = try Self.mutants()
        #expect(mutants.count > 140)
        let missed = mutants.filter { $0.found.isEmpty }
        #expect(Set(missed.map(\.path)) == Self.unknowable, "\(missed.map { "\($0.path): \($0.from) → \($0.to)" })")
    }

    /// The same with the figures of a submission that was really filed, faults and all: something is told that was not told before.
    @Test func amongFaultsAFigureIsFoundUnlessItStandsAlone() throws {
        let filed = Fixtures.text(Fixtures.project + "/Tests/RenderingTests/Fixtures/real-figures.yaml")
        let mutants = try Self.mutants(of: filed)
        #expect(mutants.count == 100)
        #expect(
            mutants.filter(\.found.isEmpty).map(\.path) == [
                "baseData.spending[0].previousFinal", "baseData.spending[16].budget", "baseData.spending[16].final",
            ])
    }

    /// Of one mistyped figure one error is told; a rate and a score that both follow from it are told apart where each may be wrong.
    @Test func aMistypedFigureIsMostlyOneError() throws {
        let several = try Self.mutants().filter { $0.found.filter { $0.severity == .error }.count > 1 }
        #expect(several.map(\.path) == ["overall.funds.adjusted"])
    }
}
