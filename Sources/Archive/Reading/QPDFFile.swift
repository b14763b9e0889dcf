import CQPDF
import PDFFormat

#if canImport(Glibc)
    import Glibc
#endif

/// A PDF that qpdf has open. It is closed with the last reference to it or to one of its objects.
package final class QPDFFile {
    private(set) var handle: qpdf_data?
    /// qpdf reads from here for as long as the file is open.
    private let source: UnsafeMutableBufferPointer<CChar>
    /// What it may cost.
    let budget: ReadingBudget

    /// Opens the PDF in `bytes`. qpdf reads it by a table of our own, so that it expands nothing by itself.
    /// - Throws: ``PDFError/unfamiliar(_:)`` and ``PDFError/qpdf(_:)`` where it is damaged or odd: nothing is repaired.
    ///   ``PDFError/tooLarge(_:)`` where it costs more than ``ReadingBudget`` allows. ``PDFError/encrypted``.
    /// ``PDFError/noLibrary(_:)``.
    init(_ bytes: [UInt8]) throws(PDFError) {
        try QPDFLibrary.load()
        budget = try ReadingBudget(size: bytes.count)
        let appendix = try PlainTable.appendix(to: bytes, budget)
        source = .allocate(capacity: bytes.count + appendix.count)
        let room = UnsafeMutableRawBufferPointer(source)
        room.copyBytes(from: bytes)
        UnsafeMutableRawBufferPointer(rebasing: room[bytes.count...]).copyBytes(from: appendix)
        handle = qpdf.qpdf_init()
        qpdf.qpdf_silence_errors(handle)
        qpdf.qpdf_set_suppress_warnings(handle, QPDF_TRUE)
        qpdf.qpdf_set_attempt_recovery(handle, QPDF_FALSE)
        _ = qpdf.qpdf_read_memory(handle, "PDF", source.baseAddress, UInt64(source.count), nil)
        try check()
        try checkPageTree()
    }

    deinit {
        qpdf.qpdf_cleanup(&handle)
        source.deallocate()
    }

    /// Errors stick to the file until they are fetched; so do warnings, which in a file of our own are errors. Where the budget
    /// did not last, what was read is not all.
    func check() throws(PDFError) {
        try budget.checkSteps()
        let hasFailed = qpdf.qpdf_has_error(handle) != QPDF_FALSE
        let error = hasFailed ? qpdf.qpdf_get_error(handle) : qpdf.qpdf_next_warning(handle)
        guard let error else { return }
        throw .qpdf(String(qpdfText: qpdf.qpdf_get_error_full_text(handle, error)))
    }

    /// The dictionary behind the cross-reference table.
    var trailer: QPDFObject { QPDFObject(qpdf.qpdf_get_trailer(handle), of: self) }

    /// The document's own dictionary.
    var catalog: QPDFObject { QPDFObject(qpdf.qpdf_get_root(handle), of: self) }

    /// The object `number`; null where there is none.
    func object(_ number: Int) -> QPDFObject {
        QPDFObject(qpdf.qpdf_get_object_by_id(handle, Int32(number), 0), of: self)
    }
}

/// An object of a PDF that is open. Each value that is asked for is counted; where the budget of the file does not last, all are
/// null, and ``QPDFFile/check()`` throws.
package struct QPDFObject {
    /// qpdf keeps what it has given out until it is given back.
    private final class Handle {
        let owner: QPDFFile
        let value: qpdf_oh

        init(_ value: qpdf_oh, _ owner: QPDFFile) {
            self.value = value
            self.owner = owner
        }

        deinit { qpdf.qpdf_oh_release(owner.handle, value) }
    }

    private let held: Handle

    init(_ handle: qpdf_oh, of owner: QPDFFile) {
        held = Handle(handle, owner)
    }

    var owner: QPDFFile { held.owner }
    var handle: qpdf_oh { held.value }
    var file: qpdf_data? { owner.handle }

    /// Its number; 0 where it has none of its own.
    var number: Int { Int(qpdf.qpdf_oh_get_object_id(file, handle)) }

    /// Calls `body` with where its keys are: a stream's are in a dictionary of their own.
    private func withDictionary<Value>(_ body: (qpdf_oh) -> Value) -> Value {
        guard isStream else { return body(handle) }
        let dictionary = Handle(qpdf.qpdf_oh_get_dict(file, handle), owner)
        return body(dictionary.value)
    }

    /// The value of `key` in a dictionary or a stream's; null where there is none.
    subscript(key: String) -> QPDFObject {
        guard isDictionary || isStream, owner.budget.spend(steps: 1) else {
            return QPDFObject(qpdf.qpdf_oh_new_null(file), of: owner)
        }
        return QPDFObject(withDictionary { qpdf.qpdf_oh_get_key(file, $0, key) }, of: owner)
    }

    /// How many elements an array has.
    var count: Int { isArray ? Int(qpdf.qpdf_oh_get_array_n_items(file, handle)) : 0 }

    /// The elements of an array.
    var elements: [QPDFObject] {
        guard isArray, owner.budget.spend(steps: count) else { return [] }
        return (0..<Int32(count)).map { QPDFObject(qpdf.qpdf_oh_get_array_item(file, handle, $0), of: owner) }
    }

    /// The keys of a dictionary or of a stream's, sorted.
    var keys: [String] {
        guard isDictionary || isStream else { return [] }
        return withDictionary { dictionary in
            qpdf.qpdf_oh_begin_dict_key_iter(file, dictionary)
            var keys: [String] = []
            while qpdf.qpdf_oh_dict_more_keys(file) != QPDF_FALSE, owner.budget.spend(steps: 1) {
                keys.append(String(qpdfText: qpdf.qpdf_oh_dict_next_key(file)))
            }
            return keys.sorted()
        }
    }

    var isNull: Bool { qpdf.qpdf_oh_is_null(file, handle) != QPDF_FALSE }
    var isArray: Bool { qpdf.qpdf_oh_is_array(file, handle) != QPDF_FALSE }
    var isDictionary: Bool { qpdf.qpdf_oh_is_dictionary(file, handle) != QPDF_FALSE }
    var isStream: Bool { qpdf.qpdf_oh_is_stream(file, handle) != QPDF_FALSE }

    /// The whole number that it is; 0 where it is none.
    var integer: Int { Int(qpdf.qpdf_oh_get_int_value(file, handle)) }

    /// Whether it is the name `name`, which begins with a slash.
    func isName(_ name: String) -> Bool { qpdf.qpdf_oh_is_name_and_equals(file, handle, name) != QPDF_FALSE }

    /// It as it is written in a file, references as they are.
    var source: String { String(qpdfText: qpdf.qpdf_oh_unparse_resolved(file, handle)) }

    /// The data of a stream, its filter undone.
    /// - Throws: ``PDFError`` where they cannot be decoded, are compressed otherwise than ``StreamCoding`` reads, or are more
    ///   than the budget of the file allows.
    func streamData() throws(PDFError) -> [UInt8] {
        let coding = try StreamCoding(self)
        return try withRawData { data throws(PDFError) in try coding.decoded(data, owner.budget) }
    }

    /// The data of a stream as they are in the file.
    /// - Throws: ``PDFError/unreadableStream``.
    func rawData() throws(PDFError) -> [UInt8] {
        try withRawData { data throws(PDFError) in Array(data) }
    }

    private func withRawData<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(PDFError) -> Value
    ) throws(PDFError) -> Value {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = qpdf.qpdf_oh_get_stream_data(file, handle, qpdf_dl_none, nil, &bytes, &count)
        guard status & QPDF_ERRORS == 0 else { throw .unreadableStream }
        defer { free(bytes) }
        return try body(UnsafeBufferPointer(start: bytes, count: count))
    }
}
