import Crypto

@testable import Archive
@testable import Files
@testable import Graphics
@testable import PDFFormat

/// A file with a signature field, and what signing appends to it.
struct SignedFile {
    /// The file before it is signed.
    let original: [UInt8]
    private let root: Int
    private let information: Int
    private let page: Int
    private let field: Int

    /// How the signature is made.
    struct Making {
        var format = "/adbe.pkcs7.detached"
        /// The encoded object identifier of the digest's algorithm.
        var algorithm: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
        var digest: ([UInt8]) -> [UInt8] = { Array(SHA256.hash(data: $0)) }
        /// What else the field has.
        var entries = ""
        var rectangle = "[ 10 10 90 30 ]"
        /// What is put before and behind the message.
        var message: ([UInt8]) -> [UInt8] = { $0 }
        /// By how much the range that is covered is moved.
        var shift = 0
    }

    init() {
        var file = PDFAssembler(size: 1)
        let pages = file.reserve()
        field = file.reserve()
        let appearance = file.addStream("/Type /XObject /Subtype /Form /BBox [ 0 0 80 20 ]", [])
        page = file.add("<< /Type /Page /Parent \(pages) 0 R /MediaBox [ 0 0 99 99 ] /Annots [ \(field) 0 R ] >>")
        file.write(pages) { [page] in $0.write("<< /Type /Pages /Kids [ \(page) 0 R ] /Count 1 >>") }
        let entries = Self.field(page: page, "[ 10 10 90 30 ]", "/AP << /N \(appearance) 0 R >>")
        file.write(field) { $0.write(entries) }
        root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /AcroForm << /Fields [ \(field) 0 R ] >> >>")
        information = file.add("<< /Title (a) /Producer (a) /ModDate (a) >>")
        original = file.finished(root: root, info: information).bytes
    }

    private static func field(page: Int, _ rectangle: String, _ entries: String) -> String {
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 4 /Rect \(rectangle) /P \(page) 0 R \(entries) >>"
    }

    /// The file with a signature.
    func signed(_ making: Making = Making()) -> [UInt8] {
        let appearance = "/AP << /N 90 0 R >> /V 91 0 R"
        let place = String(repeating: "0", count: 1000)
        let range = String(repeating: " ", count: 40)
        var bytes = updated([
            (field, Self.field(page: page, making.rectangle, "\(appearance) \(making.entries)")),
            (90, "<< /Subtype /Form /BBox [ 0 0 9 9 ] /Length 0 >>\nstream\n\nendstream"),
            (91, "<< /Type /Sig /SubFilter \(making.format) /ByteRange [\(range)] /Contents <\(place)> >>"),
        ])
        let gap = position(of: "<\(place)>", in: bytes)
        let end = gap.upperBound
        replace(
            position(of: range, in: bytes), in: &bytes,
            with: "0 \(gap.lowerBound) \(end) \(bytes.count - end - making.shift)", filledWith: " ")
        let covered = Array(bytes[..<gap.lowerBound] + bytes[end...].dropLast(making.shift))
        let message = making.message(Self.message(making.algorithm, making.digest(covered)))
        replace(gap.lowerBound + 1..<end - 1, in: &bytes, with: message.hexadecimal, filledWith: "0")
        return bytes
    }

    /// `bytes`, or the file before it is signed, with new objects behind it.
    func updated(_ objects: [(number: Int, source: String)], of bytes: [UInt8]? = nil) -> [UInt8] {
        var bytes = bytes ?? original
        let previous = String(decoding: bytes.suffix(40), as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
        var table: [UInt8] = []
        for (number, source) in objects {
            table += Self.entry(bytes.count)
            bytes += "\(number) 0 obj\n\(source)\nendobj\n".utf8
        }
        let start = bytes.count
        table += Self.entry(start)
        let index = (objects.map(\.number) + [99]).map { "\($0) 1" }.joined(separator: " ")
        let entries = """
            /Type /XRef /Size 100 /W [ 1 4 2 ] /Index [ \(index) ] /Root \(root) 0 R /Info \(information) 0 R /Prev \(previous)
            """
        bytes += "99 0 obj\n<< \(entries) /Length \(table.count) >>\nstream\n".utf8 + table
        return bytes + "\nendstream\nendobj\nstartxref\n\(start)\n%%EOF\n".utf8
    }

    /// The signed file, in which what the field shows is another picture.
    func withOtherAppearance(_ signed: [UInt8]) -> [UInt8] {
        updated(
            [(90, "<< /Subtype /Form /BBox [ 0 0 9 9 ] /Length 12 >>\nstream\n0 0 9 9 re f\nendstream")], of: signed)
    }

    private static func entry(_ offset: Int) -> [UInt8] {
        [1] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: offset >> $0) } + [0, 0]
    }

    private func position(of text: String, in bytes: [UInt8]) -> Range<Int> {
        let text = Array(text.utf8)
        let start = bytes.indices.last { bytes[$0...].starts(with: text) } ?? 0
        return start..<start + text.count
    }

    private func replace(
        _ range: Range<Int>, in bytes: inout [UInt8], with text: String, filledWith filling: Character
    ) {
        let filled = text + String(repeating: filling, count: range.count - text.utf8.count)
        bytes.replaceSubrange(range, with: filled.utf8)
    }

    // MARK: The message

    /// A signature by nobody that holds `digest`.
    static func message(_ algorithm: [UInt8], _ digest: [UInt8]) -> [UInt8] {
        let algorithms = value(0x30, value(0x06, algorithm))
        let kind = value(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04])
        let attributes = value(0xA0, value(0x30, kind + value(0x31, value(0x04, digest))))
        let signer = value(0x30, [2, 1, 1] + value(0x30, []) + algorithms + attributes + algorithms + value(0x04, [1]))
        let data = value(
            0x30, [2, 1, 1] + value(0x31, algorithms) + value(0x30, value(0x06, [0x2A])) + value(0x31, signer))
        let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
        return value(0x30, value(0x06, signedData) + value(0xA0, data))
    }

    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        return [tag] + (count < 128 ? [UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]) + content
    }
}
