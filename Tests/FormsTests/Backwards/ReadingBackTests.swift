import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// Forms that are read backwards: what a layout prints is found again in a file that looks like it.
@Suite struct ReadingBackTests {
    @Test(arguments: FormSetTests.formSets) func readsWhatItPrints(_ folder: String) throws {
        let set = try FormSet.load(folder: folder)
        let text = Fixtures.text(folder + "/example/submission.yaml")
        let file = try ComposedGrids.file(validated(text, model: set.model), set)
        let start = try SubmissionSource(SourceFile(name: "new", text: Fixtures.text(folder + "/new.yaml")))
        let reading = OfficeReading([file], as: set, start: start)
        #expect(reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [])
        let read = try validated(reading.source.text, model: set.model)
        let expected = try validated(text, model: set.model)
        #expect(json(read.audit.canonicalJSON) == json(expected.audit.canonicalJSON))
    }

    /// The submission but its narrative, whose headings no longer say which they are where they are printed.
    private func json(_ bytes: [UInt8]) -> NSDictionary? {
        var object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
        object?["narrative"] = nil
        return object.map { $0 as NSDictionary }
    }
}
