import Diagnostics
import Forms
import Foundation
import TestSupport
import Testing

@testable import Intake

/// Files of programs before 2007 go through LibreOffice, here a program that does as much as a test needs of it.
@Suite struct LegacyTests {
    private func compoundFile(_ names: [String], stream: [UInt8] = []) -> [UInt8] {
        CompoundRecipe.bytes(names, stream: stream)
    }

    /// A program that does what `script` says; its last word is the file, the one before it the folder for the result.
    @discardableResult
    private func withProgram<Value>(_ script: String, _ body: (String) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("soffice")
        try Data("#!/bin/sh\nhere=\(folder.path)\n\(script)".utf8).write(to: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path.path)
        return try body(path.path)
    }

    private func read(_ bytes: [UInt8], _ converter: LibreOffice) throws -> GridFile {
        try OfficeFile.read(bytes, name: "表.xls", converter: converter)
    }

    @Test func readsWhatLibreOfficeConverts() throws {
        let workbook = try WorkbookRecipe(rows: "<row><c><v>7</v></c></row>").bytes()
        let script = """
            for word; do folder=$before; before=$word; done
            mkdir -p "$folder"; cp "$here/result" "$folder/input.xlsx"
            echo "$before" > "$here/seen"; ls "${before%/*}/profile/user" >> "$here/seen"
            """
        try withProgram(script) { program in
            let here = String(program.dropLast("/soffice".count))
            try Data(workbook).write(to: URL(fileURLWithPath: here + "/result"))
            let file = try read(compoundFile(["Root Entry", "Workbook"]), LibreOffice(program: program))
            #expect(file.texts == ["附件1!A1": "7"] && file.found == ["converted-file "])
            let seen = try String(contentsOfFile: here + "/seen", encoding: .utf8).split(separator: "\n")
            #expect(seen.first?.hasSuffix("/input.xls") == true && seen.last == "registrymodifications.xcu")
            #expect(!FileManager.default.fileExists(atPath: String(seen.first ?? "")))
        }
    }

    @Test func endsAProgramThatDoesNotEndWithAllThatItStarted() throws {
        try withProgram("sleep 1000 & echo $! > \"$here/child\"; touch \"$here/begun\"; wait") { program in
            let here = String(program.dropLast("/soffice".count))
            #expect(throws: Rejection.self) {
                try read(compoundFile(["Root Entry", "WordDocument"]), LibreOffice(program: program, patience: 150))
            }
            let child = try String(contentsOfFile: here + "/child", encoding: .utf8).trimmed
            #expect((0..<1_000).contains { _ in hasEnded(child) })
        }
    }

    /// Whether a process is gone, or only its status is left; if not, a moment passes.
    private func hasEnded(_ process: String) -> Bool {
        let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ") Z"
        if state.contains(") Z") || state.contains(") X") { return true }
        usleep(1_000)
        return false
    }

    @Test func saysWhatToDoWithoutLibreOffice() {
        let result = Result { try read(compoundFile(["Root Entry", "Workbook"]), LibreOffice(program: nil)) }
        guard case .failure(let error) = result, let finding = (error as? Rejection)?.diagnostics.first else {
            Issue.record("the file is refused")
            return
        }
        #expect(finding.id == "old-format" && finding.hints.count == 2)
        #expect(finding.hints.last?.zh.contains("libreoffice-calc-nogui") == true)
    }

    @Test func saysThatLibreOfficeFails() throws {
        try withProgram("exit 1") { program in
            #expect(throws: Rejection.self) {
                try read(compoundFile(["Root Entry", "Workbook"]), LibreOffice(program: program))
            }
        }
    }

    @Test func tellsFilesWithAPasswordAndSlides() {
        let workbook: [UInt8] = [0x09, 0x08, 0x02, 0x00, 0x00, 0x06, 0x2F, 0x00]
        let word: [UInt8] = [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x01]
        #expect(
            rejection(of: compoundFile(["Root Entry", "EncryptionInfo", "EncryptedPackage"])) == ["encrypted-file"])
        #expect(rejection(of: compoundFile(["Root Entry", "Workbook"], stream: workbook)) == ["encrypted-file"])
        #expect(rejection(of: compoundFile(["Root Entry", "WordDocument"], stream: word)) == ["encrypted-file"])
        #expect(rejection(of: compoundFile(["Root Entry", "PowerPoint Document"])) == ["no-office-file"])
        #expect(rejection(of: compoundFile(["Root Entry"])) == ["damaged-file"])
    }
}
