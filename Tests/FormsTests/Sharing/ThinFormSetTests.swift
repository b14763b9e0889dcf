import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// A form set that another province would write: it states only how it differs from one of the program's own.
@Suite struct ThinFormSetTests {
    private static let folder = Fixtures.folder("Fixtures") + "/hubei-project"
    private static let layouts = Fixtures.project + "/layouts"

    private static func formSet() throws -> FormSet {
        try FormSet.load(folder: folder, among: LayoutFolders([layouts]))
    }

    /// The example of the Ministry's form set with what this one asks for besides.
    private static let submission = Fixtures.text(layouts + "/national-project/example/submission.yaml")
        .replacing("formSet: national-project", with: "formSet: hubei-project")
        .replacing(", nature: ", with: ", standard: 完成得满分，按比例扣分, nature: ")

    @Test func takesAtMostSixtyLines() throws {
        let files = Fixtures.files(in: Self.folder, suffix: ".yaml")
        #expect(files.count == 3)
        let lines = files.flatMap { Fixtures.text($0).split(separator: "\n") }
            .filter { !$0.drop { $0 == " " }.hasPrefix("#") }
        #expect(lines.count <= 60)
        for file in files {
            let outcome = try Program.schemaCheck.run([file])
            #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test func printsWhatItChangesAndWhatItTakes() throws {
        let set = try Self.formSet()
        #expect(set.hasDrafts && set.hasPrintJobs && set.report != nil)
        let submission = try validated(Self.submission, model: set.model)
        #expect(Self.submission.contains("standard: "))
        let sections = try FormComposer.compose(submission, formSet: set).sections
        #expect(sections.count == 2 && sections.allSatisfy(\.page.isLandscape))
        let text = try sections[at: 0].text()
        for words in ["2023年项目资金（万元）", "评分标准", "完成得满分，按比例扣分", "signature 填表人："] {
            #expect(text.contains(words), "\(text)")
        }
    }

    @Test func isReadBackwardsLikeAnyOther() throws {
        let set = try Self.formSet()
        let submission = try validated(Self.submission, model: set.model)
        let start = Fixtures.text(Self.layouts + "/national-project/new.yaml")
        let reading = OfficeReading(
            [try ComposedGrids.file(submission, set)], as: set,
            start: try SubmissionSource(SourceFile(name: "new", text: start)))
        let read = try SubmissionSource(reading.source).decode(set.model)
        #expect(reading.source.text.contains("完成得满分，按比例扣分"))
        #expect(reading.findings.filter { $0.severity == .error }.map(\.id) == [], "\(reading.source.text)")
        #expect(read.findings.allSatisfy { $0.id == "missing-key" })
    }
}
