import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Graphics

/// Which faces serve which roles.
@Suite struct FontCatalogTests {
    private let fonts = Fixtures.project + "/fonts"

    /// A new folder with copies of faces under the given names.
    private func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, source) in files { try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(name)") }
        return folder
    }

    @Test func knownFamiliesTakeTheirRolesBehindTheLatinFace() throws {
        let own = try folder(["own.ttf": fonts + "/AnnexKai.ttf"])
        var catalog = try FontCatalog.load(folder: fonts)
        try catalog.adopt(folder: own) { _ in [FaceDescription(families: ["Own Fang", "仿宋_GB2312"])] }
        let families = catalog.roles["body"]?.map { catalog.faces[$0].family } ?? []
        #expect(families.prefix(3) == ["Annex Latin", "仿宋_GB2312", "Annex Fang"])
    }

    @Test func aFolderMayNameItsOwnRoles() throws {
        let own = try folder(["own.ttf": fonts + "/AnnexKai.ttf"])
        try Data("roles: {title: [Annex Kai]}\nfaces: [{family: Annex Kai, file: own.ttf}]\n".utf8)
            .write(to: URL(fileURLWithPath: own + "/fonts.yaml"))
        var catalog = try FontCatalog.load(folder: fonts)
        try catalog.adopt(folder: own) { _ in [] }
        #expect(catalog.roles["title"]?.map { catalog.faces[$0].path }.dropFirst().first == own + "/own.ttf")
    }

    @Test func aFolderWithoutUsableFacesIsAnError() throws {
        let own = try folder([:])
        var catalog = try FontCatalog.load(folder: fonts)
        #expect(throws: Rejection.self) { try catalog.adopt(folder: own) { _ in [] } }
    }

    @Test func reportsEveryFaultOfACatalog() throws {
        let own = try folder([:])
        try Data("roles: {body: [No Face]}\nfaces: [{family: A, file: ../a.ttf}, {family: B, file: b.ttf}]\n".utf8)
            .write(to: URL(fileURLWithPath: own + "/fonts.yaml"))
        do throws(Rejection) {
            _ = try FontCatalog.load(folder: own)
            Issue.record("a broken catalog was accepted")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["bad-face", "no-face", "unknown-face"])
        }
    }

    /// Pipes, sockets, devices and folders that are called like faces.
    @Test(arguments: ["pipe", "folder", "device", "dangling"]) func onlyRegularFilesAreOpened(_ kind: String) throws {
        let own = try folder(["own.ttf": fonts + "/AnnexKai.ttf"])
        let path = own + "/a.ttf"
        switch kind {
        case "pipe": #expect(mkfifo(path, 0o600) == 0)
        case "folder": try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        case "device": try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
        default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: own + "/none")
        }
        var catalog = try FontCatalog.load(folder: fonts)
        do throws(Rejection) {
            try catalog.adopt(folder: own, faces: FaceCache().faces)
            Issue.record("it is no face")
        } catch {
            #expect(error.diagnostics.map(\.id) == ["cannot-read"])
            #expect(error.diagnostics.first?.span?.file.name == path)
        }
        #expect(FaceCache().faces(path: path).isEmpty)
        #expect(FacePatterns(path: path) == nil)
    }
}
