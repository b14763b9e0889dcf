import Archive
import Diagnostics
import Files
import Graphics
import Intake
import PDFFormat
import Rendering
import SourceTree

/// Writes the files of a pack, an item at a time.
final class PackWriter {
    let settings: PackSettings
    let renderer: Renderer
    let bag: BagWriter
    var checks = PackChecks()
    private let catalogue: CatalogueWriter
    private var faults: [Diagnostic] = []
    /// How many marks were put, were there already, or must not be put on a signed file.
    private var marks = (put: 0, printed: 0, signed: 0)
    private var scans = 0

    /// Begins a pack in a new folder.
    init(_ folder: String, _ settings: PackSettings, _ renderer: Renderer) throws(RenderError) {
        (self.settings, self.renderer) = (settings, renderer)
        do throws(OutputFile.Failure) { bag = try BagWriter(folder) } catch { throw .unwritable(error) }
        catalogue = try CatalogueWriter(folder, settings)
    }

    /// Writes the pack of `plan`.
    /// - Throws: ``RenderError`` where a file must not be packed, or cannot be written.
    func write(_ plan: PackPlan, from folder: String, scans: String?) throws(RenderError) -> ArchivePack.Summary {
        for text in plan.leftOut { checks.note(.items, "", text) }
        for item in plan.items { try write(item, from: folder, scans: scans) }
        guard faults.isEmpty else { throw .rejected(faults) }
        if let scans { noteStrangers(in: scans, plan) }
        let totals = try catalogue.finish(bag)
        try writeCatalogues(plan)
        noteDetails(plan, pages: totals, hasScans: scans != nil)
        try writeReport(items: plan.items.count, pages: totals)
        try writing { () throws(OutputFile.Failure) in try self.writeTags(plan, pages: totals) }
        return ArchivePack.Summary(
            items: plan.items.count, pages: totals, ranges: Self.ranges(plan), findings: checks.findings)
    }

    func writing<Value>(_ body: () throws(OutputFile.Failure) -> Value) throws(RenderError) -> Value {
        do throws(OutputFile.Failure) { return try body() } catch { throw .unwritable(error) }
    }

    // MARK: Items

    private func write(_ item: PackItem, from folder: String, scans: String?) throws(RenderError) {
        let scan = scans.map { FilePath.inside($0, item.output) }.flatMap { OutputFile.exists($0) ? $0 : nil }
        let path = scan ?? FilePath.inside(folder, item.output)
        guard let (bytes, found) = file(path) else { return }
        var remarks: [String] = []
        if scans != nil, scan == nil {
            remarks.append("缺签字件")
            checks.note(
                .signedCopies, item.code,
                LocalizedText(
                    "\(item.office)：没有签字件，收的是电子原件",
                    en: "\(item.office): no signed copy; the electronic original is packed"))
        }
        self.scans += scan == nil ? 0 : 1
        check(item, found, isScan: scan != nil, &remarks)
        let (content, isStamped) = try stamped(bytes, item, found)
        let name = item.series.path(item.number, "pdf")
        let hash = try writing { () throws(OutputFile.Failure) in try self.bag.add(content, name) }
        let row = CatalogueRow(
            number: catalogue.count + 1, code: item.code, document: XMLText.line(item.document),
            responsible: XMLText.line(item.responsible), title: XMLText.line(item.title), date: item.date,
            classification: XMLText.line(item.classification), pages: found.pages,
            note: XMLText.line(([item.note] + remarks).filter { !$0.isEmpty }.joined(separator: "；")), file: name)
        let metadata = ItemMetadata(
            row: row, series: item.series, item: item.series.item(item.number), office: settings.office.name,
            section: settings.section.name, format: found.standard ?? "", size: content.count, hash: hash,
            source: (item.output, FileHash.sha256(of: bytes[...]), scan != nil), hasStamp: isStamped)
        try writing { () throws(OutputFile.Failure) in
            try self.bag.add(Array(metadata.text.utf8), item.series.path(item.number, "xml"))
            try self.catalogue.add(row)
        }
    }

    /// The file at `path` and what was found in it; `nil` with a fault where it cannot be read.
    private func file(_ path: String) -> (bytes: [UInt8], found: PDFExamination)? {
        do throws(RegularFile.Failure) {
            let bytes = try RegularFile.read(path, atMost: ArchivedPDF.maximumSize)
            do throws(PDFError) {
                return (bytes, try PDFExamination(bytes))
            } catch {
                faults.append(.unreadable(path, error))
            }
        } catch {
            faults.append(
                Diagnostic(.error, id: error.id, error.message, at: .whole(SourceFile(name: path, text: ""))))
        }
        return nil
    }

    private func check(_ item: PackItem, _ found: PDFExamination, isScan: Bool, _ remarks: inout [String]) {
        if isScan { checkCopy(item, found, &remarks) }
        for (title, text) in [("题名", item.title), ("责任者", item.responsible), ("日期", item.date)] where text.isEmpty {
            checks.note(.entries, item.code, LocalizedText("没有\(title)", en: "\(title) is empty"))
        }
        if found.standard?.hasPrefix("PDF/A-") != true {
            checks.note(.standard, item.code, LocalizedText("没有声明 PDF/A", en: "it does not say that it is PDF/A"))
        }
        for font in found.missingFonts {
            checks.note(.fonts, item.code, LocalizedText("字体 \(font) 不在文件里", en: "the font \(font) is not inside"))
        }
        for action in found.activeContent {
            checks.note(.actions, item.code, LocalizedText("有 \(action)", en: "it has \(action)"))
        }
        if found.isSigned { marks.signed += 1 }
    }

    /// Checks a signed copy: `annex stack --collect` states which pages it lacks, and of which data they are.
    private func checkCopy(_ item: PackItem, _ found: PDFExamination, _ remarks: inout [String]) {
        if let digest = found.properties["digest"], let own = item.digest, digest != own {
            checks.note(
                .unchanged, item.code,
                LocalizedText(
                    "\(item.office)：签字件是另一版数据的，校验值 \(digest)，应为 \(own)",
                    en: "\(item.office): the signed copy is of other data: \(digest), not \(own)"))
            remarks.append("签字件是另一版的")
        }
        if let missing = found.properties["missingPages"], !missing.isEmpty {
            checks.note(
                .pages, item.code,
                LocalizedText(
                    "\(item.office)：签字件缺页：\(missing)", en: "\(item.office): the signed copy lacks pages: \(missing)"))
            return remarks.append("签字件缺页")
        }
        // The back of the last sheet may have been scanned, and blank pages may have been left out.
        let allowed = item.pages - item.blankPages...item.pages + item.pages % 2
        guard !allowed.contains(found.pages) else { return }
        if found.pages < allowed.lowerBound { remarks.append("缺\(allowed.lowerBound - found.pages)页") }
        checks.note(
            .pages, item.code,
            LocalizedText(
                "\(item.office)：应有 \(item.pages) 页，这里是 \(found.pages) 页",
                en: "\(item.office): \(item.pages) pages were made, here are \(found.pages)"))
    }

    /// `bytes` with the archive's mark on the first page, unless there is one, or a signature is for the file as it is.
    private func stamped(
        _ bytes: [UInt8], _ item: PackItem, _ found: PDFExamination
    ) throws(RenderError) -> (bytes: [UInt8], isStamped: Bool) {
        guard !item.hasMark else {
            marks.printed += 1
            return (bytes, false)
        }
        guard !found.isSigned else { return (bytes, false) }
        let mark = try rendered(settings.mark(item, pages: found.pages), name: "\(item.code).json", tagged: false)
        do throws(PDFError) {
            let stamped = try PageStamp(mark).stamped(bytes)
            marks.put += 1
            return (stamped, true)
        } catch {
            throw .rejected([.unreadable(item.output, error)])
        }
    }

    /// The PDF of what `data` state.
    func rendered(_ data: JSONValue, name: String, tagged: Bool) throws(RenderError) -> [UInt8] {
        let options = RenderingOptions(profile: tagged ? .a3a : .a2u)
        return try renderer.render(.bytes(data.utf8, name: name, images: [:]), options).pdf.bytes
    }

    /// Files among the signed copies that are none of the items'.
    private func noteStrangers(in scans: String, _ plan: PackPlan) {
        let known = Set(plan.items.map { Spelling($0.output) })
        for path in FolderWalk(scans, isDeep: false).files {
            let name = FilePath.parts(path).name
            guard name.lowercased().hasSuffix(".pdf"), !known.contains(Spelling(name)) else { continue }
            checks.note(
                .items, name,
                LocalizedText("签字件里有这个文件，清单里没有，没有收入", en: "a signed copy of nothing that the manifest lists; left out"))
        }
    }

    // MARK: Report

    private static func ranges(_ plan: PackPlan) -> [(first: String, last: String)] {
        plan.items.reduce(into: [(PackItem, PackItem)]()) { runs, item in
            if let last = runs.last, last.0.series == item.series {
                runs[runs.count - 1].1 = item
            } else {
                runs.append((item, item))
            }
        }.map { ($0.code, $1.code) }
    }

    private func noteDetails(_ plan: PackPlan, pages: Int, hasScans: Bool) {
        let count = plan.items.count
        let ranges = Self.ranges(plan).map { $0.first == $0.last ? $0.first : "\($0.first) 至 \($0.last)" }
        if marks.signed > 0 { checks.unchecked.insert(.signatures) }
        checks.details = [
            .unchanged: "\(count) 件的原件都核对过",
            .signatures: marks.signed == 0 ? "没有电子签名" : "\(marks.signed) 件有，签名的效力用 annex verify 核对",
            .marks: "加盖 \(marks.put) 件，原件已印 \(marks.printed) 件，有电子签名而不盖 \(count - marks.put - marks.printed) 件",
            .items: "\(count) 件" + (plan.outdated == 0 ? "" : "；不是最近一批的 \(plan.outdated) 个没有收入"),
            .numbers: ranges.joined(separator: "；"), .pages: "\(pages) 页",
            .signedCopies: hasScans ? "\(scans) 件" : "归档的是电子原件，没有要求签字件", .entries: "题名、责任者、日期", .metadata: "\(count) 份",
            .opens: "\(count) 件", .standard: "\(count) 件", .fonts: "\(count) 件",
            .checksums: "摘要见 \(BagWriter.manifest)",
            .encryption: "\(count) 件", .actions: "\(count) 件", .viruses: "移交时由接收单位检测",
        ]
    }
}
