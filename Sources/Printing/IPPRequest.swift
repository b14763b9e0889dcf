import CCUPS

/// A question to the print server about one of its printers.
struct IPPRequest: ~Copyable {
    private let request: OpaquePointer

    /// Asks for `attributes` of the printer at `uri`, or of its job `job`.
    init(printer uri: String, job: Int32? = nil, attributes: [String]) {
        let operation = job == nil ? IPP_OP_GET_PRINTER_ATTRIBUTES : IPP_OP_GET_JOB_ATTRIBUTES
        guard let request = cups.ippNewRequest(operation) else { preconditionFailure("out of memory") }
        self.request = request
        _ = cups.ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nil, uri)
        if let job { _ = cups.ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job) }
        _ = cups.ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cups.cupsUser())
        let asked = cups.ippAddStrings(
            request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", Int32(attributes.count), nil, nil)
        var wanted = asked
        for (index, name) in attributes.enumerated() { _ = cups.ippSetString(request, &wanted, Int32(index), name) }
    }

    /// What the server answers; `nil` where it does not, or not with success: `cupsLastError` says why.
    consuming func answer() -> IPPAnswer? {
        let answer = cups.cupsDoRequest(nil, request, "/")
        discard self
        guard let answer else { return nil }
        guard cups.cupsLastError().rawValue <= IPP_STATUS_OK_EVENTS_COMPLETE.rawValue else {
            cups.ippDelete(answer)
            return nil
        }
        return IPPAnswer(answer)
    }

    deinit { cups.ippDelete(request) }
}

/// What the print server answers.
struct IPPAnswer: ~Copyable {
    private let answer: OpaquePointer

    fileprivate init(_ answer: OpaquePointer) {
        self.answer = answer
    }

    deinit { cups.ippDelete(answer) }

    /// The number that `name` states.
    func number(_ name: String) -> Int? {
        guard let attribute = cups.ippFindAttribute(answer, name, IPP_TAG_ZERO),
            [IPP_TAG_INTEGER, IPP_TAG_ENUM].contains(cups.ippGetValueTag(attribute))
        else { return nil }
        return Int(cups.ippGetInteger(attribute, 0))
    }

    /// Whether `name` holds.
    func flag(_ name: String) -> Bool? {
        cups.ippFindAttribute(answer, name, IPP_TAG_BOOLEAN).map { cups.ippGetBoolean($0, 0) != 0 }
    }

    /// The texts that `name` states.
    func texts(_ name: String) -> [String] {
        guard let attribute = cups.ippFindAttribute(answer, name, IPP_TAG_ZERO) else { return [] }
        return (0..<cups.ippGetCount(attribute)).compactMap { index in
            cups.ippGetString(attribute, index, nil).map { String(cString: $0) }
        }
    }
}
