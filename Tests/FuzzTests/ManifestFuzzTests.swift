import Diagnostics
import Rendering
import TestSupport
import Testing

@testable import Batch

/// Manifests that are changed at random: each is read or refused, and what was read is written so that it reads the same.
@Suite struct ManifestFuzzTests {
    private static let seed = """
        {"format": "annex-manifest", "version": 1,
        "outputs": [
        {"output": "甲局.pdf", "sha256": "0180", "input": "in/甲局.yaml", "office": "甲局", "formSet": "hunan-2023",
        "draft": false, "pages": 3, "sheets": 2,
        "forms": [{"title": "附件1 报告", "page": 1}, {"title": "附件2 表", "page": 3}],
        "pageCodes": {"digest": "018054403470de08", "blankPages": [2], "blanks": [
        {"page": 3, "kind": "signature", "diameter": null, "label": "单位负责人签字：", "place": "480 2400 600 61"},
        {"page": 3, "kind": "seal", "diameter": 42, "label": "", "place": "250 2315 1600 170"}]},
        "score": "99", "rate": "100%", "superseded": false,
        "origin": {"input": "38", "images": [{"path": "印章.png", "sha256": "3f"}], "formSet": "1b", "rules": ["42"], "fonts": "01", "program": "0.1.0",
        "options": "3a"}, "findings": []},
        {"output": "乙局.pdf", "sha256": "0181", "input": "in/乙局.yaml", "office": "乙局", "formSet": "hunan-2023",
        "draft": true, "pages": 2, "sheets": 1,
        "forms": [],
        "pageCodes": null,
        "score": null, "rate": null, "superseded": true,
        "origin": {"input": "38", "images": [], "formSet": "1b", "rules": [], "fonts": "01", "program": "0.1.0",
        "options": "3a"}, "findings": []}
        ],
        "order": ["乙局.pdf", "甲局.pdf"],
        "failures": [
        {"input": "in/丙局.yaml", "office": "丙局", "output": "", "failure": null, "findings": []},
        {"input": "in/丁局.yaml", "office": "", "output": "丁局.pdf", "failure": "磁盘已满", "findings": [
        {"line": 3, "column": 1, "endLine": 3, "endColumn": 9, "severity": "warning", "id": "sum",
        "message": {"zh": "合计不符", "en": "the sum differs"}, "field": "overall.income", "cell": "附件2 第3行",
        "found": "1.5", "relation": "equal", "expected": "2", "computation": "1 + 1",
        "hints": [{"zh": "改", "en": "mend"}], "waiver": null}]}
        ]}
        """

    @Test func manifests() throws {
        #expect(Manifest(text: Self.seed)?.entries.names.count == 2)
        try Fuzzer(name: "manifests", share: 100, corpus: [Self.seed]).run { text in
            guard let manifest = Manifest(text: text) else { return "refused" }
            let written = manifest.text
            let again = try #require(Manifest(text: written), "what was written is not read again: \(text)")
            #expect(again.text == written, "\(text)")
            return
                "\(manifest.entries.names.count) outputs, \(manifest.failures.count) failures, \(manifest.order.count) in order"
        }
    }
}
