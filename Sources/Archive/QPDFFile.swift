import CQPDF

#if canImport(Glibc)
    import Glibc
#endif

/// A PDF that qpdf has open. It ends with its last object.
final class QPDFFile {
    fileprivate var handle: qpdf_data?
    /// qpdf reads from here for as long as the file is open.
    private let source: UnsafeMutableBufferPointer<CChar>

    /// Opens the PDF in `bytes`.
    /// - Throws: ``ArchiveError/qpdf(_:)`` where it is damaged: nothing is repaired. ``ArchiveError/locked`` where it asks for a
    ///   password.
    init(_ bytes: [UInt8]) throws(ArchiveError) {
        source = .allocate(capacity: bytes.count)
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(source).copyMemory(from: $0) }
        handle = qpdf_init()
        qpdf_silence_errors(handle)
        qpdf_set_suppress_warnings(handle, QPDF_TRUE)
        qpdf_set_attempt_recovery(handle, QPDF_FALSE)
        qpdf_read_memory(handle, "PDF", source.baseAddress, UInt64(source.count), nil)
        try check()
    }

    deinit {
        qpdf_cleanup(&handle)
        source.deallocate()
    }

    /// Errors stick to the file until they are fetched; so do warnings, which in a file of our own are errors.
    func check() throws(ArchiveError) {
        let error = qpdf_has_error(handle) != QPDF_FALSE ? qpdf_get_error(handle) : qpdf_next_warning(handle)
        guard let error else { return }
        if qpdf_get_error_code(handle, error) == qpdf_e_password { throw .locked }
        throw .qpdf(String(cString: qpdf_get_error_full_text(handle, error)))
    }

    /// Whether it is encrypted; without a password it is read all the same.
    var isEncrypted: Bool { qpdf_is_encrypted(handle) != QPDF_FALSE }

    /// The dictionary behind the cross-reference table.
    var trailer: QPDFObject { QPDFObject(qpdf_get_trailer(handle), of: self) }

    /// The document's own dictionary.
    var catalog: QPDFObject { QPDFObject(qpdf_get_root(handle), of: self) }

    /// The object `number`; null where there is none.
    func object(_ number: Int) -> QPDFObject { QPDFObject(qpdf_get_object_by_id(handle, Int32(number), 0), of: self) }

    /// The same document without object streams, so that it has a cross-reference table (ISO 32000-1, 7.5.4).
    /// - Throws: ``ArchiveError/qpdf(_:)`` where it cannot be written.
    func plainBytes() throws(ArchiveError) -> [UInt8] {
        qpdf_init_write_memory(handle)
        qpdf_set_object_stream_mode(handle, qpdf_o_disable)
        qpdf_set_stream_data_mode(handle, qpdf_s_preserve)
        qpdf_write(handle)
        try check()
        return Array(UnsafeBufferPointer(start: qpdf_get_buffer(handle), count: qpdf_get_buffer_length(handle)))
    }

    /// Gives pages the attributes that they inherit from the tree of pages.
    func resolveInheritedAttributes() { qpdf_push_inherited_attributes_to_page(handle) }

    /// The pages in order.
    var pages: [QPDFObject] {
        (0..<max(0, qpdf_get_num_pages(handle))).map { QPDFObject(qpdf_get_page_n(handle, Int($0)), of: self) }
    }
}

/// An object of a PDF that is open.
struct QPDFObject {
    private let owner: QPDFFile
    private let handle: qpdf_oh

    init(_ handle: qpdf_oh, of owner: QPDFFile) {
        self.handle = handle
        self.owner = owner
    }

    private var file: qpdf_data? { owner.handle }

    /// Its number; 0 where it has none of its own.
    var number: Int { Int(qpdf_oh_get_object_id(file, handle)) }

    /// Where its keys are: a stream's are in a dictionary of their own.
    private var dictionary: qpdf_oh { isStream ? qpdf_oh_get_dict(file, handle) : handle }

    /// The value of `key` in a dictionary or a stream's; null where there is none.
    subscript(key: String) -> QPDFObject {
        guard isDictionary || isStream else { return QPDFObject(qpdf_oh_new_null(file), of: owner) }
        return QPDFObject(qpdf_oh_get_key(file, dictionary, key), of: owner)
    }

    /// The elements of an array.
    var elements: [QPDFObject] {
        guard isArray else { return [] }
        return (0..<qpdf_oh_get_array_n_items(file, handle)).map {
            QPDFObject(qpdf_oh_get_array_item(file, handle, $0), of: owner)
        }
    }

    /// The keys of a dictionary or of a stream's, sorted.
    var keys: [String] {
        guard isDictionary || isStream else { return [] }
        qpdf_oh_begin_dict_key_iter(file, dictionary)
        var keys: [String] = []
        while qpdf_oh_dict_more_keys(file) != QPDF_FALSE { keys.append(String(cString: qpdf_oh_dict_next_key(file))) }
        return keys.sorted()
    }

    var isNull: Bool { qpdf_oh_is_null(file, handle) != QPDF_FALSE }
    var isArray: Bool { qpdf_oh_is_array(file, handle) != QPDF_FALSE }
    var isDictionary: Bool { qpdf_oh_is_dictionary(file, handle) != QPDF_FALSE }
    var isStream: Bool { qpdf_oh_is_stream(file, handle) != QPDF_FALSE }

    /// The whole number that it is; 0 where it is none.
    var integer: Int { Int(qpdf_oh_get_int_value(file, handle)) }

    /// Whether it is the name `name`, which begins with a slash.
    func isName(_ name: String) -> Bool { qpdf_oh_is_name_and_equals(file, handle, name) != QPDF_FALSE }

    /// The text string that it is; empty where it is none.
    var text: String {
        guard qpdf_oh_is_string(file, handle) != QPDF_FALSE else { return "" }
        return String(cString: qpdf_oh_get_utf8_value(file, handle))
    }

    /// It as it is written in a file, references as they are.
    var source: String { String(cString: qpdf_oh_unparse_resolved(file, handle)) }

    /// Whether the data of a stream are compressed as Deflater does, and in no other way.
    var isDeflated: Bool { self["/Filter"].isName("/FlateDecode") && self["/DecodeParms"].isNull }

    /// The data of a stream, its filters undone.
    /// - Throws: ``ArchiveError/qpdf(_:)`` where they cannot be decoded.
    func streamData() throws(ArchiveError) -> [UInt8] {
        // qpdf could undo this filter, too, at three times the cost.
        if isDeflated {
            let data = try withData(decoding: qpdf_dl_none) { Inflater.expanded($0) }
            guard let data else { throw Self.damaged }
            return data
        }
        return try withData(decoding: qpdf_dl_generalized) { Array($0) }
    }

    private static var damaged: ArchiveError { .qpdf("a stream cannot be decoded") }

    private func withData<Value>(
        decoding level: qpdf_stream_decode_level_e, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) throws(ArchiveError) -> Value {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        var isDecoded = QPDF_FALSE
        let status = qpdf_oh_get_stream_data(file, handle, level, &isDecoded, &bytes, &count)
        let isRead = status & QPDF_ERRORS == 0 && (level == qpdf_dl_none || isDecoded != QPDF_FALSE)
        guard isRead else { throw Self.damaged }
        defer { free(bytes) }
        return body(UnsafeBufferPointer(start: bytes, count: count))
    }
}
