package import Diagnostics
import Rendering
import SourceTree

/// What checking found, in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which code hosts and
/// editors show.
package struct SARIFReport: CheckReport {
    private let printer: DiagnosticPrinter
    private var results: [JSONValue] = []
    private var rules: [JSONValue] = []
    private var ruleIndices: [String: Int] = [:]
    private var failures: [JSONValue] = []

    /// A report on nothing yet.
    package init(language: Language) {
        printer = DiagnosticPrinter(language: language)
    }

    /// Adds what was found in a file.
    package mutating func add(_ file: CheckedFile) {
        for diagnostic in file.findings { results.append(result(diagnostic, in: file.path)) }
        guard let failure = file.failure else { return }
        failures.append([
            "level": "error", "message": ["text": .string(failure)],
            "locations": [["physicalLocation": Self.location(of: nil, in: file.path)]],
        ])
    }

    /// The whole document.
    package var text: String {
        let driver: JSONValue = [
            "name": "annex", "version": .string(Renderer.version), "semanticVersion": .string(Renderer.version),
            "rules": .array(rules),
        ]
        let invocation: JSONValue = [
            "executionSuccessful": .bool(failures.isEmpty), "toolExecutionNotifications": .array(failures),
        ]
        let run: JSONValue = [
            "tool": ["driver": driver], "language": printer.language == .zh ? "zh-CN" : "en-US",
            "columnKind": "unicodeCodePoints", "invocations": [invocation], "results": .array(results),
        ]
        let document: JSONValue = [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0", "runs": [run],
        ]
        return document.text
    }

    private mutating func result(_ diagnostic: Diagnostic, in path: String) -> JSONValue {
        let consequences = printer.consequences(of: diagnostic).map { $0.label + $0.text }
        let hints = (diagnostic.hints.map { $0.text(in: printer.language) } + consequences).map { "\n" + $0 }.joined()
        // Where any result of a run has suppressions, all must (3.27.23): none is an empty list.
        let suppressions = diagnostic.waiver.map { reason -> [JSONValue] in
            [["kind": "inSource", "status": "accepted", "justification": .string(reason)]]
        }
        return [
            "ruleId": .string(diagnostic.id), "ruleIndex": .integer(index(of: diagnostic)),
            "level": .string(diagnostic.severity.rawValue),
            "message": ["text": .string(printer.statement(of: diagnostic) + hints)],
            "locations": [Self.place(of: diagnostic, in: path)], "suppressions": .array(suppressions ?? []),
        ]
    }

    /// The position of a finding's rule in the list of rules, which it joins when it is first met.
    private mutating func index(of diagnostic: Diagnostic) -> Int {
        if let known = ruleIndices[diagnostic.id] { return known }
        rules.append([
            "id": .string(diagnostic.id), "defaultConfiguration": ["level": .string(diagnostic.severity.rawValue)],
        ])
        ruleIndices[diagnostic.id] = rules.count - 1
        return rules.count - 1
    }

    /// Where a finding is: in the file, and in the model and on the form where it is known.
    private static func place(of diagnostic: Diagnostic, in path: String) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [("physicalLocation", location(of: diagnostic.span, in: path))]
        let cell = diagnostic.span?.place?.cell ?? diagnostic.cell
        if let name = diagnostic.field ?? cell {
            var logical: [(key: String, value: JSONValue)] = [("fullyQualifiedName", .string(name))]
            if let cell { logical.append(("name", .string(cell))) }
            members.append(("logicalLocations", [.object(logical)]))
        }
        return .object(members)
    }

    private static func location(of span: SourceSpan?, in path: String) -> JSONValue {
        let name = span.map { $0.place.map { $0.cell == nil ? path : $0.file } ?? $0.file.name } ?? path
        let artifact: JSONValue = ["uri": .string(URIReference.of(path: name))]
        guard let span, span.file.places.isEmpty else { return ["artifactLocation": artifact] }
        let region: JSONValue = [
            "startLine": .integer(span.start.line), "startColumn": .integer(span.start.column),
            "endLine": .integer(span.end.line), "endColumn": .integer(span.end.column),
        ]
        return ["artifactLocation": artifact, "region": region]
    }
}
