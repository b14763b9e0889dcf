import Diagnostics
package import Rendering
package import SourceTree

/// A submission as it is given to an ``Engine``.
public struct Submission: Sendable {
    package let source: SubmissionInput

    /// A YAML or JSON file, a workbook or a Word file; the images that it names are read from its own folder.
    public static func file(_ path: String) -> Submission { Submission(source: .file(path)) }

    /// Workbooks and Word files of one office, which make one submission.
    /// - Parameter paths: their paths, at least one.
    public static func files(_ paths: [String]) -> Submission { Submission(source: .files(paths)) }

    /// The bytes of a YAML or JSON file, a workbook or a Word file.
    /// - Parameters:
    ///   - bytes: the file; a text in UTF-8.
    ///   - name: what findings call it.
    ///   - images: the PNG files that it names, by their paths in it; no other file is read.
    public static func bytes(_ bytes: [UInt8], name: String, images: [String: [UInt8]] = [:]) -> Submission {
        let named = Dictionary(images.map { (Spelling($0.key), $0.value) }) { first, _ in first }
        return Submission(source: .bytes(bytes, name: name, images: named))
    }

    /// A value, as JSON would hold it.
    /// - Parameters:
    ///   - value: the submission, an object.
    ///   - name: what findings call it; their lines are those of the value as JSON with a member a line.
    ///   - images: the PNG files that it names, by their paths in it; no other file is read.
    public static func value(_ value: Value, name: String, images: [String: [UInt8]] = [:]) -> Submission {
        bytes(value.json.utf8, name: name, images: images)
    }
}

/// What JSON can hold.
public enum Value: Hashable, Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case bool(Bool)
    /// A number by its decimal digits, as in JSON (RFC 8259, 6): binary fractions would not be what was meant.
    case number(String)
    /// A text.
    case string(String)
    /// Values in order.
    case array([Value])
    /// Values by their keys.
    case object([String: Value])

    package var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let digits): .number(digits)
        case .string(let text): .string(text)
        case .array(let values): .array(values.map(\.json))
        case .object(let members):
            .object(members.sorted { Spelling($0.key) < Spelling($1.key) }.map { ($0.key, $0.value.json) })
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Values in order.
    public init(arrayLiteral elements: Value...) { self = .array(elements) }
    /// Values by their keys; of equal keys the last one counts.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
    /// Nothing.
    public init(nilLiteral: ()) { self = .null }
}
