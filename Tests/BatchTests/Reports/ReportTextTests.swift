import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Rendering

/// Texts of reports that other programs read: nothing in a submission may become a formula, markup or a line of its own.
@Suite struct ReportTextTests {
    @Test(arguments: [
        ("县教育局", "县教育局"), ("甲,乙", "\"甲,乙\""), ("“甲”\"乙\"", "\"“甲”\"\"乙\"\"\""),
        ("=1+1", "'=1+1"), ("+8613800000001", "'+8613800000001"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=HYPERLINK(\"x\")", "\"'  =HYPERLINK(\"\"x\"\")\""), ("＝1", "'＝1"), ("甲\r\n乙", "甲\\u{d}\\u{a}乙"),
        ("", ""), ("1-2", "1-2"),
    ])
    func cellsAreNoFormulas(_ text: String, _ cell: String) {
        #expect(SpreadsheetText.cell(text) == cell)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onclick='x' &", "&quot; onclick=&#39;x&#39; &amp;"), ("甲\u{202E}乙\u{0}", "甲\\u{202e}乙\\u{0}"),
    ])
    func textIsNoMarkup(_ text: String, _ escaped: String) {
        #expect(HTMLText.escaped(text) == escaped)
    }

    @Test func pathsBecomeReferences() {
        #expect(URIReference.of(path: "县 局#1?.pdf") == "%E5%8E%BF%20%E5%B1%80%231%3F.pdf")
        #expect(URIReference.of(path: "javascript:x") == "javascript%3Ax", "no scheme")
        #expect(URIReference.of(path: "/a&b") == "file:///a%26b")
    }

    @Test func findingsSurviveTheManifest() throws {
        let file = SourceFile(name: "a.yaml", text: "甲\n乙\n")
        let span = SourceSpan(
            file: file, start: SourcePosition(line: 2, column: 1), end: SourcePosition(line: 2, column: 2))
        var finding = Diagnostic(
            .error, id: "sum", LocalizedText("null", en: "“\"\\”"), at: span, field: "a[0].b",
            hints: [LocalizedText("提示", en: "hint"), LocalizedText("", en: "")])
        finding.cell = "附件3 第1行"
        finding.comparison = Diagnostic.Comparison(found: "1", relation: .atMost, expected: "0.5", computation: nil)
        var waived = Diagnostic(.warning, id: "b", LocalizedText("乙", en: "b"))
        waived.waiver = "理由"
        var following = Diagnostic(.error, id: "total", LocalizedText("合计", en: "total"), at: span, field: "a[1].b")
        following.comparison = Diagnostic.Comparison(
            found: "1 + 1 = 2", relation: .equal, expected: "3", computation: nil, isOfParts: true)
        finding.consequences = [following]
        var manifest = Manifest()
        manifest.failures[Spelling("a.yaml")] = Manifest.Failure(
            input: "a.yaml", files: ["a.yaml"], office: "局", output: "局.pdf", reason: "盘满", findings: [finding, waived])
        let read = try #require(Manifest(text: manifest.text))
        #expect(read.text == manifest.text)
        #expect(read.failures[Spelling("a.yaml")]?.findings.first?.span?.file.text == "", "no text is kept")
        #expect(read.failures[Spelling("a.yaml")]?.findings.last?.waiver == "理由")
        let kept = try #require(read.failures[Spelling("a.yaml")]?.findings.first?.consequences.first)
        #expect(kept.id == "total" && kept.span?.file.text == "" && kept.comparison == following.comparison)
    }

    @Test(arguments: [
        ("\"pages\": 7", "\"pages\": 9223372036854775807"), ("\"pages\": 7", "\"pages\": 1000001"),
        ("\"pages\": 7", "\"pages\": -1"), ("\"pages\": 7", "\"pages\": null"),
        ("\"sheets\": 4", "\"sheets\": 1000001"), ("\"sheets\": 4", "\"sheets\": -1"),
    ])
    func aManifestWithCountsThatCannotBeIsNone(_ what: String, _ other: String) {
        var manifest = Manifest()
        manifest.entries["7.pdf"] = entry(7)
        let text = manifest.text
        #expect(text.contains(what))
        #expect(Manifest(text: text)?.entries["7.pdf"]?.sheets == 4)
        #expect(Manifest(text: text.replacing(what, with: other)) == nil)
    }

    @Test func entriesInASpoolAreThoseInMemory() throws {
        let folder = try TemporaryFolder()
        let spool = try #require(TextSpool(in: folder.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "a file without a name")
        var (held, spooled) = (Manifest(), Manifest(spool: spool))
        for index in 0..<50 {
            held.entries["\(index).pdf"] = entry(index)
            spooled.entries["\(index).pdf"] = entry(index)
        }
        for manifest in [held, spooled] { #expect(Set(manifest.entries.values.map(\.office)).count == 50) }
        #expect(spooled.text == held.text)
        let read = try #require(Manifest(text: held.text, spool: spool))
        #expect(read.order == read.entries.names.sorted())
        #expect(read.entries["7.pdf"]?.forms == held.entries["7.pdf"]?.forms)

        held.entries.close(run(["1.yaml": "1.pdf", "2.yaml": "局.pdf"]))
        #expect(held.entries.values.filter(\.isSuperseded).map(\.output) == ["2.pdf"])
        #expect(held.entries.values.filter { !$0.isCurrent }.map(\.output) == ["2.pdf"])
        held.entries.close(run(["1.yaml": "1.pdf"]))
        #expect(held.entries.values.filter { !$0.isCurrent }.map(\.output) == ["2.pdf"], "it does not come back")
        held.entries.close(run(["2.yaml": "2.pdf"]))
        #expect(held.text == spooled.text)
        held.entries.close(run(["3.yaml": "3.pdf"], leaves: false))
        #expect(held.entries.values.filter(\.isCurrent).map(\.output) == ["3.pdf"])
        spooled.entries["7.pdf"] = nil
        #expect(!spooled.entries.contains("7.pdf") && spooled.entries["7.pdf"] == nil)
    }

    /// A run that made the outputs in `given`, by their submissions, and leaves the others in the batch.
    private func run(_ given: [String: String], leaves: Bool = true) -> BatchRun {
        BatchRun(
            made: Set(given.values.map(Spelling.init)),
            given: Dictionary(uniqueKeysWithValues: given.map { (Spelling($0), Spelling($1)) }), leaves: { _ in leaves }
        )
    }

    private func entry(_ index: Int) -> Manifest.Entry {
        let origin = Manifest.Origin(
            input: "a", images: [Spelling("签名.png"): "b"], formSet: "c", rules: ["d"], fonts: "e", program: "f",
            options: "g")
        return Manifest.Entry(
            output: "\(index).pdf", outputHash: "h\(index)", input: "\(index).yaml", files: ["\(index).yaml"],
            office: "第\(index)局",
            formSet: "hunan-2023", isDraft: false, pages: index, forms: [Manifest.Form(title: "附件\(index)", page: 1)],
            origin: origin, findings: [Diagnostic(.note, id: "n", LocalizedText("“甲”", en: "a\n\(index)"))])
    }

    @Test func spreadsheetCellsEndBeforeTheirLimit() throws {
        let finding = Diagnostic(.warning, id: "long", LocalizedText(String(repeating: "长", count: 900), en: "long"))
        var manifest = Manifest()
        manifest.failures[Spelling("a.yaml")] = Manifest.Failure(
            input: "a.yaml", files: ["a.yaml"], office: "局", output: "局.pdf",
            findings: [Diagnostic](repeating: finding, count: 50))
        let county = County(CountyShare(joining: CountyShare.all(of: manifest)), of: manifest, in: "out", skipped: 0)
        let line = try CountyTable(language: .zh).line(county.rows[at: 0], county.details(of: county.rows[at: 0]))
        #expect(line.utf16.count < 32_767)
        #expect(line.hasSuffix("[long]……还有 15 条,,,\r\n"), "\(line.suffix(60))")
    }

    @Test(arguments: [1, 4, 5, 204, 205]) func foldsAwayFindingsBehindTheFirstFour(_ count: Int) throws {
        let findings = (0..<count).map { Diagnostic(.warning, id: "some", LocalizedText("第\($0)条", en: "no. \($0)")) }
        var manifest = Manifest()
        manifest.failures[Spelling("a.yaml")] = Manifest.Failure(
            input: "a.yaml", files: ["a.yaml"], office: "局", output: "局.pdf", findings: findings)
        let county = County(CountyShare(joining: CountyShare.all(of: manifest)), of: manifest, in: "out", skipped: 0)
        let row = try county.rows[at: 0]
        let html = CountyRows(CountyWords(language: .zh), pictures: nil).body(row, county.details(of: row), index: 0)
        let parts = html.components(separatedBy: "<summary>还有 \(count - 4) 条</summary>")
        #expect(parts.count == (count > 4 ? 2 : 1))
        #expect(html.components(separatedBy: "<summary>").count == parts.count)
        let items = parts.map { $0.components(separatedBy: "<li").count - 1 }
        #expect(items == (count > 4 ? [4, min(count - 4, 201)] : [count]), "the last says how many there are besides")
    }

    // MARK: Plots

    private func plot(_ values: [Decimal], bound: Int = 120) -> String {
        let dots = values.enumerated().map { index, value in
            DotPlot.Dot(name: "<局>\(index)", value: value, id: "d\(index + 1)", kind: "done")
        }
        return DotPlot(dots, title: "总分", unit: "", bound: bound, words: CountyWords(language: .zh)).html
    }

    private func circles(_ html: String) -> [(x: Double, y: Double)] {
        html.matches(of: #/cx="([\d.]+)" cy="([\d.]+)"/#).map { (Double($0.1) ?? -1, Double($0.2) ?? -1) }
    }

    @Test func everyDotHasAPlaceOfItsOwnWithinThePlot() {
        for count in [1, 2, 16, 17, 100, 150] {
            let html = plot([Decimal](repeating: 100, count: count) + [0, 61.5, 99.9, 100.1])
            let places = circles(html)
            #expect(places.count == count + 4)
            #expect(Set(places.map { "\($0.x) \($0.y)" }).count == count + 4)
            #expect(places.allSatisfy { (20...420).contains($0.x) && (0...174).contains($0.y) })
        }
        #expect(plot([90, 91]).contains("&lt;局&gt;0 90"))
    }

    @Test func whatLiesBeyondTheAxisIsShownAtItsEnds() throws {
        let vast = try #require(Decimal(string: "-999999999999999999999999999999"))
        let places = circles(plot([vast, -vast, 50]))
        #expect(places.map(\.x) == [25, 185, 415])
    }

    @Test(arguments: [100, 98.5, 0] as [Decimal]) func figuresThatAreAllAlikeHaveNoAxis(_ value: Decimal) {
        for count in [1, 3] {
            let html = plot([Decimal](repeating: value, count: count))
            #expect(!html.contains("<svg") && !html.contains("110"))
            #expect(html.contains("\(count) 个单位都是 <b>\(value)</b>"))
        }
        #expect(plot([100, 99.5]).contains("<svg"), "a spread, though a small one")
    }

    @Test func tooManyDotsAreCountedInstead() {
        let html = plot([Decimal](repeating: 100, count: 10_000) + [95])
        #expect(circles(html).isEmpty)
        #expect(html.contains("<title>10000</title>"))
    }

    @Test func namesTheMedianAndTheLowest() {
        #expect(plot([3, 1, 2, 10]).contains("中位数 <b>2.5</b>。最低：<a href=\"#d2\">&lt;局&gt;1</a> 1，"))
    }

    // MARK: Pictures

    @Test func keepsPicturesAndForgetsStaleOnes() throws {
        let folder = try TemporaryFolder()
        let thumbnails = ThumbnailFolder(outputs: folder.path)
        let (kept, stale) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        for hash in [kept, stale] { try thumbnails.write([.init(page: 3, png: [1, 2, 3])], hash) }
        let foreign = ["mine.txt", "\(stale).txt", "下载.12.3.part", ".annex.1.part"]
        for name in foreign { _ = try folder.write(".thumbnails/\(name)", "不删") }
        let folders = ["\(String(repeating: "c", count: 64))-128.txt", ".annex.7.1.part"]
        for name in folders {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/.thumbnails/\(name)", withIntermediateDirectories: false)
        }
        _ = try folder.write(".thumbnails/.annex.12.3.part", "半")
        thumbnails.removeAll(but: [kept])
        #expect(thumbnails.holds(kept))
        #expect(!thumbnails.holds(stale))
        #expect(Set(folder.files(in: ".thumbnails")) == Set(foreign + folders + ["\(kept)-128.txt"]))
        #expect(thumbnails.read(kept) == [3: "AQID"])
        _ = try folder.write(".thumbnails/\(kept)-128.txt", "3 AQID\n4 \"><script>\nx y\n5\n")
        #expect(thumbnails.read(kept) == [3: "AQID"], "what is no picture is not shown")
    }
}
