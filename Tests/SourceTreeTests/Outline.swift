import Diagnostics
import SourceTree
import Testing

/// The tree of `text`, which must be without fault.
func compose(_ text: String) throws -> Node {
    let (root, findings) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
    #expect(findings.isEmpty)
    return root
}

/// What is found in `text`, whether reading goes on after it or not.
func findings(in text: String) -> [Diagnostic] {
    do throws(Rejection) {
        return try NodeComposer.compose(SourceFile(name: "a.yaml", text: text)).findings
    } catch {
        return error.diagnostics
    }
}

extension Diagnostic {
    /// `line:column id`
    var place: String { "\(span?.start.text ?? "nowhere") \(id)" }
}

extension SourcePosition {
    /// `line:column`
    var text: String { "\(line):\(column)" }
}

extension Node {
    /// A line for each scalar: its path and text.
    var texts: [String] {
        outline { path, scalar, _ in "\(path)=\(scalar.text)" }
    }

    /// A line for each scalar: its path, where its key (or else its list) and the value begin, and where the value ends.
    var places: [String] {
        outline { path, _, spans in "\(path) \(spans.key.start.text) \(spans.value.start.text)-\(spans.value.end.text)"
        }
    }

    private typealias Spans = (key: SourceSpan, value: SourceSpan)

    private func outline(_ line: (String, Scalar, Spans) -> String) -> [String] {
        outline("", key: span, line)
    }

    private func outline(_ path: String, key: SourceSpan, _ line: (String, Scalar, Spans) -> String) -> [String] {
        switch content {
        case .scalar(let scalar): [line(path, scalar, (key, span))]
        case .sequence(let elements):
            elements.enumerated().flatMap { $1.outline("\(path)[\($0)]", key: span, line) }
        case .mapping(let entries):
            entries.flatMap { $0.value.outline("\(path).\($0.key)", key: $0.keySpan, line) }
        }
    }
}
