import TestSupport
import Testing

@testable import Archive

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

    @Test func sumsAsPNGDoes() {
        // The check value of CRC-32/ISO-HDLC.
        #expect(Deflater.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }
}
