/// Something behind a pointer that threads share: an object of a C library, or memory that is only read. It is let go of
/// with the last one who has it.
final class Shared<Pointer>: Sendable {
    /// It lives as long as this.
    ///
    /// `nonisolated(unsafe)` stays, since no pointer tells the compiler what is done behind it. What is shared here bears it:
    /// what fontconfig found and the bytes of faces are written before they are shared and never after that, and Cairo's
    /// faces and fonts lock themselves. All of them count those who use them, atomically.
    nonisolated(unsafe) let pointer: Pointer
    private let release: @Sendable (Pointer) -> Void

    /// Takes over what `pointer` leads to.
    /// - Parameter release: lets go of it, on any thread.
    init(_ pointer: Pointer, release: @escaping @Sendable (Pointer) -> Void) {
        self.pointer = pointer
        self.release = release
    }

    deinit { release(pointer) }
}
