import CPangoCairo

/// A failure of Cairo.
package struct CairoError: Error, Sendable, CustomStringConvertible {
    /// What Cairo says of it, in English.
    package let description: String

    /// The failure that `status` stands for; `nil` for success.
    init?(_ status: cairo_status_t) {
        guard status != CAIRO_STATUS_SUCCESS else { return nil }
        self.init(failed: status)
    }

    private init(failed status: cairo_status_t) {
        description = String(cString: cairo_status_to_string(status))
    }

    /// There are no images of that size.
    static let invalidSize = CairoError(failed: CAIRO_STATUS_INVALID_SIZE)
}
