import Diagnostics
import Forms
import Testing

@testable import Intake

/// A workbook before and after findings were put on its cells.
struct MarkedFile {
    /// The parts by their names.
    let before: [String: [UInt8]]
    let after: [String: [UInt8]]
    /// The marked file.
    let bytes: [UInt8]
    /// What is read from it.
    let file: GridFile

    /// Marks the workbook of `recipe`.
    /// - Parameter extra: parts beside those of the recipe, or in their place.
    init(
        _ recipe: WorkbookRecipe, _ findings: [Diagnostic], extra: [(name: String, text: String)] = [],
        language: Language = .zh
    ) throws {
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
        var parts = recipe.parts + [(name: "[Content_Types].xml", bytes: Array(types.utf8))]
        for part in extra {
            parts.removeAll { $0.name == part.name }
            parts.append((name: part.name, bytes: Array(part.text.utf8)))
        }
        try self.init(try ZipWriter.zip(parts), findings, language: language)
    }

    /// Marks the workbook that `original` is.
    init(_ original: [UInt8], _ findings: [Diagnostic], language: Language = .zh) throws {
        bytes = try OfficeFile.marked(original, name: "表.xlsx", with: findings, in: language)
        before = try Self.parts(original)
        after = try Self.parts(bytes)
        file = try GridFile.read(bytes)
    }

    private static func parts(_ file: [UInt8]) throws -> [String: [UInt8]] {
        try XMLLibrary.load()
        return try file.withUnsafeBufferPointer { file in
            let package = try OfficePackage(file)
            var parts: [String: [UInt8]] = [:]
            for name in package.names { parts[name] = try package.bytes(of: name) }
            return parts
        }
    }

    /// The names of the parts that are new or have other bytes.
    var changed: Set<String> { Set(after.keys.filter { before[$0] != after[$0] }) }

    /// The notes on the cells of all sheets, by their places.
    var notes: [String: String] {
        Dictionary(
            uniqueKeysWithValues: file.grids.flatMap(\.cells).filter { !$0.comment.isEmpty }.map {
                ($0.place, $0.comment)
            })
    }

    /// The text of a part of the marked file; empty where there is none.
    func text(_ name: String) -> String { String(decoding: after[name] ?? [], as: UTF8.self) }
}

/// A finding on the cell that `place` names.
func finding(
    _ message: String, at place: String = "", _ severity: Severity = .error, id: String = "a-rule", hint: String? = nil
) -> Diagnostic {
    Diagnostic(
        severity, id: id, LocalizedText(message, en: "in English: \(message)"),
        at: .whole(SourceFile(name: "表.xlsx", at: place)), hints: hint.map { [LocalizedText($0, en: $0)] } ?? [])
}
