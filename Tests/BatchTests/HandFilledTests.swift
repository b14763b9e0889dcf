import TestSupport
import Testing

@testable import Batch

/// Where pages are signed and sealed, as manifests note it.
@Suite struct HandFilledTests {
    private static func manifest(_ blank: String) -> String {
        """
        {"format": "annex-manifest", "version": 1, "order": ["甲局.pdf"], "failures": [], "outputs": [
        {"output": "甲局.pdf", "sha256": "01", "input": "甲局.yaml", "office": "甲局", "formSet": "a", "draft": false,
        "pages": 3, "sheets": 2, "forms": [], "pageCodes": {"digest": "018054403470de08", "blankPages": [], "blanks": [
        \(blank)]}, "score": null, "rate": null, "superseded": false,
        "origin": {"input": "38", "images": [], "formSet": "1b", "rules": [], "fonts": "01", "program": "0", "options": ""},
        "findings": []}]}
        """
    }

    private func blanks(_ blank: String) throws -> [HandFilled] {
        let manifest = try #require(Manifest(text: Self.manifest(blank)))
        return try #require(manifest.entries["甲局.pdf"]?.codes).blanks
    }

    @Test func areReadAgain() throws {
        let signature = try blanks(
            #"{"page": 3, "kind": "signature", "diameter": null, "label": "签字：", "place": "480 2400 600 61"}"#)
        let rule = HandFilled(
            page: 3, kind: .signature, label: "签字：", left: 48, top: 240, width: 60, height: 6.1)
        #expect(signature == [rule])
        let seal = try blanks(#"{"page": 1, "kind": "seal", "diameter": 42, "label": "", "place": "250 10 1600 170"}"#)
        #expect(seal.map(\.kind) == [.seal(diameter: 42)])
    }

    @Test(arguments: [
        #"{"page": 0, "kind": "signature", "diameter": null, "label": "", "place": "480 2400 600 61"}"#,
        #"{"page": 3, "kind": "seal", "diameter": null, "label": "", "place": "480 2400 600 61"}"#,
        #"{"page": 3, "kind": "seal", "diameter": 9999999, "label": "", "place": "480 2400 600 61"}"#,
        #"{"page": 3, "kind": "signature", "diameter": null, "label": "", "place": "480 2400 0 61"}"#,
        #"{"page": 3, "kind": "signature", "diameter": null, "label": "", "place": "480 2400 99999999999 61"}"#,
        #"{"page": 3, "kind": "signature", "diameter": null, "label": "", "place": "1 2 3"}"#,
        #"{"page": [], "kind": {}, "place": null}"#,
    ])
    func areLeftOutWhereTheyAreNone(_ blank: String) throws {
        #expect(try blanks(blank).isEmpty)
    }

    @Test func areNotedWithCodes() throws {
        let folder = try TemporaryFolder()
        let input = Fixtures.project + "/layouts/national-project/example/submission.yaml"
        #expect(try Program.annex.run(["render", input, "-o", folder.path, "--page-codes"]).code == 0)
        let manifest = try #require(Manifest(text: Fixtures.text(folder.path + "/manifest.json")))
        let entry = try #require(manifest.entries.values.first { _ in true })
        let blanks = try #require(entry.codes).blanks
        #expect(blanks.map(\.page) == [1, 1, 2, 2])
        #expect(blanks.map(\.label) == ["单位负责人签字：", "", "单位负责人签字：", ""])
        #expect(blanks.map(\.kind) == [.signature, .seal(diameter: 42), .signature, .seal(diameter: 42)])
        #expect(blanks[0].width == 60)
        #expect(blanks[1].top < blanks[0].top && blanks[1].width > 100, "the seal is set over all lines")
    }
}
