/// How a queue of the print server stands.
public struct PrinterState: Hashable, Sendable {
    /// What the printer does.
    public enum Activity: Int, Sendable {
        /// It waits for jobs.
        case idle = 3
        /// It prints.
        case processing
        /// Jobs wait until somebody starts it again.
        case stopped
    }

    /// What the printer does; `nil` where the server does not say.
    public var activity: Activity?
    /// Whether the queue takes jobs.
    public var isAccepting: Bool
    /// Why it is so.
    public var reasons: [StateReason]
}
