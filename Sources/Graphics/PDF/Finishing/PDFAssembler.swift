import Crypto
import Files
import PDFFormat

/// Puts a PDF together: streams as they come, everything else packed into object streams (ISO 32000-1, 7.5.7), a
/// cross-reference stream (7.5.8) at the end. qpdf could do it from a tree of its own objects, at several times the cost.
package struct PDFAssembler {
    /// Where an object stands.
    private enum Place {
        case nowhere
        case offset(Int)
        case packed(stream: Int, position: Int)
    }

    let deflater = Deflater()
    /// What is written, behind what was taken out.
    private var file = PDFSyntax()
    /// How many bytes were taken out, and the hash of all that came before ``file``.
    private var taken = 0
    private var hash = SHA256()
    /// The objects of the object stream that is being filled, and where each begins.
    private var packed = PDFSyntax()
    private var packedObjects: [(number: Int, offset: Int)] = []
    /// By object number.
    private var places: [Place]

    /// The most objects in an object stream: readers unpack one as a whole.
    private static let maximumPackedObjects = 200

    /// A file in which numbers below `size` are given out already.
    /// - Parameter length: about how many bytes it will have.
    init(size: Int, length: Int = 0) {
        places = [Place](repeating: .nowhere, count: size)
        file.reserve(length)
        // Bytes above 127 tell programs that the file is binary (ISO 19005-2, 6.1.2).
        file.write("%PDF-1.7\n%")
        file.write([0xE2, 0xE3, 0xCF, 0xD3])
        file.write("\n")
    }

    /// How many bytes it has so far.
    package var length: Int { taken + file.bytes.count }

    /// What is written so far and was not taken out yet: a file that is too large for the memory goes to its place in pieces, of
    /// which ``finished(root:info:)`` gives the last.
    package mutating func takeWritten() -> [UInt8] {
        let bytes = file.bytes
        hash.update(data: bytes)
        taken += bytes.count
        file = PDFSyntax()
        return bytes
    }

    /// Numbers for `count` new objects; the first of them.
    mutating func reserve(_ count: Int = 1) -> Int {
        let first = places.count
        places.append(contentsOf: repeatElement(.nowhere, count: count))
        return first
    }

    /// Writes the object `number`, which is no stream.
    mutating func write(_ number: Int, _ body: (inout PDFSyntax) -> Void) {
        packedObjects.append((number, packed.bytes.count))
        body(&packed)
        packed.write("\n")
        if packedObjects.count == Self.maximumPackedObjects { endObjectStream() }
    }

    /// Writes a new object, which is no stream.
    /// - Returns: its number.
    mutating func add(_ text: String) -> Int {
        let number = reserve()
        write(number) { $0.write(text) }
        return number
    }

    /// Writes the object `number` as a stream with the dictionary entries `entries`, compressed.
    mutating func writeStream(_ number: Int, entries: String, _ data: [UInt8]) {
        deflater.withCompressed(data) { writeEncodedStream(number, entries: entries + Self.deflated, $0) }
    }

    /// Writes the object `number` as a stream with the dictionary entries `entries`, whose data are compressed already.
    mutating func writeDeflatedStream(_ number: Int, entries: String, _ data: [UInt8]) {
        writeEncodedStream(number, entries: entries + Self.deflated, data)
    }

    private static let deflated = " /Filter /FlateDecode"

    /// Writes the object `number` as a stream whose data are encoded as `entries` say.
    mutating func writeEncodedStream(_ number: Int, entries: String, _ data: [UInt8]) {
        data.withUnsafeBufferPointer { writeEncodedStream(number, entries: entries, $0) }
    }

    private mutating func writeEncodedStream(_ number: Int, entries: String, _ data: UnsafeBufferPointer<UInt8>) {
        places[number] = .offset(length)
        file.write(number)
        file.write(" 0 obj\n<< \(entries) /Length \(data.count) >>\nstream\n")
        file.write(data)
        file.write("\nendstream\nendobj\n")
    }

    /// Writes a new stream, compressed.
    /// - Returns: its number.
    mutating func addStream(_ entries: String, _ data: [UInt8]) -> Int {
        let number = reserve()
        writeStream(number, entries: entries, data)
        return number
    }

    /// The whole file, or what was not taken out of it, with `root` as its catalog and `info` as its information dictionary. The
    /// hash is that of the whole file.
    consuming func finished(root: Int, info: Int) -> FinishedPDF {
        if !packedObjects.isEmpty { endObjectStream() }
        hash.update(data: file.bytes)
        // The same contents have the same identity. The hash goes on behind them.
        let identity = hash.finalize().prefix(16).hexadecimal
        let number = reserve()
        let (start, behind) = (length, file.bytes.count)
        places[number] = .offset(start)
        writeStream(
            number,
            entries: """
                /Type /XRef /Size \(places.count) /W [ 1 4 2 ] /Index [ \(ranges) ] /Root \(root) 0 R /Info \(info) 0 R
                /ID [ <\(identity)> <\(identity)> ]
                """, table)
        file.write("startxref\n\(start)\n%%EOF\n")
        hash.update(data: file.bytes[behind...])
        return FinishedPDF(file.bytes, digest: hash.finalize())
    }

    // MARK: Parts

    private mutating func endObjectStream() {
        var heads = PDFSyntax()
        let number = reserve()
        for (position, object) in packedObjects.enumerated() {
            places[object.number] = .packed(stream: number, position: position)
            heads.write(object.number)
            heads.write(" ")
            heads.write(object.offset)
            heads.write(" ")
        }
        let entries = "/Type /ObjStm /N \(packedObjects.count) /First \(heads.bytes.count)"
        writeStream(number, entries: entries, heads.bytes + packed.bytes)
        packed = PDFSyntax()
        packedObjects = []
    }

    /// The numbers that are in use, as pairs of the first and how many follow it.
    private var ranges: String {
        var ranges = [0..<1]
        for (number, place) in places.enumerated() {
            if case .nowhere = place { continue }
            if ranges[ranges.count - 1].upperBound == number {
                ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<number + 1
            } else {
                ranges.append(number..<number + 1)
            }
        }
        return ranges.map { "\($0.lowerBound) \($0.count)" }.joined(separator: " ")
    }

    /// For each number in use its kind, its offset or object stream, and its position there.
    private var table: [UInt8] {
        var table: [UInt8] = [0, 0, 0, 0, 0, 0xFF, 0xFF]
        table.reserveCapacity(7 * (places.count + 1))
        for place in places {
            switch place {
            case .nowhere: continue
            case .offset(let offset): Self.append(1, place: offset, position: 0, to: &table)
            case .packed(let stream, let position): Self.append(2, place: stream, position: position, to: &table)
            }
        }
        return table
    }

    private static func append(_ kind: UInt8, place: Int, position: Int, to table: inout [UInt8]) {
        precondition(place >> 32 == 0, "a file has four gigabytes at most")
        table.append(kind)
        for shift in [24, 16, 8, 0] { table.append(UInt8(place >> shift & 0xFF)) }
        table.append(UInt8(position >> 8))
        table.append(UInt8(position & 0xFF))
    }
}
