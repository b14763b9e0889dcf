import PDFFormat
import Testing

@testable import Graphics

/// Signed copies are written piece by piece, with the text of what was printed.
@Suite struct SignedCopyTests {
    private func layer(of content: String) -> String {
        String(decoding: TextLayer.content(of: Array(content.utf8)), as: UTF8.self)
    }

    @Test func onlyTextIsLeftAndIsNotSeen() {
        let content = """
            1 0 0 -1 0 841 cm
            q 0 0 0 rg /a0 gs
            BT 16 0 0 -16 79 118 Tm /P <</MCID 0>> BDC
            /f-0-1 1 Tf <0001>Tj [(a)-339(\\) Tj)]TJ EMC ET
            0 0 10 10 re f 2 w 0 0 m 1 1 l S /x5 Do Q
            """
        #expect(
            layer(of: content) == """
                q
                3 Tr
                1 0 0 -1 0 841 cm
                q
                BT
                16 0 0 -16 79 118 Tm
                /f-0-1 1 Tf
                <0001>Tj
                [(a)-339(\\) Tj)]TJ
                ET
                Q
                Q\n
                """)
    }

    @Test func spansThatSayWhichCharactersTheyAreStay() {
        let content = "BT /Span <</ActualText <feff4e00>>> BDC (x)Tj EMC /P <</MCID 1>> BDC (y)Tj EMC 2 Tr ET"
        #expect(
            layer(of: content) == """
                q
                3 Tr
                BT
                /Span <</ActualText <feff4e00>>> BDC
                (x)Tj
                EMC
                (y)Tj
                ET
                Q\n
                """)
    }

    @Test func aFileThatIsTakenInPiecesIsTheSame() {
        func file(takes: Bool) -> ([UInt8], String) {
            var file = PDFAssembler(size: 1)
            var pieces: [UInt8] = []
            let stream = file.addStream("", Array(repeating: 65, count: 1000))
            if takes { pieces += file.takeWritten() }
            let root = file.add("<< /Type /Catalog /Stream \(stream) 0 R >>")
            _ = file.addStream("/Second true", [1, 2, 3])
            if takes { pieces += file.takeWritten() + file.takeWritten() }
            let info = file.add("<< >>")
            let finished = file.finished(root: root, info: info)
            return (pieces + finished.bytes, finished.hash)
        }
        let (whole, taken) = (file(takes: false), file(takes: true))
        #expect(whole.0 == taken.0 && whole.1 == taken.1)
        #expect(FinishedPDF(whole.0).hash == whole.1)
    }

    @Test func numbersAreWrittenWithoutExponents() {
        let numbers: [Double] = [0, -0.5, 595.275391, 1e-7, -1e-7, 100, 1 / 3, 12345678.5]
        let written = ["0", "-0.5", "595.275391", "0", "0", "100", "0.333333", "12345678.5"]
        #expect(numbers.map { PDFSyntax.number($0) } == written)
    }
}
