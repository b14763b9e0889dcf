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

    /// The Chinese texts of `key` below a node.
    private func texts(_ key: String, in node: Node) -> [String] {
        let entries = node.mapping ?? []
        let own = entries.filter { $0.key == key }.compactMap { $0.value["zh"]?.scalar?.text }
        return own + (entries.map(\.value) + (node.sequence ?? [])).flatMap { texts(key, in: $0) }
    }

    /// Placeholders are filled in before anybody reads the text; in a hint they name a field, no more.
    @Test(arguments: files) func speakAClerksLanguage(_ path: String) throws {
        let (root, _) = try NodeComposer.compose(try SourceFile.read(path: path))
        let messages = texts("message", in: root).map { $0.replacing(#/\{[^{}]*\}/#, with: "") }
        let hints = texts("hint", in: root).map { $0.replacing(#/\{[A-Za-z.]+\}/#, with: "") }
        for text in messages + hints {
            #expect(text.firstMatch(of: #/[A-Za-z]{2,}|[{}]/#) == nil, "\(text)")
        }
    }

    @Test func findsTheTextsOfRules() throws {
        let path = FormSets.layouts + "/hunan-2023/rules.yaml"
        let (root, _) = try NodeComposer.compose(try SourceFile.read(path: path))
        #expect(texts("message", in: root).count > 10 && texts("hint", in: root).count > 10)
    }
}
