import Diagnostics
import Files
import SourceTree

extension ArchiveInspector {
    /// Puts files of a PDF into `folder`, or below it where their names say so, but never elsewhere nor over other files.
    /// - Returns: their paths.
    /// - Throws: ``RenderError/rejected(_:)`` where a file with other contents has one of their names already, or two of them
    ///   would have one name. ``RenderError/failed(_:)`` where one cannot be written. Then nothing is left of them.
    package static func write(
        _ files: [(name: String, bytes: [UInt8])], into folder: String
    ) throws(RenderError) -> [String] {
        let placed = files.map { (path: place(of: $0.name, in: folder), bytes: $0.bytes) }
        let missing = placed.filter { !isThere($0.bytes, at: $0.path) }
        let taken = missing.map(\.path).filter(OutputFile.exists)
        guard taken.isEmpty else { throw .rejected(taken.map { .taken($0, hint: otherFolder) }) }
        var (written, folders): ([String], [String]) = ([], [])
        do throws(OutputFile.Failure) {
            for file in missing {
                folders += try OutputFile.createFolder(of: file.path)
                try OutputFile.create(file.bytes, at: file.path)
                written.append(file.path)
            }
        } catch {
            written.forEach(OutputFile.remove)
            OutputFile.removeFolders(folders)
            throw error.isTaken ? .rejected([.taken(error.path, hint: otherFolder)]) : .unwritable(error)
        }
        return placed.map(\.path)
    }

    /// Where in `folder` the file called `name` belongs.
    private static func place(of name: String, in folder: String) -> String {
        ([folder] + FilePath.pieces(name).map { OutputFile.safeName(String($0)) }).joined(separator: "/")
    }

    private static func isThere(_ bytes: [UInt8], at path: String) -> Bool {
        (try? RegularFile.read(path, atMost: bytes.count)) == bytes
    }

    private static let otherFolder = LocalizedText("用 -o 换一个文件夹", en: "choose another folder with -o")
}
