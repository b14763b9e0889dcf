import Rendering

/// The folder that a command writes files to.
struct OutputFolder {
    private let path: String

    /// Creates a folder that is made when the first file is written.
    init(_ path: String) {
        self.path = path
    }

    /// Puts a whole file called `name` into the folder.
    func write(_ bytes: [UInt8], to name: String) throws(RenderError) {
        do throws(OutputFile.Failure) {
            try OutputFile.createFolder(path)
            try OutputFile.write(bytes, to: "\(path)/\(name)")
        } catch {
            throw .unwritable(error)
        }
    }

    /// A page number as file names have it: with at least two digits, so that they sort.
    static func number(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
