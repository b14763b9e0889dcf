import Diagnostics
import SourceTree
import TestSupport
import Testing

/// What the clerk reads about each file of `Fixtures`.
@Suite struct DiagnosticGoldenTests {
    static let fixtures = Fixtures.files(in: Fixtures.folder("Fixtures"), suffix: ".yaml")

    @Test(arguments: fixtures) func saysWhatIsRecorded(_ path: String) throws {
        let name = String(path.split(separator: "/").last ?? "")
        let found = findings(in: Fixtures.text(path), name: name)
        let text = found.map(DiagnosticPrinter(language: .zh).text).joined()
        #expect(Golden.matches(text, path.replacing(".yaml", with: ".diagnostics")))
    }

    @Test(arguments: fixtures) func listsFindingsInTheOrderOfTheLines(_ path: String) throws {
        let found = findings(in: Fixtures.text(path)).compactMap(\.span?.start)
        #expect(found == found.sorted())
    }

    @Test func everyRecordHasItsFixture() {
        let records = Fixtures.files(in: Fixtures.folder("Fixtures"), suffix: ".diagnostics")
        #expect(Set(records.map { $0.replacing(".diagnostics", with: ".yaml") }).isSubset(of: Self.fixtures))
        #expect(Self.fixtures.count > 20)
    }
}
