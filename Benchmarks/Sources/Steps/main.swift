import Archive
import Benchmark
import Diagnostics
import Evaluation
import Forms
import Foundation
import Graphics
import Layout
import Rendering

// The steps of one rendering, each with what the one before it gives:
//
//     ANNEX_LAYOUTS=… ANNEX_FONTS=… ANNEX_SUBMISSION=… Steps

func setting(_ name: String) -> String {
    guard let value = ProcessInfo.processInfo.environment[name] else { fatalError("\(name) is not set") }
    return value
}

let resources = Resources(layouts: setting("ANNEX_LAYOUTS"), fonts: setting("ANNEX_FONTS"))
let file = try SourceFile.read(path: setting("ANNEX_SUBMISSION"))
let folder = resources.layouts + "/hunan-2023"
let formSet = try FormSet.load(folder: folder)
let rules = try RulePack.load(paths: [folder + "/rules.yaml"], model: formSet.model)
let library = try FontLibrary(FontCatalog.load(folder: resources.fonts))
let shaper = PangoTextShaper(library)

func audit(_ decoded: DecodedSubmission) throws -> AuditedSubmission {
    try AuditedSubmission(auditing: decoded, rules: rules) {
        FormComposer.cells(of: $0, in: $1, formSet: formSet)
    }
}

let decoded = try SubmissionSource(file).decode(formSet.model)
let submission = try ValidatedSubmission(audit(decoded))
let forms = try FormComposer.compose(submission, formSet: formSet)
var runs: [TextRun] = []
for section in forms.sections { section.forEachRun { runs.append($0) } }
let context = LayoutContext(shaper: shaper, words: formSet.words)
let known = KnownGlyphs(shaper)
let tables = forms.sections.with { if case .table = $0 { true } else { false } }
let tableContext = LayoutContext(shaper: known, words: formSet.words)
let texts = forms.sections.with { if case .text = $0 { true } else { false } }
let document = try PageLayouter.layout(forms.sections, watermark: nil, context: context)
let metadata = DocumentMetadata(
    title: "测", author: "测", creator: "Annex", creationDate: "2024-06-02T00:00:00Z", properties: [])
let drawn = try PDFCanvas.draw(document, metadata: metadata, library: { _ in library }, for: .finishing(isMarked: true))

benchmark("read and decode") { _ = try SubmissionSource(file).decode(formSet.model) }
benchmark("validate") { _ = try audit(decoded) }
benchmark("compose") { _ = try FormComposer.compose(submission, formSet: formSet) }
benchmark("shape every text anew") { runs.forEach { _ = shaper.shape($0.text, style: $0.style) } }
benchmark("lay out: shape, break, tables, pages") {
    _ = try PageLayouter.layout(forms.sections, watermark: nil, context: context)
}
// Without a context that remembers paragraphs, all are broken anew; the tables' have been, but for the long ones.
benchmark("break texts whose glyphs are known into lines") {
    _ = try PageLayouter.layout(texts, context: LayoutContext(shaper: known, words: formSet.words))
}
benchmark("lay out tables whose short texts are broken") {
    _ = try PageLayouter.layout(tables, context: tableContext)
}
benchmark("draw, surface finish included") {
    _ = try PDFCanvas.draw(document, metadata: metadata, library: { _ in library }, for: .finishing(isMarked: true))
}
benchmark("surface finish alone") { state in
    let drawing = PDFDrawing(metadata, library: library, for: .finishing(isMarked: true))
    document.pages.forEach(drawing.draw)
    drawing.wait()
    state.start()
    _ = try drawing.finish(document.sections)
    try state.end()
}
benchmark("finish for the archive") {
    _ = try PDFFinisher.finish(drawn, with: PDFFinisher.Content(document: document, metadata: metadata), as: .a3a)
}
Benchmark.main()
