import Archive
import Dispatch
import Files
import Graphics

/// Writes the outputs of a batch on threads of its own, so that workers render while the disk writes.
final class OutputWriter: Sendable {
    private let queue = DispatchQueue(label: "annex.outputs", attributes: .concurrent)
    private let group = DispatchGroup()
    private let room: DispatchSemaphore
    private let files: OwnFiles

    /// Creates a writer.
    /// - Parameter capacity: how many outputs may be waiting or being written, at least 1; a worker with one more waits.
    init(_ files: OwnFiles, capacity: Int) {
        self.files = files
        room = DispatchSemaphore(value: capacity)
    }

    /// Begins to write `pdf` into the folder as `name`; returns as soon as there is room for it.
    /// - Parameters:
    ///   - listed: the SHA-256 that the manifest states of the file called `name`, if it does.
    ///   - then: is called once, on any thread, when the file is in the folder, or with why it is not.
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
