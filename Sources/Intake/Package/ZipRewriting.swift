import CZip
import Diagnostics

/// Writes a zip file anew with some of its entries replaced and others added. What is not replaced is copied as it is packed.
///
/// It is not changed in place: libzip 1.7 frees memory twice where it does so with a file in memory of which it keeps more than
/// half.
enum ZipRewriting {
    /// An entry that is replaced or added.
    struct Part {
        let name: String
        /// Its place in the file where it replaces one.
        let index: UInt64?
        let bytes: [UInt8]
    }

    /// The day that replaced and added entries state, as zip files write it: 1980-01-01, so that the same input gives the same
    /// bytes.
    private static let day: UInt16 = 0x21

    /// The file with `parts`.
    /// - Parameter file: the zip file, whose entries are known to be within the limits of ``ZipArchive``.
    static func rewrite(_ file: UnsafeBufferPointer<UInt8>, _ parts: [Part]) throws(Fault) -> [UInt8] {
        guard
            let old = opened(libzip.zip_source_buffer_create(file.baseAddress, UInt64(file.count), 0, nil), ZIP_RDONLY)
        else { throw .notWritten }
        defer { libzip.zip_discard(old) }
        guard let source = libzip.zip_source_buffer_create(nil, 0, 0, nil) else { throw .notWritten }
        // It is read when the archive, which owns it, is closed.
        libzip.zip_source_keep(source)
        defer { libzip.zip_source_free(source) }
        guard let new = opened(source, ZIP_CREATE | ZIP_TRUNCATE) else { throw .notWritten }
        // What is added must stay where it is until the archive is closed.
        let contents = parts.flatMap(\.bytes)
        try contents.withUnsafeBufferPointer { contents throws(Fault) in
            guard copy(old, to: new, parts, contents), libzip.zip_close(new) == 0 else {
                libzip.zip_discard(new)
                throw .notWritten
            }
        }
        return try bytes(of: source)
    }

    /// The archive in `source`, which it owns from now on.
    private static func opened(_ source: OpaquePointer?, _ flags: Int32) -> OpaquePointer? {
        guard let source else { return nil }
        let archive = libzip.zip_open_from_source(source, flags, nil)
        if archive == nil { libzip.zip_source_free(source) }
        return archive
    }

    /// Puts the entries of `old` into `new` with `parts` in their places or behind them.
    /// - Parameter contents: what all parts hold, one after another.
    /// - Returns: whether libzip took all of them.
    private static func copy(
        _ old: OpaquePointer, to new: OpaquePointer, _ parts: [Part], _ contents: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var (start, changed, added) = (0, [UInt64: UnsafeBufferPointer<UInt8>](), [Part]())
        var addedBytes: [UnsafeBufferPointer<UInt8>] = []
        for part in parts {
            let bytes = UnsafeBufferPointer(rebasing: contents[start..<start + part.bytes.count])
            start += part.bytes.count
            if let index = part.index {
                changed[index] = bytes
            } else {
                added.append(part)
                addedBytes.append(bytes)
            }
        }
        for index in 0..<UInt64(max(0, libzip.zip_get_num_entries(old, 0))) {
            guard let name = libzip.zip_get_name(old, index, 0) else { return false }
            if let bytes = changed[index] {
                guard add(bytes, to: new, name) else { return false }
            } else {
                guard add(libzip.zip_source_zip(new, old, index, 0, 0, -1), to: new, name) != nil else { return false }
            }
        }
        return zip(added, addedBytes).allSatisfy { part, bytes in add(bytes, to: new, part.name) }
    }

    /// Whether libzip took `bytes` as an entry.
    private static func add(_ bytes: UnsafeBufferPointer<UInt8>, to new: OpaquePointer, _ name: UnsafePointer<CChar>)
        -> Bool
    {
        let source = libzip.zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil)
        guard let index = add(source, to: new, name) else { return false }
        return libzip.zip_file_set_dostime(new, index, 0, day, 0) == 0
    }

    /// The place of the entry that `source` became, which the archive owns from now on.
    private static func add(
        _ source: OpaquePointer?, to new: OpaquePointer, _ name: UnsafePointer<CChar>
    ) -> UInt64? {
        guard let source else { return nil }
        let index = libzip.zip_file_add(new, name, source, UInt32(ZIP_FL_ENC_UTF_8))
        if index < 0 { libzip.zip_source_free(source) }
        return UInt64(exactly: index)
    }

    private static func bytes(of source: OpaquePointer) throws(Fault) -> [UInt8] {
        guard libzip.zip_source_open(source) == 0 else { throw .notWritten }
        defer { _ = libzip.zip_source_close(source) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = libzip.zip_source_read(source, &buffer, UInt64(buffer.count))
            guard count >= 0 else { throw .notWritten }
            guard count > 0 else { return bytes }
            bytes += buffer[..<Int(count)]
        }
    }
}

extension Fault {
    /// The file was read, but libzip does not write it.
    fileprivate static let notWritten = Fault.damaged(
        LocalizedText("文件读得出，但写不成新的", en: "the file can be read, but not be written anew"))
}
