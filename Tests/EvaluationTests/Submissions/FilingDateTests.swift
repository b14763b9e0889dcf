import Diagnostics
import Testing

@testable import Evaluation

@Suite struct FilingDateTests {
    @Test(arguments: [
        "2024-06-02", "2024-6-2", "2024.6.2", "2024.06.02", "2024/6/2", "2024年6月2日", "2024年06月02日", "2024 年 6 月 2 日",
        "２０２４－０６－０２", "２０２４年６月２日", "2024 - 06 - 02",
    ])
    func readsEveryWayOfWriting(_ text: String) throws {
        let date = try #require(FilingDate(text))
        #expect([date.year, date.month, date.day] == [2024, 6, 2])
        #expect(date.dotted == "2024.6.2")
        #expect(date.chinese == "2024年6月2日")
    }

    @Test(arguments: [
        "", "2024", "2024-06", "2024-06-", "-06-02", "2024-06-02-", "2024-6.2", "2024--02", "06/02/2024", "24-06-02",
        "20240602", "2024年6月", "2024年6月2", "6月2日", "二〇二四年六月二日", "2024-June-2", "2024-0x6-2", "+2024-06-02",
        "2024-06-02T00:00:00", "2024年6月2日日", "2024-٦-2", "2024-6月2日",
    ])
    func refusesWhatIsNoDate(_ text: String) {
        #expect(FilingDate(text) == nil)
    }

    @Test(arguments: ["2024年6-2日", "2024-006-02"])
    func refusesMixedWaysOfWriting(_ text: String) {
        #expect(FilingDate(text) == nil)
    }

    @Test(arguments: [
        (2024, 2, 29, true), (2023, 2, 29, false), (2000, 2, 29, true), (1900, 2, 29, false), (2100, 2, 29, false),
        (2024, 2, 30, false), (2024, 4, 31, false), (2024, 6, 31, false), (2024, 9, 31, false), (2024, 11, 31, false),
        (2024, 12, 31, true), (2024, 1, 31, true), (2024, 0, 1, false), (2024, 13, 1, false), (2024, 1, 0, false),
        (2024, 1, 32, false), (1899, 12, 31, false), (1900, 1, 1, true), (2200, 12, 31, true), (2201, 1, 1, false),
    ])
    func knowsTheCalendar(_ year: Int, _ month: Int, _ day: Int, _ exists: Bool) {
        #expect((FilingDate(year: year, month: month, day: day) != nil) == exists)
        #expect((FilingDate("\(year)-\(month)-\(day)") != nil) == exists)
    }

    @Test func leavesAnEmptyDateOut() throws {
        let found = try decoded(FilingDate.self, "''").findings
        #expect(found.isEmpty)
    }
}
