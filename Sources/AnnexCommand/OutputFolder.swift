import Batch
import Diagnostics
import Files
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

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

    /// Removes the images of pages behind the first `count` that an earlier run wrote.
    /// - Returns: a warning for each that is not as the program wrote it, and stays.
    func removePages(behind count: Int) -> [Diagnostic] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().compactMap { name in
            guard let number = Self.number(ofImage: name), number > count, !files.remove(name) else { return nil }
            return Diagnostic(
                .warning, id: "foreign-file",
                LocalizedText(
                    "示例没有这一页；这个文件不是本程序写成的原样，没有删除",
                    en: "the example has no such page; the file is not as this program wrote it and was not removed"),
                at: .whole(SourceFile(name: FilePath.inside(path, name), text: "")))
        }
    }

    /// The name of the image of page `number`.
    static func image(ofPage number: Int) -> String { "page-\(Self.number(number)).png" }

    /// The number of the page whose image is called `name`; `nil` where it is no such name.
    private static func number(ofImage name: String) -> Int? {
        let digits = name.dropFirst("page-".count).dropLast(".png".count)
        return Int(digits).flatMap { image(ofPage: $0) == name ? $0 : nil }
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
