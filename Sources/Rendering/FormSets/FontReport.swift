package import Diagnostics
import Forms
import Graphics
import SourceTree

/// Lists roles, the faces that serve them, and how much of the character sets they cover.
package struct FontReport {
    /// A set of characters that coverage is measured against.
    private struct CharacterSet {
        let title: String
        let characters: Set<UInt32>
    }

    private let catalog: FontCatalog
    private let cache: FaceCache
    private let sets: [CharacterSet]

    private static let files = [
        ("GB 2312", "gb2312.txt"), ("通用规范汉字表", "tgh-8105.txt"), ("GB 18030-2022 级别1", "gb18030-level1.txt"),
        ("级别2", "gb18030-level2.txt"), ("级别3", "gb18030-level3.txt"),
    ]

    /// Reads the catalog and the character sets of `resources`.
    /// - Throws: ``RenderError`` where they cannot be read.
    package init(_ resources: Resources) throws(RenderError) {
        do throws(Rejection) {
            var catalog = try FontCatalog.load(folder: resources.fonts)
            if let own = resources.ownFonts { try catalog.adopt(folder: own, faces: resources.faces.faces) }
            self.catalog = catalog
            cache = resources.faces
            var sets: [CharacterSet] = []
            for (title, file) in Self.files {
                let source = try SourceFile.read(path: "\(resources.fonts)/charsets/\(file)")
                sets.append(CharacterSet(title: title, characters: Self.characters(in: source.text)))
            }
            self.sets = sets
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The characters of a file of ranges: `4E00-9FA5`, one a line, `#` before comments.
    private static func characters(in text: String) -> Set<UInt32> {
        var result = Set<UInt32>()
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let bounds = line.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            if let first = bounds.first, let last = bounds.last, first <= last { result.formUnion(first...last) }
        }
        return result
    }

    /// The report.
    package func text(in language: Language) -> String {
        let coverage = catalog.faces.map(cache.coverage)
        var out = ""
        for (role, chain) in catalog.roles.sorted(by: { $0.key < $1.key }) {
            out += language == .zh ? "角色 \(role)\n" : "role \(role)\n"
            for face in chain {
                out += "  \(catalog.faces[face].family)  (\(catalog.faces[face].path))\n"
            }
            let union = chain.reduce(into: Set<UInt32>()) { $0.formUnion(coverage[$1]) }
            for set in sets {
                let covered = set.characters.intersection(union).count
                out += "  \(set.title)：\(covered)/\(set.characters.count)\n"
            }
        }
        return out
    }
}
