import Archive
import TestSupport

@testable import PDFFormat

/// A PDF as a text that can be changed at random and still comes near to one: it says what is in each object, also in those that
/// lie compressed in object streams, and the places and lengths are worked out from it.
///
/// Parts stand between lines of `====`. The first line of a part says what it is, the others hold it:
/// - `7 object`: an object;
/// - `7 stream /Key value…` and `7 deflated /Key value…`: a stream as it is, or compressed;
/// - `7 packed /Key value…`: an object stream, each line a number and an object;
/// - `0 table /Key value…` and `7 references /Key value…`: the cross-references so far, where `@` stands for those before.
///
/// Anything else is written as it is.
struct PDFRecipe {
    private var pdf = SamplePDF()
    private var packed: [Int: (stream: Int, position: Int)] = [:]
    /// Where the newest cross-references are.
    private var section = 0
    private let deflater = Deflater()

    /// The bytes of the PDF that `text` describes.
    static func bytes(_ text: String) -> [UInt8] {
        var recipe = PDFRecipe()
        for part in text.split(separator: "\n====\n", omittingEmptySubsequences: true) { recipe.add(part) }
        return recipe.pdf.bytes
    }

    private mutating func add(_ part: Substring) {
        let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count > 1, let number = Int(words[0]), 0..<4000 ~= number else { return pdf.write(String(part)) }
        let body = lines.count > 1 ? String(lines[1]) : ""
        let entries = words.count > 2 ? String(words[2].replacing("@", with: String(section))) : ""
        switch words[1] {
        case "object": pdf.add(number, body)
        case "stream": pdf.addStream(number, entries, Array(body.utf8))
        case "deflated": pdf.addStream(number, "/Filter /FlateDecode \(entries)", deflater.compressed(Array(body.utf8)))
        case "packed": addPacked(number, entries, body)
        case "table":
            section = pdf.bytes.count
            pdf.endWithTable(trailer: entries)
        case "references": addReferences(number, entries)
        default: pdf.write(String(part))
        }
        if words[1] == "object" || words[1] == "stream" || words[1] == "deflated" { packed[number] = nil }
    }

    private mutating func addPacked(_ number: Int, _ entries: String, _ body: String) {
        var head = ""
        var objects = ""
        var count = 0
        for line in body.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { continue }
            head += "\(words[0]) \(objects.utf8.count) "
            objects += words[1] + "\n"
            if let object = Int(words[0]), 0..<4000 ~= object { packed[object] = (number, count) }
            count += 1
        }
        let data = deflater.compressed(Array((head + objects).utf8))
        let own = "/Type /ObjStm /N \(count) /First \(head.utf8.count) /Filter /FlateDecode"
        pdf.addStream(number, "\(own) \(entries)", data)
    }

    private mutating func addReferences(_ number: Int, _ entries: String) {
        section = pdf.bytes.count
        pdf.offsets[number] = section
        let size = max(pdf.offsets.keys.max() ?? 0, packed.keys.max() ?? 0) + 1
        let rows = deflater.compressed(pdf.rows(size: size, packed: packed))
        pdf.endWithStream(number, "/Size \(size) /W [1 4 2] /Filter /FlateDecode \(entries)", rows)
    }
}
