import Testing

@testable import Files
@testable import Rendering

/// A file that a manifest lists, found in front of what was added to it.
@Suite struct ListedFileTests {
    private let made = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n".utf8)
    private let signature = Array("2 0 obj\n<<>>\nendobj\nstartxref\n60\n%%EOF\n".utf8)

    private func addition(in found: [UInt8]) -> Int? {
        ListedFile(hash: FileHash.sha256(of: made[...])).addition(in: found)
    }

    @Test func isTheFileWhereNothingWasAdded() {
        #expect(addition(in: made) == 0)
    }

    @Test func tellsHowMuchWasAdded() {
        #expect(addition(in: made + signature) == signature.count)
        #expect(addition(in: made + signature + signature) == 2 * signature.count)
        #expect(addition(in: made + [0]) == 1)
    }

    @Test func isNotInAnotherFile() {
        #expect(addition(in: []) == nil)
        #expect(addition(in: signature) == nil)
        #expect(addition(in: signature + made) == nil)
        #expect(addition(in: Array(made.dropLast())) == nil)
        var changed = made + signature
        changed[10] = 0
        #expect(addition(in: changed) == nil)
    }

    @Test func isFoundWhereItHasNoEndOfAPDF() {
        let text = Array("text".utf8)
        #expect(ListedFile(hash: FileHash.sha256(of: text[...])).addition(in: text) == 0)
    }
}
