import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Scans

/// What a command line names as a stack is told apart by what it holds, not by its name.
@Suite struct ScanInputsTests {
    @Test func tellsScansFromListsOfCodes() throws {
        let folder = try TemporaryFolder()
        let picture = try folder.write("picture.txt", Data(PNGFile.stroke(width: 4, height: 4)))
        let list = try folder.write("list.jpg", "ANX1-0123456789ABCDEF012345-1-1-1\n")
        let wide = try folder.write("wide", try #require("ANX1".data(using: .utf16)))
        let inputs = ScanInputs([picture, list, "-", wide, picture, folder.path + "/none"])
        #expect(inputs.scans == [picture], "each once")
        #expect(inputs.codeLists == [list, "-", wide, folder.path + "/none"])
        #expect(inputs.findings.isEmpty)
    }

    @Test func refusesFilesThatAreNeither() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("scan.heic", Data([0, 0, 0, 24] + Array("ftypheic".utf8)))
        let inputs = ScanInputs([path])
        #expect(inputs.scans.isEmpty && inputs.codeLists.isEmpty)
        #expect(inputs.findings.map(\.id) == ["not-a-scan"])
        #expect(inputs.findings.containsError)
    }

    @Test func signedCopiesInTheirFolderAreNoScans() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/scans/signed", withIntermediateDirectories: true)
        let bytes = Data(PNGFile.stroke(width: 4, height: 4))
        let scan = try folder.write("scans/a.png", bytes)
        _ = try folder.write("scans/signed/b.png", bytes)
        var inputs = ScanInputs([folder.path + "/scans"])
        inputs.leaveOut(folder.path + "/none")
        #expect(inputs.scans.count == 2)
        inputs.leaveOut(folder.path + "/scans/../scans/signed/")
        #expect(inputs.scans == [scan])
        #expect(inputs.findings.map(\.id) == ["own-folder"])
    }

    @Test func looksThroughFoldersAndSaysWhatItLeavesOut() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/scans/second", withIntermediateDirectories: true)
        let bytes = Data(PNGFile.stroke(width: 4, height: 4))
        let second = try folder.write("scans/second/b.png", bytes)
        let first = try folder.write("scans/a.png", bytes)
        let text = try folder.write("scans/codes.txt", "ANX1")
        let inputs = ScanInputs([folder.path + "/scans", first])
        #expect(inputs.scans == [first, second])
        #expect(inputs.codeLists.isEmpty)
        #expect(inputs.findings.map(\.id) == ["not-a-scan"])
        #expect(inputs.findings.first?.span?.file.name == text)
        #expect(!inputs.findings.containsError)
    }
}
