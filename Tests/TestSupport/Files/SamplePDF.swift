/// A PDF that is written by hand (ISO 32000-1, 7.5), so that tests can also make broken and hostile ones.
package struct SamplePDF {
    /// The bytes so far.
    package private(set) var bytes = Array("%PDF-1.7\n%\u{E2}\u{E3}\n".utf8)
    /// Where each object begins, by number; what is set here stands in the cross-references.
    package var offsets: [Int: Int] = [:]

    /// A file with nothing in it.
    package init() {}

    /// A file with a page: 1 is the catalog with the entries `catalog`, 2 the tree of pages, 3 the page, 4 its content.
    package init(catalog: String) {
        add(1, "<< /Type /Catalog /Pages 2 0 R \(catalog) >>")
        add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
        add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>")
        addStream(4, "", Array("q Q".utf8))
    }

    /// Adds bytes as they are.
    package mutating func write(_ text: String) { bytes += text.utf8 }

    /// Adds the object `number`, or another version of it.
    package mutating func add(_ number: Int, _ body: String) {
        offsets[number] = bytes.count
        write("\(number) 0 obj\n\(body)\nendobj\n")
    }

    /// Adds the object `number` as a stream with the entries `entries`, whose data are encoded as these say.
    package mutating func addStream(_ number: Int, _ entries: String, _ data: [UInt8]) {
        offsets[number] = bytes.count
        write("\(number) 0 obj\n<< \(entries) /Length \(data.count) >>\nstream\n")
        bytes += data
        write("\nendstream\nendobj\n")
    }

    /// Adds a cross-reference table of all objects.
    /// - Parameters:
    ///   - trailer: entries of the trailer besides the size and the catalog.
    ///   - start: where the end says that it is; where it is, if nothing is said.
    package mutating func endWithTable(trailer: String = "", start: Int? = nil) {
        let table = bytes.count
        let size = (offsets.keys.max() ?? 0) + 1
        write("xref\n0 \(size)\n")
        for number in 0..<size {
            let offset = offsets[number].map { padded($0, 10) + " 00000 n \n" }
            write(offset ?? "0000000000 65535 f \n")
        }
        write("trailer\n<< /Size \(size) /Root 1 0 R \(trailer) >>\nstartxref\n\(start ?? table)\n%%EOF\n")
    }

    /// Adds the object `number` as a cross-reference stream.
    package mutating func endWithStream(_ number: Int, _ entries: String, _ rows: [UInt8]) {
        let start = bytes.count
        addStream(number, "/Type /XRef /Root 1 0 R \(entries)", rows)
        write("startxref\n\(start)\n%%EOF\n")
    }

    /// Rows of a cross-reference stream with fields of 1, 4 and 2 bytes.
    /// - Parameter packed: by number, the object streams of objects and their positions there.
    package func rows(size: Int, packed: [Int: (stream: Int, position: Int)] = [:]) -> [UInt8] {
        (0..<size).flatMap { number -> [UInt8] in
            if let place = packed[number] { return [2] + Self.field(place.stream, 4) + Self.field(place.position, 2) }
            return offsets[number].map { [1] + Self.field($0, 4) + [0, 0] } ?? [0, 0, 0, 0, 0, 0, 0]
        }
    }

    private static func field(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
