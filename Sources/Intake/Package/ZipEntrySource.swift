import CZip
import Diagnostics

/// The bytes of an entry of a zip file, inflated as they are read.
final class ZipEntrySource: ByteSource {
    private let file: OpaquePointer
    private let name: String
    /// The archive stays open as long as one of its entries is read.
    private let archive: ZipArchive
    /// How many bytes may still come.
    private var left: Int
    private(set) var fault: Fault?

    /// - Parameter size: the bytes that the entry has by the directory of the file.
    init(_ file: OpaquePointer, size: Int, name: String, archive: ZipArchive) {
        self.file = file
        self.name = name
        self.archive = archive
        left = size
    }

    deinit { _ = libzip.zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard fault == nil, let start = buffer.baseAddress else { return -1 }
        let count = Int(libzip.zip_fread(file, start, UInt64(buffer.count)))
        guard count >= 0, count <= left else {
            fault = .damagedPart(name)
            return -1
        }
        left -= count
        return count
    }
}
