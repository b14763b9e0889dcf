import Diagnostics

/// What is at fault in the parts of a whole, each of which is looked at whatever is at fault in the others.
struct FaultsOfParts {
    private var faults: [Diagnostic] = []

    /// What `body` makes of a part; `nil` where it is at fault.
    /// - Throws: ``RenderError/failed(_:)`` where the system fails.
    @discardableResult
    mutating func of<Part>(_ body: () throws(RenderError) -> Part) throws(RenderError) -> Part? {
        do {
            return try body()
        } catch {
            guard case .rejected(let found) = error else { throw error }
            faults += found
            return nil
        }
    }

    /// Does `body` for a part.
    mutating func of(_ body: () throws(Rejection) -> Void) {
        do { try body() } catch { faults += error.diagnostics }
    }

    /// Ends with the faults of all parts.
    /// - Throws: ``RenderError/rejected(_:)`` where there are any.
    func end() throws(RenderError) {
        if !faults.isEmpty { throw .rejected(faults) }
    }
}
