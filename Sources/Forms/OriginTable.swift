import Diagnostics
import Evaluation
import Layout

/// Says where texts of a layout come from: a field of the submission, or a place in a layout file.
package struct OriginTable: Sendable {
    /// Places in layout files; their origins count down from -1, those of fields up from 0.
    private var spans: [SourceSpan] = []
    private var originsOfSpans: [ObjectIdentifier: [SourcePosition: Int]] = [:]

    /// An empty table.
    package init() {}

    /// The origin of a text that a field holds.
    func origin(_ id: FieldID) -> TextOrigin? { id.rawValue < 0 ? nil : TextOrigin(rawValue: id.rawValue) }

    /// The origin of a text that a layout states.
    mutating func origin(of span: SourceSpan) -> TextOrigin {
        let file = ObjectIdentifier(span.file)
        if let known = originsOfSpans[file]?[span.start] { return TextOrigin(rawValue: known) }
        spans.append(span)
        originsOfSpans[file, default: [:]][span.start] = -spans.count
        return TextOrigin(rawValue: -spans.count)
    }

    /// The place in a layout file that `origin` stands for, if it is one.
    func span(of origin: TextOrigin?) -> SourceSpan? {
        guard let origin, origin.rawValue < 0 else { return nil }
        return spans[-origin.rawValue - 1]
    }

    /// The field that `origin` stands for, if it is one.
    func field(of origin: TextOrigin?) -> FieldID? {
        guard let origin, origin.rawValue >= 0 else { return nil }
        return FieldID(rawValue: origin.rawValue)
    }
}
