import Synchronization

/// The faces that Cairo opens from files. All its threads share one library of FreeType's for them, in which faces may be
/// opened and closed by one thread at a time (FreeType, `FT_New_Face`); Cairo does not see to that.
enum CairoFaces {
    private static let turn = Mutex(())

    /// Does what may open or close such faces while no other thread does.
    static func alone<Result>(_ body: () -> Result) -> Result {
        var result: Result?
        turn.withLock { _ in result = body() }
        guard let result else { preconditionFailure("the body has run") }
        return result
    }
}
