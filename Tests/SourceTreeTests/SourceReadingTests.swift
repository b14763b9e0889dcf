import Diagnostics
import SourceTree
import Testing

@Suite struct SourceReadingTests {
    @Test func dropsByteOrderMark() throws {
        let file = try SourceFile.decode([0xEF, 0xBB, 0xBF, 0x61], name: "a.yaml")
        #expect(file.text == "a")
    }

    @Test(
        arguments: [
            ([], "empty-file"), ([0x20, 0x0A], "empty-file"), ([0x61, 0, 0x62], "binary-file"),
            ([0xFF, 0xFE, 0x61, 0], "wrong-encoding"),
            ([0xD4, 0xA4, 0xCB, 0xE3], "wrong-encoding"), ([0x61, 0xC3], "wrong-encoding"),
        ] as [([UInt8], String)])
    func refusesWhatIsNoText(_ bytes: [UInt8], _ id: String) {
        #expect(throws: Rejection.self) { try SourceFile.decode(bytes, name: "a.yaml") }
        do throws(Rejection) { _ = try SourceFile.decode(bytes, name: "a.yaml") } catch {
            #expect(error.diagnostics.map(\.id) == [id])
        }
    }
}
