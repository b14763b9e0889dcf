import Diagnostics

/// What the files of one office are called beside each other.
struct FileNames {
    /// Their paths, as they were named.
    let paths: [String]
    /// What each is called where a cell of it is told: its own name, its path where another has the name too. Nothing for a
    /// file that is alone: then the cell says enough.
    let shown: [String: String]
    /// What they are called together.
    var whole: String { paths.joined(separator: "、") }
    /// The same without their folders, where that tells them apart: the same from wherever the program is run.
    var title: String {
        paths.map { shown[$0] ?? String($0.split(separator: "/").last ?? "") }.joined(separator: "、")
    }

    init(_ paths: [String]) {
        self.paths = paths
        guard paths.count > 1 else {
            shown = [:]
            return
        }
        let names = paths.map { String($0.split(separator: "/").last ?? "") }
        let counts = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        shown = Dictionary(zip(paths, names).map { ($0, counts[$1] == 1 ? $1 : $0) }) { first, _ in first }
    }

    /// What a comment says of `place`; `nil` where there is nothing to say.
    func comment(on place: SourceFile.Place) -> String? {
        let text = place.named(by: shown)
        return text.isEmpty ? nil : text.filter { !$0.isNewline }
    }
}
