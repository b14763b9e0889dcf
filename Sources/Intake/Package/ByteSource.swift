/// Bytes that are read one after another.
protocol ByteSource: AnyObject {
    /// Why no more bytes came, once ``read(into:)`` has said so.
    var fault: Fault? { get }

    /// Fills `buffer` from its start.
    /// - Returns: how many bytes were written; 0 at the end, -1 where ``fault`` keeps more from coming.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int
}

/// Bytes that are in memory, for as long as the source is read.
final class MemorySource: ByteSource {
    private var rest: Slice<UnsafeRawBufferPointer>
    let fault: Fault? = nil

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        rest = UnsafeRawBufferPointer(bytes)[...]
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = rest.prefix(buffer.count)
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}
