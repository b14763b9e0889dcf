import Testing

@testable import Scans

/// What a file is, is told by its first bytes.
@Suite struct ScanFormatTests {
    @Test func tellsFormatsByTheirFirstBytes() {
        #expect(ScanFormat([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(ScanFormat([0x49, 0x49, 0x2A, 0, 8]) == .tiff)
        #expect(ScanFormat([0x4D, 0x4D, 0, 0x2B]) == .tiff)
        #expect(ScanFormat([0x89] + Array("PNG\r\n\u{1A}\n".utf8)) == .png)
        #expect(ScanFormat(Array("\n%PDF-1.7".utf8)) == .pdf)
        #expect(ScanFormat(Array("ANX1-0123456789ABCDEF012345-1-1-1".utf8)) == nil)
        #expect(ScanFormat([]) == nil)
    }
}
