/// A pointer that threads share, to an object of a C library or to memory that is only read. What it points to is released
/// with the last reference to this object.
final class Shared<Pointer>: Sendable {
    /// Valid as long as this object lives.
    ///
    /// `nonisolated(unsafe)` stays, since no pointer tells the compiler what is done behind it. What is shared here bears it:
    /// what fontconfig found and the bytes of faces are written before they are shared and never after that, and Cairo's
    /// faces and fonts lock themselves. All of them count those who use them, atomically.
    nonisolated(unsafe) let pointer: Pointer
    private let release: @Sendable (Pointer) -> Void

    /// Takes over what `pointer` points to.
    /// - Parameter release: releases it; is called once, on any thread.
    init(_ pointer: Pointer, release: @escaping @Sendable (Pointer) -> Void) {
        self.pointer = pointer
        self.release = release
    }

    deinit { release(pointer) }
}
