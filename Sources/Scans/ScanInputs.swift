package import Diagnostics
import Files
import SourceTree

/// What a command line names as a stack: scans, folders of them, and lists of codes, told apart by what they hold.
package struct ScanInputs: Sendable {
    /// The scans, each once.
    package private(set) var scans: [String] = []
    /// The lists of codes; `-` is standard input.
    package private(set) var codeLists: [String] = []
    /// What folders hold besides, which is left out, and what cannot be looked into.
    package private(set) var findings: [Diagnostic] = []

    /// Sorts `paths`. A text is a list of codes, unless it lies in a folder that was named.
    package init(_ paths: [String]) {
        var seen: Set<String> = []
        for path in paths {
            if FilePath.isFolder(path) {
                let walk = FolderWalk(path)
                findings += walk.findings
                for file in walk.files where seen.insert(file).inserted { addListed(file) }
            } else if path == "-" {
                codeLists.append(path)
            } else if seen.insert(path).inserted {
                addNamed(path)
            }
        }
    }

    /// Leaves out the scans that lie in `folder`, where signed copies of the others go: copies of an earlier run are no scans.
    package mutating func leaveOut(_ folder: String) {
        guard let identity = FileIdentity(folder) else { return }
        let left = scans.filter { FileIdentity(FilePath.parts($0).folder) == identity }
        guard let first = left.first else { return }
        scans.removeAll { left.contains($0) }
        findings.append(
            Diagnostic(
                .warning, id: "own-folder",
                LocalizedText(
                    "签字件放在这个文件夹里，其中的 \(left.count) 个文件不算扫描件",
                    en: "signed copies go into this folder: its files (\(left.count)) are left out of the scans"),
                at: .whole(SourceFile(name: FilePath.parts(first).folder, text: ""))))
    }

    private mutating func addListed(_ file: String) {
        if ScanFormat(ScanFile.start(ofFileAt: file)) != nil {
            scans.append(file)
        } else {
            findings.append(Self.leftOut(file))
        }
    }

    private mutating func addNamed(_ file: String) {
        let start = ScanFile.start(ofFileAt: file)
        if ScanFormat(start) != nil {
            scans.append(file)
        } else if start.contains(0), !Self.marksOfUTF16.contains(where: start.starts) {
            findings.append(ScanError.unknownFormat.diagnostic(of: file))
        } else {
            codeLists.append(file)
        }
    }

    private static let marksOfUTF16: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]

    private static func leftOut(_ path: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "not-a-scan",
            LocalizedText("不是扫描件，没有计入", en: "not a scan, left out"), at: .whole(SourceFile(name: path, text: "")),
            hints: [
                LocalizedText(
                    "扫描件是 PDF、TIFF、JPEG、PNG 文件；识别码清单单独写在命令里",
                    en: "scans are PDF, TIFF, JPEG and PNG files; name a list of codes itself")
            ])
    }
}
