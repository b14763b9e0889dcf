import Diagnostics
import Foundation
import SourceTree
import TestSupport
import Testing

/// What rules say of a fault is read by clerks, and stands on drafts that officials get: no names of fields, no expressions.
@Suite struct HintTests {
    /// The paths of all files of rules.
    static let files = (FormSets.names + ["common"]).flatMap { name in
        ["rules.yaml", "across.yaml"].map { "\(FormSets.layouts)/\(name)/\($0)" }
    }.filter { FileManager.default.fileExists(atPath: $0) }

    /// The Chinese messages and hints below a node.
    private func texts(_ node: Node) -> [String] {
        let own = node.mapping?.first { $0.key == "zh" }?.value.scalar.map { [$0.text] } ?? []
        return own + (node.mapping?.map(\.value) ?? node.sequence ?? []).flatMap(texts)
    }

    @Test(arguments: files) func speakAClerksLanguage(_ path: String) throws {
        let (root, _) = try NodeComposer.compose(try SourceFile.read(path: path))
        let texts = texts(root)
        #expect(!texts.isEmpty)
        for text in texts {
            // Placeholders are filled in before anybody reads the text.
            let read = text.replacing(#/\{[A-Za-z.]+(?: \| [a-z()0-9 |]+)?\}/#, with: "")
            #expect(read.firstMatch(of: #/[A-Za-z]{2,}|[{}]/#) == nil, "\(text)")
        }
    }
}
