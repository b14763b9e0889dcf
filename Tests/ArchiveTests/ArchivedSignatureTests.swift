import Testing

@testable import Archive
@testable import Files

/// What is said of signatures in fields of ours.
@Suite struct ArchivedSignatureTests {
    private let file = SignedFile()

    private func comparison(_ found: [UInt8]) throws -> ArchivedPDF.Comparison {
        try ArchivedPDF(found).compared(with: ArchivedPDF(file.original))
    }

    /// What is said of the only signature, where nothing else differs.
    private func coverage(_ found: [UInt8]) throws -> ArchivedSignature.Coverage? {
        let comparison = try comparison(found)
        #expect(comparison.differences == [])
        #expect(comparison.signatures.map(\.field) == ["Signature1"])
        return comparison.signatures.first?.coverage
    }

    @Test func coversTheWholeFile() throws {
        #expect(try coverage(file.signed()) == .whole)
        #expect(try comparison(file.original) == ArchivedPDF.Comparison())
    }

    @Test func coversWhatThereWasWhenItWasMade() throws {
        let signed = file.signed()
        #expect(try coverage(file.updated([], of: signed)) == .earlier(bytes: signed.count))
    }

    @Test func takesTheHashOfChineseSignatures() throws {
        var making = SignedFile.Making()
        making.algorithm = [0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x11]
        making.digest = { SM3.hash($0) }
        #expect(try coverage(file.signed(making)) == .whole)
    }

    @Test func hashesAsTheStandardsExamplesDo() {
        // GB/T 32905-2016, annex A.
        #expect(
            SM3.hash("abc".utf8).hexadecimal == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
        #expect(
            SM3.hash(String(repeating: "abcd", count: 16).utf8).hexadecimal
                == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
    }

    @Test func findsThatItIsNoSignatureOfTheFile() throws {
        var making = SignedFile.Making()
        making.digest = { _ in Array(repeating: 0, count: 32) }
        #expect(try coverage(file.signed(making)) == .broken(.digest))
        making = SignedFile.Making()
        making.algorithm = [0x2B, 0x0E, 0x03, 0x02, 0x1A]
        #expect(try coverage(file.signed(making)) == .broken(.algorithm))
        making = SignedFile.Making()
        making.format = "/adbe.x509.rsa_sha1"
        #expect(try coverage(file.signed(making)) == .broken(.format))
        making = SignedFile.Making()
        making.shift = 9
        #expect(try coverage(file.signed(making)) == .broken(.range))
    }

    @Test(
        arguments: [
            { $0 + [1] }, { Array($0.dropFirst()) }, { [0x31] + $0.dropFirst() }, { _ in [] },
            { _ in [0x30, 0x84, 1, 1, 1, 1] },
            { _ in [0x30, 0x80, 0, 0] },
        ] as [@Sendable ([UInt8]) -> [UInt8]])
    func findsThatAMessageIsNotWhole(_ change: @escaping @Sendable ([UInt8]) -> [UInt8]) throws {
        var making = SignedFile.Making()
        making.message = change
        #expect(try coverage(file.signed(making)) == .broken(.format))
    }

    @Test func findsAnotherAppearanceSince() throws {
        #expect(try coverage(file.withOtherAppearance(file.signed())) == .broken(.appearance))
    }

    @Test func findsThatSomethingElseWasSigned() throws {
        let forged = file.updated([(1, "<< /Type /Pages /Kids [ 4 0 R ] /Count 1 /Rotate 90 >>")], of: file.signed())
        #expect(try comparison(forged).differences.map(\.part) == [.pages])
        var making = SignedFile.Making()
        making.rectangle = "[ 0 0 99 99 ]"
        let moved = file.signed(making)
        #expect(try comparison(moved).differences.map(\.part) == [.field("Signature1")])
        // The field is where it belongs, but was not when it was signed.
        let restored = file.updated(
            [
                (
                    2,
                    "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /F 4 /Rect [ 10 10 90 30 ] /P 4 0 R /AP << /N 90 0 R >> /V 91 0 R >>"
                )
            ],
            of: moved)
        #expect(try coverage(restored) == .broken(.otherFile))
    }

    @Test(arguments: ["/Lock << >>", "/AA << >>", "/OC << >>", "/Popup 4 0 R", "/F 6", "/MK 1", "/A << >>"])
    func findsWhatNoSigningAdds(_ entries: String) throws {
        var making = SignedFile.Making()
        making.entries = entries
        let parts = (try? comparison(file.signed(making)))?.differences.map(\.part)
        #expect(parts == [.field("Signature1")] || parts == nil, "a key that stands twice is refused with the file")
    }
}
