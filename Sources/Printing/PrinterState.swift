/// How a queue of the print server stands.
package struct PrinterState: Hashable, Sendable {
    /// What the printer does.
    package enum Activity: Int, Sendable {
        /// It waits for jobs.
        case idle = 3
        /// It prints.
        case processing
        /// Jobs wait until somebody starts it again.
        case stopped
    }

    /// What the printer does; `nil` where the server does not say.
    package var activity: Activity?
    /// Whether the queue takes jobs.
    package var isAccepting: Bool
    /// Why it is so.
    package var reasons: [StateReason]
}
