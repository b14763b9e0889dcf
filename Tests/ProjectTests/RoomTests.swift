import Foundation
import TestSupport
import Testing

/// `docs/architecture.md` tells the truth about which target imports which.
@Suite struct RoomTests {
    /// A row of the table of rooms.
    struct Room {
        let name: String
        /// The rooms and the libraries that the table says it imports.
        let imports: Set<String>
    }

    /// The rows of the table, from the program down.
    static let rooms: [Room] = {
        let page = Fixtures.text(Fixtures.project + "/docs/architecture.md")
        guard let start = page.range(of: "<!-- rooms -->"), let end = page.range(of: "<!-- /rooms -->") else {
            return []
        }
        return page[start.upperBound..<end.lowerBound].split(separator: "\n").dropFirst(2).map { row in
            let columns = row.split(separator: "|").map { $0.matches(of: #/\w+/#).map { String($0.0) } }
            return Room(name: columns.first?.first ?? "", imports: Set(columns.dropFirst(2).joined()))
        }
    }()

    static let package = PackageTargets(Fixtures.text(Fixtures.project + "/Package.swift"))

    /// What the files of `room` import, modules of the toolchain left out.
    private func imports(of room: String) -> Set<String> {
        SourceFile.all(below: "Sources/\(room)").reduce(into: Set<String>()) { $0.formUnion($1.imports) }
            .intersection(Self.package.modules)
    }

    @Test func theTableNamesEachTargetOnce() {
        #expect(Self.rooms.map(\.name).sorted() == Self.package.dependencies.keys.sorted())
    }

    @Test(arguments: rooms.map(\.name)) func aRoomImportsWhatTheTableAndThePackageSay(_ name: String) throws {
        let room = try #require(Self.rooms.first { $0.name == name })
        #expect(imports(of: name) == room.imports)
        #expect(imports(of: name) == Self.package.dependencies[name])
    }

    @Test func nothingPointsUpwards() {
        for (index, room) in Self.rooms.enumerated() {
            let above = Set(Self.rooms.prefix(index + 1).map(\.name))
            #expect(room.imports.isDisjoint(with: above), "\(room.name)")
        }
    }

    @Test(arguments: rooms.map(\.name)) func aRoomHasFewFilesLooseAtItsRoot(_ name: String) throws {
        let folder = "\(Fixtures.project)/Sources/\(name)"
        let loose = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        #expect(loose.count <= 12, "\(name): \(loose.sorted())")
    }

    // MARK: Tests

    /// The suites of rooms: that of `Layout` is `LayoutTests`.
    static let suites = rooms.filter { !SourceFile.all(below: "Tests/\($0.name)Tests").isEmpty }.map(\.name)

    /// What the tests of a room may import although it is no room below: PDFs that are read back are written first.
    static let writers = ["Archive": Set(["Graphics"])]

    @Test func aSuiteImportsNoRoomAboveItsOwn() {
        #expect(Self.suites.count > 10, "the suites are found")
        for (index, room) in Self.rooms.enumerated() where Self.suites.contains(room.name) {
            let above = Set(Self.rooms.prefix(index).map(\.name)).subtracting(Self.writers[room.name, default: []])
            for file in SourceFile.all(below: "Tests/\(room.name)Tests") {
                #expect(file.imports.isDisjoint(with: above), "\(file.path)")
            }
        }
    }

    @Test func whatTestsShareImportsNothingThatASuiteMayNot() {
        for file in SourceFile.all(below: "Tests/TestSupport") {
            #expect(
                file.imports.intersection(Self.package.modules).isSubset(of: ["Layout", "Evaluation"]), "\(file.path)")
        }
    }

    @Test func aFolderOfTestsHasFewFiles() {
        let folders = SourceFile.all(below: "Tests").reduce(into: [Substring: Int]()) { counts, file in
            counts[file.path[..<(file.path.lastIndex(of: "/") ?? file.path.startIndex)], default: 0] += 1
        }
        #expect(folders.count > 20, "the folders are found")
        for (folder, count) in folders { #expect(count <= 15, "\(folder)") }
    }

    @Test func readsTargetsOfAManifest() {
        let package = PackageTargets(
            """
            let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
            .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
            target("Base"),
            target("Tree", ["Base", "CYAML", crypto]),
            .executableTarget(
                name: "Program",
                dependencies: [
                    "Tree",
                ]),
            test("TreeTests", ["Tree", "Hidden"]),
            """)
        #expect(package.dependencies == ["Base": [], "Tree": ["Base", "CYAML", "Crypto"], "Program": ["Tree"]])
        #expect(package.modules == ["Base", "Tree", "Program", "CYAML", "Crypto"])
    }

    @Test func readsEveryWayToImport() {
        let source = SourceFile(
            path: "",
            text: """
                package import Base
                @testable import Tree
                #if canImport(Glibc)
                    import Glibc
                #endif
                private import struct Names.Name
                // import Nothing
                """)
        #expect(source.imports == ["Base", "Tree", "Glibc", "Names"])
    }
}
