import Diagnostics

/// What makes a PDF plain when it is appended: the objects of its object streams, each by itself, and a cross-reference table of
/// all objects. In a file that ends so qpdf has nothing to expand.
package struct PlainTable {
    private let table: ObjectTable
    private var appendix = PDFSyntax()
    /// Where each object is that is in use, in order of their numbers.
    private var offsets: [(number: Int, generation: Int, offset: Int)] = []

    /// What is to be appended to `bytes`.
    /// - Throws: ``PDFError`` where they are odd or cost more than `budget`.
    package static func appendix(to bytes: [UInt8], _ budget: ReadingBudget) throws(PDFError) -> [UInt8] {
        try bytes.withUnsafeBufferPointer { source throws(PDFError) in
            var plain = PlainTable(try ObjectTable(bytes, source: source, budget: budget))
            plain.appendix.write("\n")
            try plain.checkObjects()
            try plain.unpackObjects()
            plain.writeTable()
            return plain.appendix.bytes
        }
    }

    private init(_ table: ObjectTable) { self.table = table }

    /// Follows every object: each is where the table says, whole, and ends before the next one begins, so that qpdf reads no
    /// byte twice.
    private mutating func checkObjects() throws(PDFError) {
        for case (let number, .offset(let offset, let generation)?) in table.places.enumerated() {
            offsets.append((number, generation, offset))
        }
        var end = 0
        for (number, generation, offset) in offsets.sorted(by: { $0.offset < $1.offset }) {
            guard offset >= end else { throw .unfamiliar(LocalizedText("对象互相重叠", en: "objects in one another")) }
            let object = try table.object(at: offset)
            guard object.number == number, object.generation == generation else {
                throw .unfamiliar(
                    LocalizedText(
                        "应为对象 \(number) 处是对象 \(object.number)",
                        en: "object \(object.number) where \(number) is expected"))
            }
            end = object.end
        }
    }

    /// Appends the objects of object streams (ISO 32000-1, 7.5.7).
    private mutating func unpackObjects() throws(PDFError) {
        var wanted: [Int: [(number: Int, position: Int)]] = [:]
        for case (let number, .packed(let stream, let position)?) in table.places.enumerated() {
            wanted[stream, default: []].append((number, position))
        }
        for (stream, members) in wanted.sorted(by: { $0.key < $1.key }) {
            let packed = try PackedObjects(stream, in: table)
            for (number, position) in members {
                offsets.append((number, 0, table.bytes.count + appendix.bytes.count))
                appendix.write("\(number) 0 obj\n")
                appendix.write(try packed.source(of: number, at: position)[...])
                appendix.write("\nendobj\n")
            }
        }
    }

    private mutating func writeTable() {
        offsets.sort { $0.number < $1.number }
        let start = table.bytes.count + appendix.bytes.count
        appendix.write("xref\n")
        var rest = offsets[...]
        while let first = rest.first {
            let run = rest.enumerated().prefix { $1.number == first.number + $0 }.count
            appendix.write("\(first.number) \(run)\n")
            for entry in rest.prefix(run) {
                appendix.writeEntry(offset: entry.offset, generation: entry.generation)
            }
            rest = rest.dropFirst(run)
        }
        var trailer = table.trailer
        for key in Self.ownKeys { trailer[key] = nil }
        appendix.write("trailer\n<< ")
        appendix.write(trailer.written[...])
        appendix.write("/Size \((offsets.last?.number ?? 0) + 1) >>\n")
        appendix.write("startxref\n\(start)\n%%EOF\n")
    }

    /// The keys that belong to a cross-reference section and not to the document.
    private static let ownKeys: [StaticString] = [
        "/Size", "/Prev", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms",
    ]
}
