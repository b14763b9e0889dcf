import Graphics
import Layout
import Testing

/// The codes that libqrencode makes.
@Suite struct QRCodeEncoderTests {
    /// What the last of so many pages says.
    private func text(pages: Int) -> String {
        "ANX1-0123456789ABCDEF89ABCD-99-\(pages)-\(pages)"
    }

    @Test func areEquallyLargeWhateverTheNumberOfThePage() {
        for pages in [1, 12, 123, 9999] {
            #expect(QRCodeEncoder().matrix(of: text(pages: pages))?.side == PageStyle.Code.side)
        }
        #expect(QRCodeEncoder().matrix(of: text(pages: 99_999_999))?.side == PageStyle.Code.side + 4)
    }

    @Test func areTheSameForTheSameText() {
        let matrices = (0..<8).map { _ in QRCodeEncoder().matrix(of: text(pages: 7)) }
        #expect(Set(matrices).count == 1)
        #expect(QRCodeEncoder().matrix(of: text(pages: 8)) != matrices[0])
    }

    @Test func haveTheirFinderPatterns() throws {
        let matrix = try #require(QRCodeEncoder().matrix(of: text(pages: 1)))
        let dark = Set(
            matrix.darkAreas.flatMap { area in area.rows.flatMap { row in area.columns.map { [row, $0] } } })
        let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        for (top, left) in [(0, 0), (0, 22), (22, 0)] {
            for (row, line) in finder.enumerated() {
                for (column, mark) in line.enumerated() {
                    #expect(dark.contains([top + row, left + column]) == (mark == "#"))
                }
            }
        }
    }
}
