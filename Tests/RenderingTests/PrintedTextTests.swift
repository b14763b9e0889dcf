import Diagnostics
import Foundation
import SourceTree
import TestSupport
import Testing

/// What readers of the PDF find in it: every text, faces that are all embedded, the same bytes each time.
@Suite struct PrintedTextTests {
    /// Renders `text` into a folder, where the PDF is the only file in `out`.
    private func render(_ text: String = Example.text, environment: [String: String] = [:]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let path = try folder.write("材料.yaml", text)
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"], environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    /// The text of the PDF in `folder` without white space and page numbers.
    private func printed(_ folder: TemporaryFolder) throws -> String {
        let tool = try #require(Program.tool("pdftotext"))
        let outcome = try tool.run(["-raw", "-enc", "UTF-8", try #require(folder.onlyFile(in: "out")), "-"])
        return outcome.output.replacing(#/(?m)^— \d+ —$/#, with: "").filter { !$0.isWhitespace }
    }

    @Test(arguments: ["䶮㛃𬱖𫖯", "㐂𠮷𡈽", "昇堃·邨"]) func printsRareCharactersOfNames(_ name: String) throws {
        let text = Example.text.replacing("丙某某", with: name).replacing("乙某某", with: name)
        #expect(try printed(render(text)).split(separator: name).count > 5)
    }

    @Test func printsEveryTextOfTheExample() throws {
        let printed = try printed(render())
        let (root, _) = try NodeComposer.compose(try SourceFile.read(path: Example.path))
        let texts = Self.texts(of: root, "")
        #expect(texts.count > 450)
        for text in texts { #expect(Self.isFound(text.words, in: printed), "\(text.path): \(text.words)") }
    }

    /// The lines of all texts that forms print, without white space.
    private static func texts(of node: Node, _ path: String) -> [(path: String, words: String)] {
        switch node.content {
        case .mapping(let entries): entries.flatMap { texts(of: $0.value, "\(path).\($0.key)") }
        case .sequence(let elements): elements.enumerated().flatMap { texts(of: $1, "\(path)[\($0)]") }
        case .scalar(let scalar):
            if [".formSet", ".item", ".level", ".source", ".blankRows"].contains(where: path.hasSuffix) {
                []
            } else if path == ".filing.date" {
                [(path, "2024.6.2")]
            } else {
                scalar.text.split(separator: "\n").map {
                    (path, $0.replacing(#/#+\s/#, with: "").filter { !$0.isWhitespace })
                }
            }
        }
    }

    /// Whether a text is there, whole or cut in two by the end of a page.
    private static func isFound(_ words: String, in printed: String) -> Bool {
        if printed.contains(words) { return true }
        let head = words.indices.dropFirst().last { printed.contains(words[..<$0]) }
        return head.map {
            words.distance(from: $0, to: words.endIndex) < words.count - 1 && printed.contains(words[$0...])
        } ?? false
    }

    @Test func embedsASubsetOfEveryFace() throws {
        let folder = try render(Example.text.replacing("丙某某", with: "䶮𫖯㎡①Ⅳ"))
        let tool = try #require(Program.tool("pdffonts"))
        let lines = try tool.run([try #require(folder.onlyFile(in: "out"))]).output.split(separator: "\n").dropFirst(2)
        #expect(lines.count > 5)
        for line in lines {
            let fields = try #require(
                line.firstMatch(of: #/^[A-Z]{6}\+(\S+)\s.*\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/#), "\(line)")
            #expect(fields.1.hasPrefix("Annex"))
            #expect([fields.2, fields.3, fields.4] == ["yes", "yes", "yes"], "\(line)")
        }
    }

    @Test func givesTheSameBytesEachTime() throws {
        let first = try render()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: try #require(first.onlyFile(in: "out"))))
        for environment in [
            [:], ["TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"], ["TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8"],
            [
                "LC_ALL": "C", "HOME": "/", "FONTCONFIG_FILE": "/dev/null",
                "PANGO_RC_FILE": "/dev/null",
            ],
        ] {
            let next = try render(environment: environment)
            #expect(next.outputs(in: "out") == first.outputs(in: "out"))
            let path = try #require(next.onlyFile(in: "out"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes, "\(environment)")
        }
    }

    @Test func laysTheSamePagesOutEachTime() throws {
        let first = try Program.annex.run(["inspect", Example.path])
        let second = try Program.annex.run(["inspect", Example.path], environment: ["LANG": "C", "TZ": "UTC"])
        #expect(first.code == 0)
        #expect(first.output == second.output)
        #expect(first.output.hasPrefix("page 1  210.00 × 297.00"))
    }
}
