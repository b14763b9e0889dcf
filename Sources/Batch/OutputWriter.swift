import Archive
import Dispatch
import Files
import Graphics

/// Writes the outputs of a batch: workers go on to the next submission while the disk takes the last one in.
final class OutputWriter: Sendable {
    private let queue = DispatchQueue(label: "annex.outputs", attributes: .concurrent)
    private let group = DispatchGroup()
    private let room: DispatchSemaphore
    private let files: OwnFiles

    /// Creates a writer in which `capacity` outputs may wait, at least 1; whoever hands over another one waits, too.
    init(_ files: OwnFiles, capacity: Int) {
        self.files = files
        room = DispatchSemaphore(value: capacity)
    }

    /// Puts `pdf` into the folder at some time, and calls `then` on some thread with what kept it from that.
    /// - Parameter listed: the SHA-256 that the manifest states of the file called `name`, if it does.
    func write(
        _ pdf: FinishedPDF, to name: String, listed: String?, then: @escaping @Sendable (OutputFile.Failure?) -> Void
    ) {
        room.wait()
        queue.async(group: group) { [room, files] in
            defer { room.signal() }
            do throws(OutputFile.Failure) {
                // The manifest is written last and makes the names of all outputs durable.
                try files.write(to: name, hash: pdf.hash, listed: listed, syncsFolder: false) {
                    (sink) throws(OutputFile.Failure) in try sink.write(pdf.bytes)
                }
                then(nil)
            } catch {
                then(error)
            }
        }
    }

    /// Waits for everything that was handed over.
    func finish() { group.wait() }
}
