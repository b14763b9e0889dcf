import Diagnostics
import SourceTree

/// What is wrong with a placeholder of a submission's text.
struct PlaceholderFault {
    let severity: Severity
    /// The field that holds the text.
    let id: FieldID
    let fault: ExpressionFault
    /// The placeholder as the text has it.
    private let placeholder: String
    /// Where in it the fault is, in Unicode scalars.
    private let offset: Int

    /// Notes a fault of a placeholder of `text`.
    init(_ severity: Severity, _ id: FieldID, _ fault: ExpressionFault, in text: String) {
        (self.severity, self.id, self.fault) = (severity, id, fault)
        let place = text.utf8.index(text.startIndex, offsetBy: min(fault.place ?? 0, text.utf8.count))
        let open = text[...place.clamped(in: text)].lastIndex(of: "{") ?? text.firstIndex(of: "{") ?? text.startIndex
        let close = text[open...].firstIndex(of: "}").map(text.index(after:)) ?? text.endIndex
        placeholder = String(text[open..<close])
        offset = open < place ? text.unicodeScalars[open..<place].count : 0
    }

    /// Where `faults` of one text are, in order, whose field stands at `span`.
    static func spans(of faults: [PlaceholderFault], in span: SourceSpan) -> [SourceSpan] {
        let first = span.place(of: "{") ?? span
        return zip(faults, span.places(of: faults.map(\.placeholder))).map { fault, place in
            guard let place else { return first }
            let start = SourcePosition(line: place.line, column: place.column + fault.offset)
            return SourceSpan(file: span.file, start: start, end: start)
        }
    }
}

extension String.Index {
    /// The index, or the last of `text`.
    fileprivate func clamped(in text: String) -> String.Index {
        self < text.endIndex ? self : text.isEmpty ? text.startIndex : text.index(before: text.endIndex)
    }
}

extension [PlaceholderFault] {
    /// Faults of one field together, in order.
    func chunked(by key: (PlaceholderFault) -> FieldID) -> [(FieldID, [PlaceholderFault])] {
        reduce(into: []) { chunks, fault in
            if chunks.last?.0 == key(fault) {
                chunks[chunks.count - 1].1.append(fault)
            } else {
                chunks.append((key(fault), [fault]))
            }
        }
    }
}
