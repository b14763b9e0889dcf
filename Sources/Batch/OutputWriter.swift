import Archive
import Dispatch
import Files
import Graphics

/// Writes the outputs of a batch on threads of its own, so that workers render while the disk writes.
final class OutputWriter: Sendable {
    /// A file to be written.
    struct File: Sendable {
        /// What it is called in the folder.
        let name: String
        /// What it holds.
        let bytes: [UInt8]
        /// The SHA-256 of that.
        let hash: String
        /// The SHA-256 that the manifest states of the file called ``name``, if it does.
        let listed: String?
    }

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

    /// Begins to write `new` into the folder, one after the other; returns as soon as there is room for them.
    /// - Parameter then: is called once, on any thread, when they are in the folder, or with why one is not.
    func write(_ new: [File], then: @escaping @Sendable (OutputFile.Failure?) -> Void) {
        room.wait()
        queue.async(group: group) { [room, files] in
            defer { room.signal() }
            do throws(OutputFile.Failure) {
                for file in new {
                    // The manifest is written last and makes the names of all outputs durable.
                    try files.write(to: file.name, hash: file.hash, listed: file.listed, syncsFolder: false) {
                        (sink) throws(OutputFile.Failure) in try sink.write(file.bytes)
                    }
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

extension OutputWriter.File {
    /// The file `pdf`, called `name`, of which the manifest states the SHA-256 `listed`.
    init(_ pdf: FinishedPDF, name: String, listed: String?) {
        self.init(name: name, bytes: pdf.bytes, hash: pdf.hash, listed: listed)
    }
}
