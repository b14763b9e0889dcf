import Batch
import Diagnostics
import Files
import Rendering

/// The folder that a command writes files to.
struct OutputFolder {
    private let path: String
    private let files: OwnFiles

    /// Creates a folder that is made when the first file is written.
    init(_ path: String) {
        self.path = path
        files = OwnFiles(folder: path)
    }

    /// Puts a whole file called `name` into the folder, over none but the program's own.
    func write(_ bytes: [UInt8], to name: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try OutputFile.createFolder(path)
        } catch {
            throw .unwritable(error)
        }
        try put(bytes, name)
    }

    /// Puts a whole file at `path`, whose folder must be there, over none but the program's own.
    static func write(_ bytes: [UInt8], to path: String) throws(RenderError) {
        let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        try OutputFolder(String(path[..<end])).put(bytes, String(path[end...]))
    }

    private func put(_ bytes: [UInt8], _ name: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try files.write(bytes, to: name)
        } catch {
            throw error.isTaken ? .rejected([.foreign(error.path)]) : .unwritable(error)
        }
    }

    /// A page number as file names have it: with at least two digits, so that they sort.
    static func number(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
