import Foundation
import TestSupport
import Testing

/// What packages say agrees with what the project says.
@Suite struct PackagingTests {
    private static func text(_ path: String) -> String { Fixtures.text("\(Fixtures.project)/\(path)") }

    private let changes = text("CHANGELOG.md")
    private let packaged = text("packaging/debian/changelog")
    private let rules = text("packaging/debian/rules")

    @Test func theVersionIsTheSameEverywhere() throws {
        let heading = try #require(changes.firstMatch(of: #/\n## ([0-9.]+) - /#)).1
        let program = Self.text("Sources/Rendering/Renderer.swift")
        #expect(program.contains("static let version = \"\(heading)\""))
        #expect(packaged.hasPrefix("annex (\(heading)) "))
        // A package of a program of one's own names it, too.
        let named = ["README.md", "Sources/Annex/Annex.docc/Embedding.md"].map(Self.text).flatMap {
            $0.matches(of: #/from: "([0-9.]+)"/#).map { String($0.1) }
        }
        #expect(named == [String](repeating: String(heading), count: named.count) && !named.isEmpty)
    }

    /// Packages are dated by their list of changes, and their manual pages by the project's.
    @Test func versionsAndDaysOfBothListsOfChangesAreTheSame() {
        let headings = changes.matches(of: #/\n## ([0-9.]+) - ([0-9-]+)\n/#).map { "\($0.1) \($0.2)" }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE, d MMM yyyy HH:mm:ss Z"
        let entries = packaged.matches(of: #/annex \(([0-9.]+)\)[^>]*?\n -- [^>]*>  (.*)\n/#).map { match in
            let day = format.date(from: String(match.2)).map { $0.formatted(.iso8601.year().month().day()) }
            return "\(match.1) \(day ?? "?")"
        }
        #expect(entries == headings && headings.count >= 2)
    }

    @Test func whatIsNotYetReleasedStandsAboveTheVersions() {
        let headings = changes.matches(of: #/\n## (.*)\n/#).map { $0.1 }
        #expect(headings.dropFirst().allSatisfy { $0.firstMatch(of: #/^[0-9.]+ - \d{4}-\d\d-\d\d$/#) != nil })
    }

    /// Nothing in the program names the libraries that are loaded when they are needed, so the packages must.
    @Test func thePackageDependsOnEveryLibraryThatIsLoadedLate() throws {
        let line = try #require(rules.firstMatch(of: #/\nLATE_LIBRARIES := (.*)\n/#)).1
        let shims = try FileManager.default.contentsOfDirectory(atPath: Fixtures.project + "/Sources")
            .map { Self.text("Sources/\($0)/shim.h") }
        let loaded = shims.compactMap { $0.firstMatch(of: #/\nANNEX_LATE_LIBRARY\(\w+, annex_load_(\w+),/#)?.1 }
        #expect(loaded.count >= 5)
        for name in loaded { #expect(line.contains(try Regex("-l(:lib)?\(name)")), "\(name)") }
        #expect(line.split(separator: " ").count == loaded.count)
    }

    @Test func packagesAreBuiltWithWhatTheProjectIsBuiltWith() throws {
        let makefile = Self.text("Makefile").replacing("\\\n", with: "")
        let wanted = try #require(makefile.firstMatch(of: #/\nPACKAGES := (.*)\n/#)).1.split(separator: " ")
        let control = Self.text("packaging/debian/control")
        let field = try #require(control.firstMatch(of: #/\nBuild-Depends: ((?:.*\n )*.*)\n/#)).1
        for package in wanted where package != "build-essential" {
            #expect(field.contains(try Regex("[ |]\(package)(,|\\n|$)")), "\(package)")
        }
    }
}
