import Annex
import Foundation
import TestSupport
import Testing

@Suite struct EngineTests {
    private let engine: Engine
    private let folder: String
    private static let example = "\(Fixtures.project)/layouts/hunan-2023/example/submission.yaml"

    init() throws {
        engine = try Engine(layouts: FormSets.layouts, fonts: FormSets.fonts)
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)").path
    }

    private func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    @Test func takesFormSetsAndFacesThatStandTogether() throws {
        let together = try Engine(folder: Fixtures.project)
        #expect(together.formSetNames == FormSets.names)
        #expect(try together.render(.file(Self.example)).sha256 == engine.render(.file(Self.example)).sha256)
        #expect(throws: AnnexError.self) { try Engine(folder: FormSets.layouts) }
    }

    @Test func rendersBytesAsTheFileThatHoldsThem() throws {
        let fromFile = try engine.render(.file(Self.example))
        let fromBytes = try engine.render(.bytes(try bytes(of: Self.example), name: "office.yaml"))
        #expect(fromFile.bytes == fromBytes.bytes)
        #expect(fromBytes.pages > 10)
        #expect(fromBytes.year == 2023)
    }

    @Test func rendersFromManyTasksAtOnceAsOneAfterAnother() async throws {
        let source = try bytes(of: Self.example)
        let alone = try engine.render(.bytes(source, name: "office.yaml")).sha256
        let hashes = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try engine.render(.bytes(source, name: "office.yaml")).sha256 } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(hashes == [alone])
    }

    @Test func provesWhatItRendered() throws {
        let pdf = try engine.render(.file(Self.example))
        let verification = try engine.verify(pdf: pdf.bytes, name: "office.pdf")
        #expect(verification.isGenuine)
        #expect(verification.summary.chinese.hasPrefix("office.pdf："))
    }

    @Test func tellsWhatWasChangedInAFile() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try engine.render(.file(Self.example), to: folder + "/office.pdf")
        let qpdf = Process()
        qpdf.executableURL = URL(fileURLWithPath: "/usr/bin/qpdf")
        qpdf.arguments = ["--rotate=+180:2", folder + "/office.pdf", folder + "/turned.pdf"]
        try qpdf.run()
        qpdf.waitUntilExit()
        let verification = try engine.verify(pdf: try bytes(of: folder + "/turned.pdf"), name: "turned.pdf")
        #expect(!verification.isGenuine)
        #expect(verification.differences.allSatisfy { $0.place?.file == "turned.pdf" })
    }

    @Test func refusesWhatIsNoPDF() {
        #expect(throws: AnnexError.self) { try engine.verify(pdf: Array("%!".utf8), name: "office.ps") }
    }

    @Test func givesBackWhatIsInside() throws {
        let pdf = try engine.render(.file(Self.example))
        let files = try engine.extract(pdf: pdf.bytes, name: "office.pdf")
        #expect(files.map(\.name) == ["record.json", "submission.json"])
        let submission = try #require(files.last)
        #expect(try engine.render(.bytes(submission.bytes, name: "again.json")).pages == pdf.pages)
    }

    @Test func tellsFindingsWithTheirPlaces() throws {
        let text = String(decoding: try bytes(of: Self.example), as: UTF8.self)
        let faulty = text.replacing("formSet: hunan-2023", with: "formSet: hunan-2203")
        #expect(faulty != text)
        let findings = try engine.check(.bytes(Array(faulty.utf8), name: "office.yaml"))
        let finding = try #require(findings.first { $0.id == "unknown-form-set" })
        #expect(finding.severity == .error)
        #expect(finding.place?.file == "office.yaml")
        #expect(throws: AnnexError.self) { try engine.render(.bytes(Array(faulty.utf8), name: "office.yaml")) }
    }

    @Test func tellsTheCellOfAWorkbook() throws {
        let folder = try TemporaryFolder()
        try folder.writeWorkbook("馆.xlsx", [("formSet", "hunan-2023"), ("year", "早"), ("office.name", "甲")])
        let path = folder.path + "/馆.xlsx"
        let findings = try engine.check(.file(path))
        let place = try #require(findings.first { $0.field == "year" }?.place)
        #expect(place.file == path && place.cell == "其他内容!B3")
        #expect(place.line == nil && place.column == nil)
        let inBytes = try engine.check(.bytes(try bytes(of: path), name: "表.xlsx"))
        #expect(inBytes.first { $0.field == "year" }?.description.hasPrefix("表.xlsx:其他内容!B3: error: ") == true)
    }

    @Test func takesASubmissionAsAValue() throws {
        let findings = try engine.check(.value(["formSet": "hunan-2023", "year": 2023, "office": nil], name: "value"))
        #expect(findings.contains { $0.severity == .error && $0.place?.file == "value" })
        #expect(!findings.contains { $0.id == "unknown-form-set" })
    }

    @Test func leavesWhatIsThereWhereItCannotRender() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/office.pdf"
        try Data("kept".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: AnnexError.self) { try engine.render(.value([:], name: "value"), to: path) }
        #expect(try bytes(of: path) == Array("kept".utf8))
        try engine.render(.file(Self.example), to: path)
        #expect(try bytes(of: path).starts(with: Array("%PDF".utf8)))
    }

    @Test func rendersABatchOnce() throws {
        let first = try engine.renderBatch([Self.example, "/nowhere.yaml"], into: folder)
        #expect(first.items.map(\.input) == [Self.example, "/nowhere.yaml"])
        let made = try #require(first.items.first)
        guard case .rendered = made.outcome else { Issue.record("\(made)"); return }
        let missing = try #require(first.items.last)
        guard case .rejected = missing.outcome else { Issue.record("\(missing)"); return }
        let again = try #require(try engine.renderBatch([Self.example], into: folder).items.first)
        guard case .unchanged = again.outcome else { Issue.record("\(again)"); return }
    }

    @Test func refusesFoldersThatAreNotThere() {
        #expect(throws: AnnexError.self) { try Engine(layouts: "/nowhere", fonts: "/nowhere") }
    }
}
