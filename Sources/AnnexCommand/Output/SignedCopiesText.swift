import Batch
import Files
import Scans

/// What became of signed copies, in words.
struct SignedCopiesText {
    let copies: [SignedCopy]
    let folder: String

    /// A line for each.
    var lines: [String] { copies.map(line) }

    private func line(_ copy: SignedCopy) -> String {
        let path = FilePath.inside(folder, copy.file)
        guard !copy.missing.isEmpty else {
            return say("签字件 \(path)：\(copy.pages.count) 页", "signed copy \(path): \(copy.pages.count) pages")
        }
        let missing = copy.missing.map(\.number).ranges(separator: say("、", ", "))
        return say(
            "签字件 \(path)：\(copy.pages.count) 页，缺第 \(missing) 页",
            "signed copy \(path): \(copy.pages.count) pages, without \(missing)")
    }
}
