import CZip
import Testing

/// Writes zip files, such as workbooks and Word files are.
enum ZipWriter {
    /// A file with `parts`, in their order.
    static func zip(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let library = annex_load_zip("libzip.so.5") ?? annex_load_zip("libzip.so.4")
        let functions = try #require(library).pointee
        let made = functions.zip_source_buffer_create(nil, 0, 0, nil)
        let source = try #require(made)
        functions.zip_source_keep(source)
        defer { functions.zip_source_free(source) }
        let opened = functions.zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nil)
        let archive = try #require(opened)
        // What is added must stay where it is until the archive is closed.
        let copies = parts.map { part in
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: part.bytes.count)
            _ = copy.initialize(from: part.bytes)
            return copy
        }
        defer { copies.forEach { $0.deallocate() } }
        for (part, copy) in Swift.zip(parts, copies) {
            let made = functions.zip_source_buffer_create(copy.baseAddress, UInt64(copy.count), 0, nil)
            let entry = try #require(made)
            let index = functions.zip_file_add(archive, part.name, entry, UInt32(ZIP_FL_ENC_UTF_8))
            #expect(index >= 0)
        }
        #expect(functions.zip_close(archive) == 0)
        return try bytes(of: source, functions)
    }

    private static func bytes(of source: OpaquePointer, _ functions: ZipFunctions) throws -> [UInt8] {
        try #require(functions.zip_source_open(source) == 0)
        defer { _ = functions.zip_source_close(source) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = functions.zip_source_read(source, &buffer, UInt64(buffer.count))
            guard count > 0 else { return bytes }
            bytes += buffer[..<Int(count)]
        }
    }
}
