import Foundation
import Layout
import TestSupport
import Testing

@testable import Graphics

/// Glyphs looked up scalar by scalar, against what Pango makes of the whole text.
@Suite struct ScalarGlyphsTests {
    private static func library() throws -> FontLibrary {
        try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
    }

    @Test(arguments: ["title", "body", "hei", "kai", "song"], [10.5, 16])
    func comesToWhatPangoMakesOfTheWhole(_ role: String, _ size: Double) throws {
        let shaper = PangoTextShaper(try Self.library())
        let style = TextStyle(role: FontRole(role), size: .pt(size))
        var generator = SeededGenerator(seed: 29)
        var lookedUp = 0
        for _ in 0..<150 {
            let text = Self.text(&generator)
            let single = shaper.shapeByScalars(text, style: style)
            let whole = shaper.shapeWithPango(text, style: style)
            #expect(whole.missing.isEmpty == (single != nil), "\(text)")
            guard let single else { continue }
            #expect(single == whole, "\(text)")
            lookedUp += 1
        }
        #expect(lookedUp > 100)
    }

    /// Ideographs, marks and digits in any order; some texts have an ideograph that common faces lack.
    private static func text(_ generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            let kind = Int.random(in: 0..<300, using: &generator)
            let scalar =
                switch kind {
                case 0: Unicode.Scalar(UInt32.random(in: 0x3400...0x4DBF, using: &generator))
                case 1..<60: marks.randomElement(using: &generator)
                case 60..<120: Unicode.Scalar(UInt32.random(in: 0x30...0x39, using: &generator))
                default: common.randomElement(using: &generator)
                }
            if let scalar { text.append(scalar) }
        }
        return String(text)
    }

    private static let marks = Array(
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~°±·×÷–—‘’“”…‰℃№①⑳⒈、。〃〇〈〉《》「」『』【】〔〕〖〗！（），．：；？０９［］｛｝～￥".unicodeScalars)
    /// Ideographs of GB 2312, written as single ones and ranges.
    private static let common: [Unicode.Scalar] = {
        let path = Fixtures.project + "/fonts/charsets/gb2312.txt"
        let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.filter { !$0.hasPrefix("#") }.flatMap { line -> [Unicode.Scalar] in
            let ends = line.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            guard let first = ends.first, let last = ends.last, first <= last else { return [] }
            return (first...last).compactMap { Unicode.Scalar($0) }
        }
    }()

    @Test(arguments: ["绩效 目标", "A1级", "绩\u{302A}效", "が", "正文א", "\u{20000}", "⛄"])
    func leavesOtherTextsToPango(_ text: String) throws {
        let shaper = PangoTextShaper(try Self.library())
        #expect(shaper.shapeByScalars(text, style: TextStyle(role: FontRole("body"), size: .pt(12))) == nil)
    }

    @Test(arguments: [nil, "kern"])
    func doesWithoutItWhereAFaceKerns(_ table: String?) throws {
        let font = try Data(contentsOf: URL(filePath: Fixtures.project + "/fonts/AnnexKai.ttf"))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ttf")
        defer { try? FileManager.default.removeItem(at: file) }
        try (table.map { Self.adding($0, to: font) } ?? font).write(to: file)
        let catalog = FontCatalog(faces: [.init(family: "Annex Kai", path: file.path)], roles: ["kai": [0]])
        let shaper = PangoTextShaper(try FontLibrary(catalog))
        let style = TextStyle(role: FontRole("kai"), size: .pt(12))
        #expect((shaper.shapeByScalars("绩效", style: style) == nil) == (table != nil))
        #expect(shaper.shape("绩效", style: style).clusters.count == 2)
    }

    /// A font with one table more, which holds nothing but zeros.
    private static func adding(_ table: String, to font: Data) -> Data {
        func number(_ value: Int, bytes: Int) -> [UInt8] {
            (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let count = Int(font[4]) << 8 | Int(font[5])
        var records = (0..<count).map { record -> [UInt8] in
            let bytes = Array(font[(12 + record * 16)..<(28 + record * 16)])
            let offset = bytes[8..<12].reduce(0) { $0 << 8 | Int($1) }
            return bytes[0..<8] + number(offset + 16, bytes: 4) + bytes[12...]
        }
        let place = number(font.count + 16, bytes: 4) + number(16, bytes: 4)
        records.append(Array(table.utf8) + number(0, bytes: 4) + place)
        records.sort { $0.lexicographicallyPrecedes($1) }
        let header = Array(font[0..<4]) + number(count + 1, bytes: 2) + Array(font[6..<12])
        return Data(header + records.joined()) + font[(12 + count * 16)...] + Data(count: 16)
    }
}
