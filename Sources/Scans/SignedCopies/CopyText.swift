import Batch
import Diagnostics
import Files
import Graphics
import PrintJobs
import Rendering

/// What signed copies say, of themselves and to the user.
struct CopyText {
    private let plan: SignedCopyPlan
    private let pages: [SignedCopy.Page]
    private let gaps: [SignedCopy.Gap]

    init(_ plan: SignedCopyPlan, _ pages: [SignedCopy.Page], _ gaps: [SignedCopy.Gap]) {
        (self.plan, self.pages, self.gaps) = (plan, pages, gaps)
    }

    /// The end of the copy that `writer` has written the pages of.
    func finished(_ writer: consuming SignedCopyWriter, _ printed: PrintedPDF) -> [UInt8] {
        let metadata = DocumentMetadata(
            title: printed.title + "（签字件）", author: plan.entry.office, creator: "Annex \(Renderer.version)",
            creationDate: printed.creationDate ?? "1970-01-01T00:00:00Z",
            properties: [
                DocumentMetadata.Property("office", "单位", plan.entry.office),
                DocumentMetadata.Property("digest", "识别码的校验值", plan.digest),
                DocumentMetadata.Property("pages", "所收的页", pages.map(\.number).ranges(separator: "、")),
                DocumentMetadata.Property("missingPages", "缺的页", missing),
                DocumentMetadata.Property("scans", "各页来自", origins),
            ].filter { !$0.value.isEmpty })
        return writer.finished(metadata, outline: outline).bytes
    }

    private var missing: String {
        gapsByForm.map { "\($0.pages.ranges(separator: "、"))（\($0.form)）" }.joined(separator: "；")
    }

    private var origins: String {
        pages.map { page in
            let name = FilePath.parts(page.scan.file).name
            let sign = page.code.map { "识别码 \($0)" } ?? "按版面认出"
            return "第 \(page.number) 页：\(name) 第 \(page.scan.page) 页，\(sign)，SHA-256 \(page.scan.hash)"
        }.joined(separator: "；")
    }

    /// The missing pages of each form.
    private var gapsByForm: [(form: String, pages: [Int])] {
        gaps.reduce(into: []) { groups, gap in
            if groups.last?.form == gap.form {
                groups[groups.count - 1].pages.append(gap.number)
            } else {
                groups.append((gap.form, [gap.number]))
            }
        }
    }

    /// The forms by their first pages that are there, and what is missing where it would be.
    private var outline: [SignedCopyWriter.Section] {
        var sections: [(number: Int, section: SignedCopyWriter.Section)] = []
        for (index, form) in plan.entry.forms.enumerated() {
            let next = index + 1 < plan.entry.forms.count ? plan.entry.forms[index + 1].page : Int.max
            let first = pages.firstIndex { $0.number >= form.page && $0.number < max(next, form.page + 1) }
            guard let first else { continue }
            sections.append((pages[first].number, SignedCopyWriter.Section(title: form.title, page: first + 1)))
        }
        for group in gapsByForm {
            for run in group.pages.runs {
                let title = "缺第 \(Array(run).ranges(separator: "、")) 页（\(group.form)）"
                sections.append((run.lowerBound, SignedCopyWriter.Section(title: title, page: nil)))
            }
        }
        return sections.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
            .map(\.element.section)
    }

    // MARK: Findings

    static let changed = LocalizedText(
        "文件不在，或与清单所列的不同，不能收签字件；用 annex render 重新生成",
        en: "the file is missing or not as the manifest lists it, so that no copy of it is made; render it again")

    static let otherVersion = LocalizedText(
        "这里是另一版数据的签字件，没有替换", en: "the signed copy here is of other data; it was not replaced")

    static let moveAway = LocalizedText("要收新的，先把它移到别处", en: "move it away first")

    static let scanTogether = LocalizedText(
        "把以前的扫描件也写在命令里；不要旧的，先把它移到别处", en: "name the earlier scans, too; or move it away first")

    static func fewer(_ numbers: [Int]) -> LocalizedText {
        LocalizedText(
            "这里的签字件有第 \(numbers.ranges(separator: "、")) 页，这次的扫描件没有，所以没有替换",
            en:
                "the signed copy here shows pages that these scans do not (\(numbers.ranges(separator: ", "))); it was not replaced"
        )
    }

    static func page(_ number: Int) -> LocalizedText { LocalizedText("第 \(number) 页：", en: "page \(number): ") }

    static func shared(_ number: Int) -> LocalizedText {
        LocalizedText(
            "一张图上不止一页，印件的第 \(number) 页没有收进签字件；请逐页扫描",
            en: "more than one page is on the picture; page \(number) was left out of the signed copy, scan it singly")
    }

    static func notAligned(_ number: Int) -> LocalizedText {
        LocalizedText(
            "与印件的第 \(number) 页对不准：图照收，看不见的文字可能不在字上",
            en: "it does not lie on page \(number) as it was printed: the unseen text may lie beside the ink")
    }

    static func redrawn(_ number: Int) -> LocalizedText {
        LocalizedText(
            "这一页不能原样收进 PDF/A，第 \(number) 页是按 300 dpi 重新画的",
            en: "PDF/A cannot hold it as it is; page \(number) was drawn anew at 300 dots an inch")
    }

    static func again(_ number: Int, taken place: ScanPlace) -> LocalizedText {
        let isOne = place.pages == 1
        let name = isOne ? place.file : "\(place.file) 第 \(place.page) 页"
        let english = isOne ? place.file : "page \(place.page) of \(place.file)"
        return LocalizedText(
            "第 \(number) 页不止扫了一次：收了 \(name)，没有收这一张",
            en: "page \(number) was scanned more than once: \(english) was taken, not this one")
    }
}
