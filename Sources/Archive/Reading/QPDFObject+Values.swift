import CQPDF

extension QPDFObject {
    /// What an object is (ISO 32000-1, 7.3).
    enum Kind: Hashable {
        case null, boolean, number, string, name, array, dictionary, stream
    }

    /// What it is; whole numbers and others are of one kind.
    var kind: Kind {
        switch qpdf.qpdf_oh_get_type_code(file, handle) {
        case ot_boolean: .boolean
        case ot_integer, ot_real: .number
        case ot_string: .string
        case ot_name: .name
        case ot_array: .array
        case ot_dictionary: .dictionary
        case ot_stream: .stream
        default: .null
        }
    }

    /// Tells it from all other objects that have a number of their own; 0 where it has none.
    var identity: Int { number << 16 | Int(qpdf.qpdf_oh_get_generation(file, handle)) }

    /// Whether it is a number that is written as a whole one.
    var isInteger: Bool { qpdf.qpdf_oh_get_type_code(file, handle) == ot_integer }

    /// The number that it is; 0 where it is none.
    var double: Double { kind == .number ? qpdf.qpdf_oh_get_numeric_value(file, handle) : 0 }

    /// The name that it is, with its slash and without escapes; empty where it is none.
    var name: String { kind == .name ? String(qpdfText: qpdf.qpdf_oh_get_name(file, handle)) : "" }

    /// The bytes of the string that it is; empty where it is none.
    var bytes: [UInt8] {
        guard kind == .string else { return [] }
        var count = 0
        let start = qpdf.qpdf_oh_get_binary_string_value(file, handle, &count)
        return UnsafeBufferPointer(start: start, count: count).map(UInt8.init(bitPattern:))
    }

    /// The text string that it is, of whatever encoding (ISO 32000-1, 7.9.2.2); empty where it is none.
    var text: String {
        guard kind == .string else { return "" }
        var count = 0
        let start = qpdf.qpdf_oh_get_binary_utf8_value(file, handle, &count)
        let bytes = UnsafeBufferPointer(start: start, count: count).map(UInt8.init(bitPattern:))
        return String(decoding: bytes, as: UTF8.self)
    }
}
