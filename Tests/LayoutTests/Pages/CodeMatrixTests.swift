import Layout
import Testing

/// Codes as rectangles that are drawn.
@Suite struct CodeMatrixTests {
    @Test func coversTheDarkModulesOnceAndNothingElse() {
        let rows = ["##.#", "##..", "##.#", ".###"]
        let modules = rows.joined().map { $0 == "#" }
        let matrix = CodeMatrix(side: 4, modules: modules)
        var covered = [Int](repeating: 0, count: 16)
        for area in matrix.darkAreas {
            for row in area.rows { for column in area.columns { covered[row * 4 + column] += 1 } }
        }
        #expect(covered == modules.map { $0 ? 1 : 0 })
        #expect(matrix.darkAreas.count == 4, "runs that go on unchanged are one")
    }
}
