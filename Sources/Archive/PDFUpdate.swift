import Crypto
import Diagnostics
import Files
import PDFFormat

/// What is appended to a PDF so that it has other objects (ISO 32000-1, 7.5.6).
struct PDFUpdate {
    private var syntax = PDFSyntax()
    /// How many bytes stand before it.
    private let start: Int
    /// Where the cross-reference section before it is.
    private let previous: Int
    /// Whether that is a stream (7.5.8); then this one must be one, too.
    private let hasStream: Bool
    private let root, information: String
    private let identifier: [UInt8]
    private var next: Int
    private var offsets: [Int: (offset: Int, generation: Int)] = [:]

    /// Nothing to append to `bytes` yet, which `file` has open.
    /// - Throws: ``PDFError`` where the end of the file is odd.
    init(of bytes: [UInt8], _ file: QPDFFile) throws(PDFError) {
        let mark = Array("startxref".utf8)
        let end = bytes.suffix(1024)
        guard let place = end.indices.dropLast(mark.count).last(where: { end[$0...].starts(with: mark) }),
            let previous = Self.number(in: end[(place + mark.count)...]), bytes.indices.contains(previous)
        else { throw .unfamiliar(LocalizedText("末尾没有 startxref", en: "no startxref at the end")) }
        (start, self.previous) = (bytes.count, previous)
        hasStream = bytes[previous] != UInt8(ascii: "x")
        (root, information) = (file.catalog.reference, file.trailer["/Info"].reference)
        identifier = file.trailer["/ID"].elements.first?.bytes ?? []
        next = file.size
        syntax.write("\n")
    }

    /// The number that `text` begins with, behind spaces.
    private static func number(in text: ArraySlice<UInt8>) -> Int? {
        Int(String(decoding: text.drop { $0 <= 32 }.prefix { $0 > 32 }, as: UTF8.self))
    }

    /// The number of an object that is written later.
    mutating func reserve() -> Int {
        defer { next += 1 }
        return next
    }

    /// Adds a stream with `entries` besides its length; its number.
    mutating func add(stream: [UInt8], entries: String) -> Int {
        let number = reserve()
        write("<< \(entries)/Length \(stream.count) >>", data: stream, as: number)
        return number
    }

    /// Writes another value for an object of the file.
    mutating func replace(_ object: QPDFObject, with source: String) {
        write(source, data: nil, as: object.number, generation: object.identity & 0xFFFF)
    }

    /// Writes an object: its value, or a stream's dictionary with its data as they are.
    mutating func write(_ source: String, data: [UInt8]?, as number: Int, generation: Int = 0) {
        offsets[number] = (start + syntax.bytes.count, generation)
        syntax.write("\(number) \(generation) obj\n\(source)\n")
        if let data {
            syntax.write("stream\n")
            syntax.write(data[...])
            syntax.write("\nendstream\n")
        }
        syntax.write("endobj\n")
    }

    /// All of it, with its cross-reference section.
    consuming func finished() -> [UInt8] {
        let digest = SHA256.hash(data: syntax.bytes).prefix(16).hexadecimal
        let own = hasStream ? reserve() : nil
        let section = start + syntax.bytes.count
        if let own { offsets[own] = (section, 0) }
        var trailer = "/Size \(next) /Prev \(previous) /Root \(root) "
        if information != "null" { trailer += "/Info \(information) " }
        let first = identifier.isEmpty ? digest : identifier.hexadecimal
        trailer += "/ID [<\(first)> <\(digest)>] "
        if let own { writeStream(own, trailer) } else { writeTable(trailer) }
        syntax.write("startxref\n\(section)\n%%EOF\n")
        return syntax.bytes
    }

    /// The numbers of the objects, in runs without gaps.
    private var runs: [Range<Int>] {
        offsets.keys.sorted().reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound == number {
                runs[runs.count - 1] = last.lowerBound..<number + 1
            } else {
                runs.append(number..<number + 1)
            }
        }
    }

    private mutating func writeTable(_ trailer: String) {
        syntax.write("xref\n")
        for run in runs {
            syntax.write("\(run.lowerBound) \(run.count)\n")
            for number in run {
                guard let place = offsets[number] else { continue }
                syntax.writeEntry(offset: place.offset, generation: place.generation)
            }
        }
        syntax.write("trailer\n<< \(trailer)>>\n")
    }

    private mutating func writeStream(_ number: Int, _ trailer: String) {
        let index = runs.map { "\($0.lowerBound) \($0.count)" }.joined(separator: " ")
        var rows: [UInt8] = []
        for number in runs.joined() {
            guard let place = offsets[number] else { continue }
            rows.append(1)
            rows += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: place.offset >> $0) }
            rows += [8, 0].map { UInt8(truncatingIfNeeded: place.generation >> $0) }
        }
        syntax.write(
            "\(number) 0 obj\n<< /Type /XRef /W [1 4 2] /Index [\(index)] \(trailer)/Length \(rows.count) >>\n")
        syntax.write("stream\n")
        syntax.write(rows[...])
        syntax.write("\nendstream\nendobj\n")
    }
}
