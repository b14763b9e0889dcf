import CXML2

/// libxml2, which is loaded when the first workbook or Word file is read: nothing that renders needs it.
enum XMLLibrary {
    /// What the library is called up to version 2.13, and from 2.14 on.
    private static let names = ["libxml2.so.2", "libxml2.so.16"]

    fileprivate static let functions: XMLFunctions? = {
        guard let functions = names.lazy.compactMap({ annex_load_xml($0) }).first?.pointee else { return nil }
        functions.xmlInitParser()
        return functions
    }()

    /// Makes sure that the machine has the library.
    static func load() throws(Fault) {
        guard functions == nil else { return }
        throw .noLibrary("libxml2", package: "libxml2")
    }

    /// Calls `body`, while libxml2 writes nothing about what it reads to the standard error of this thread. What the thread
    /// had said of that before holds again afterwards.
    static func silently<Value>(_ body: () throws(Fault) -> Value) throws(Fault) -> Value {
        try load()
        let handler = libxml.__xmlStructuredError()
        let context = libxml.__xmlStructuredErrorContext()
        let before = (handler.pointee, context.pointee)
        handler.pointee = { _, _ in }
        context.pointee = nil
        defer { (handler.pointee, context.pointee) = before }
        return try body()
    }
}

/// The functions of libxml2. Whoever calls one has loaded it.
var libxml: XMLFunctions {
    guard let functions = XMLLibrary.functions else { preconditionFailure("libxml2 is loaded first") }
    return functions
}
