import TestSupport
import Testing

/// A submission of another year than the others of its batch.
@Suite struct BatchYearTests {
    private func county(_ count: Int, odd: Int) throws -> SmallCounty {
        let county = try SmallCounty(count)
        for index in 0..<odd { try county.change(index) { $0.replacing("year: 2023", with: "year: 2022") } }
        return county
    }

    private func said(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.contains("[unlike-year]") }
    }

    @Test func namesTheOfficeAndTheYearOfTheOthers() throws {
        let county = try county(4, odd: 1)
        let checked = try Program.annex.run(["check", county.path + "/in"])
        #expect(checked.code == 0 && checked.output.contains("共查 4 份"))
        for text in [checked.output, try county.render().errors] {
            let said = said(text)
            #expect(said.count == 1 && said.allSatisfy { $0.contains("“第0局”的年度是 2022，同一批的其他 3 份是 2023") })
            #expect(said.allSatisfy { $0.contains("in/0.yaml") })
        }
    }

    @Test(arguments: [(3, 1), (5, 2), (4, 0)]) func submissionsOfSeveralYearsAreNoBatch(_ count: Int, _ odd: Int) throws
    {
        let county = try county(count, odd: odd)
        #expect(said(try Program.annex.run(["check", county.path + "/in"]).output).isEmpty)
    }
}
