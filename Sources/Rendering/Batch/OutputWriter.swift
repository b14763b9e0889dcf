import Dispatch

/// Writes the outputs of a batch: workers go on to the next submission while the disk takes the last one in.
final class OutputWriter: Sendable {
    private let queue = DispatchQueue(label: "annex.outputs", attributes: .concurrent)
    private let group = DispatchGroup()
    private let room: DispatchSemaphore

    /// Creates a writer in which `most` outputs may wait, at least 1; whoever hands over another one waits, too.
    init(most: Int) { room = DispatchSemaphore(value: most) }

    /// Puts `bytes` at `path` at some time, and calls `then` on some thread with what kept it from that.
    func write(_ bytes: [UInt8], to path: String, then: @escaping @Sendable (OutputFile.Failure?) -> Void) {
        room.wait()
        queue.async(group: group) { [room] in
            defer { room.signal() }
            do throws(OutputFile.Failure) {
                // The manifest is written last and makes the names of all outputs durable.
                try OutputFile.write(bytes, to: path, syncsFolder: false)
                then(nil)
            } catch {
                then(error)
            }
        }
    }

    /// Waits for everything that was handed over.
    func finish() { group.wait() }
}
