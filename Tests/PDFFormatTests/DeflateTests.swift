import TestSupport
import Testing

@testable import PDFFormat

@Suite struct DeflateTests {
    @Test(arguments: [0, 1, 2, 257, 4096, 65_535, 65_537, 1_000_003])
    func givesBackWhatWasCompressed(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let noise = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let letters = noise.map { 0x61 + $0 % 4 }
        // One compressor serves all streams of a file.
        let deflater = Deflater()
        for data in [noise, letters, [UInt8](repeating: 0, count: count)] {
            let compressed = deflater.compressed(data)
            #expect(compressed.withUnsafeBufferPointer { Inflater.expanded($0) } == data)
            #expect(compressed.count <= data.count + data.count / 100 + 512)
        }
    }

    /// A submission gives the same PDF, byte by byte, whenever and wherever it is rendered.
    @Test func givesTheSameBytesWhereverItsMemoryLies() {
        var random = SeededGenerator(seed: 7)
        let streams = (0..<300).map { _ in
            let head = (0..<24).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let body = (0..<400).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            return head + head + body
        }
        // They are kept, so that each has a place of its own.
        let deflaters = (0..<200).map { _ in Deflater() }
        let results = Set(deflaters.map { deflater in streams.map(deflater.compressed) })
        #expect(results.count == 1)
    }

    @Test func tellsDamagedStreams() {
        let whole = Deflater().compressed(Array("0 0 595 842 re f".utf8))
        var changed = whole
        changed[whole.count / 2] ^= 0x10
        var unchecked = whole
        unchecked[whole.count - 1] ^= 1
        for damaged in [[], Array(whole.dropLast()), Array(whole.prefix(4)), changed, unchecked] {
            #expect(damaged.withUnsafeBufferPointer { Inflater.expanded($0) } == nil)
        }
    }

    @Test(arguments: [1, 1023, 1024, 1_000_000])
    func expandsNoMoreThanItsLimit(_ count: Int) {
        let compressed = Deflater().compressed([UInt8](repeating: 0, count: count))
        let expanded = [count, count - 1].map { limit in
            compressed.withUnsafeBufferPointer { try? Inflater.expansion(of: $0, atMost: limit).count }
        }
        #expect(expanded == [count, nil])
        #expect(throws: Inflater.Failure.tooLarge) {
            try compressed.withUnsafeBufferPointer { _ = try Inflater.expansion(of: $0, atMost: count - 1) }
        }
    }

    @Test func sumsAsPNGDoes() {
        // The check value of CRC-32/ISO-HDLC.
        #expect(Deflater.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test(arguments: 0...9)
    func sumsPartsAsTheWhole(_ length: Int) {
        let bytes = Array("123456789".utf8)
        bytes.withUnsafeBytes { bytes in
            let first = Deflater.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
            let rest = UnsafeRawBufferPointer(rebasing: bytes[length...])
            #expect(Deflater.checksum(rest, behind: first) == 0xCBF4_3926)
        }
    }
}
