import Archive
package import Diagnostics
import Files
import PDFFormat
import Rendering
import SourceTree

/// Checks a pack: its bag, its catalogue against its files and against itself, and each file.
package struct PackCheck {
    /// What is wrong; nothing where the pack is as it was made.
    package private(set) var findings: [Diagnostic]
    /// How many items and pages the catalogue lists.
    package private(set) var items = 0, pages = 0

    private let folder: String
    private let sound: Set<String>
    private var head: PackHead?
    /// The last number of each series, by what the codes of its items begin with.
    private var last: [Substring: Int] = [:]
    private var codes: Set<String> = []
    /// The files that belong to items.
    private var known: Set<String> = []
    private var tables: CatalogueTables

    /// Checks the pack in `folder`.
    package init(_ folder: String) {
        self.folder = PackPlace.path(folder)
        tables = CatalogueTables(self.folder)
        guard ["bagit.txt", CatalogueXML.fileName].contains(where: { OutputFile.exists("\(folder)/\($0)") }) else {
            (findings, sound) = ([.noPack(folder)], [])
            return
        }
        let bag = BagCheck(self.folder)
        (findings, sound) = (bag.findings, bag.sound)
        checkCatalogue()
        findings += tables.finish()
        checkAmounts(bag.information["External-Description"] ?? "")
        for name in Self.documents where !sound.contains(name) {
            note("pack-missing", name, LocalizedText("缺少这个文件", en: "this file is missing"))
        }
        known.formUnion(tables.known.union(Self.documents))
        for name in sound.subtracting(known).sorted() {
            note("pack-unlisted", name, LocalizedText("目录里没有这个文件", en: "the catalogue does not list this file"))
        }
    }

    /// What every pack has besides its items and catalogues.
    private static let documents: Set = [
        PackWriter.reportName, "data/schema/catalogue.xsd", "data/schema/metadata.xsd",
    ]

    private mutating func note(_ id: String, _ name: String, _ text: LocalizedText) {
        findings.append(Diagnostic(.error, id: id, text, at: .whole(SourceFile(name: "\(folder)/\(name)", text: ""))))
    }

    // MARK: Catalogue

    private mutating func checkCatalogue() {
        guard let lines = LineReader("\(folder)/\(CatalogueXML.fileName)") else {
            return note("pack-catalogue", CatalogueXML.fileName, LocalizedText("没有目录", en: "there is no catalogue"))
        }
        let declaration = lines.next()
        head = lines.next().flatMap { CatalogueXML.head(reading: $0) }
        if head == nil || declaration.map({ "\($0)\n" }) != XMLText.declaration { noteOdd(declaration ?? "") }
        while let line = lines.next(), !line.hasPrefix("<合计 ") {
            if let row = CatalogueXML.row(line) { check(row) } else { noteOdd(line) }
            if findings.count > Self.mostFindings { return }
        }
        let end = CatalogueXML.end(items: items, pages: pages).split(separator: "\n")
        _ = lines.next()
        guard let reader = LineReader("\(folder)/\(CatalogueXML.fileName)") else { return }
        var ends: [Substring] = []
        while let line = reader.next() { ends = ends.suffix(1) + [line] }
        if ends != end {
            note(
                "pack-totals", CatalogueXML.fileName,
                LocalizedText(
                    "目录末尾的合计与各件不符，应为 \(items) 件 \(pages) 页",
                    en: "the totals are not those of the items: \(items) items of \(pages) pages"))
        }
    }

    /// More findings than these are not looked for.
    private static let mostFindings = 10_000

    private mutating func noteOdd(_ line: Substring) {
        note(
            "pack-catalogue", CatalogueXML.fileName,
            LocalizedText(
                "目录里有一行读不懂：\(line.prefix(100))", en: "a line of the catalogue that is none: \(line.prefix(100))"))
    }

    private mutating func check(_ row: CatalogueRow) {
        items += 1
        pages += row.pages
        if row.number != items {
            note(
                "pack-order", CatalogueXML.fileName,
                LocalizedText("第 \(items) 件的序号是 \(row.number)", en: "item \(items) has the number \(row.number)"))
        }
        if !codes.insert(row.code).inserted {
            note(
                "pack-code-twice", CatalogueXML.fileName,
                LocalizedText("档号 \(row.code) 有两件", en: "two items are \(row.code)"))
        }
        checkNumber(row)
        checkFile(row)
        tables.add(row)
    }

    /// Checks an archival code: its parts are those of the catalogue and the file, and its number follows the last one.
    private mutating func checkNumber(_ row: CatalogueRow) {
        guard
            let match = row.code.wholeMatch(
                of: #/(([0-9A-Za-z]+)-([0-9A-Za-z]+)·([0-9]{4})-[0-9A-Za-z]+-[0-9A-Za-z]+-)([0-9]+)/#),
            let number = Int(match.5)
        else {
            return note(
                "pack-code", CatalogueXML.fileName, LocalizedText("档号反常：\(row.code)", en: "an odd code: \(row.code)"))
        }
        if let head, (head.fonds, head.type, head.year) != (String(match.2), String(match.3), String(match.4)) {
            note(
                "pack-code", CatalogueXML.fileName,
                LocalizedText(
                    "档号 \(row.code) 与目录的全宗号、门类、年度不符", en: "\(row.code) is not of the catalogue's fonds, type and year"))
        }
        if row.file != "data/records/\(match.4)/\(match.3)/\(PackSeries.stem(row.code)).pdf" {
            note(
                "pack-code", CatalogueXML.fileName,
                LocalizedText(
                    "档号 \(row.code) 与文件名 \(row.file) 不符", en: "\(row.code) is not what \(row.file) is called by"))
        }
        if let before = last[match.1], number != before + 1 {
            note(
                "pack-gap", CatalogueXML.fileName,
                LocalizedText(
                    "件号不连续：\(row.code) 的前一件是 \(before)", en: "a gap in the numbers: before \(row.code) stands \(before)"
                ))
        }
        last[match.1] = number
    }

    // MARK: Files

    private mutating func checkFile(_ row: CatalogueRow) {
        let metadata = row.file.hasSuffix(".pdf") ? row.file.dropLast(3) + "xml" : ""
        known.formUnion([row.file, String(metadata)])
        for name in [row.file, String(metadata)] where !sound.contains(name) {
            if !findings.contains(where: { $0.span?.file.name == "\(folder)/\(name)" }) {
                note(
                    "pack-missing", name,
                    LocalizedText("目录里有，包的清单里没有", en: "the catalogue lists it, the manifest does not"))
            }
        }
        guard sound.contains(row.file) else { return }
        do throws(RegularFile.Failure) {
            let bytes = try RegularFile.read("\(folder)/\(row.file)", atMost: ArchivedPDF.maximumSize)
            do throws(PDFError) {
                check(try PDFExamination(bytes), row)
            } catch {
                findings.append(.unreadable("\(folder)/\(row.file)", error))
            }
            if sound.contains(String(metadata)) {
                check(String(metadata), row, size: bytes.count, hash: FileHash.sha256(of: bytes[...]))
            }
        } catch {
            note(error.id, row.file, error.message)
        }
    }

    private mutating func check(_ found: PDFExamination, _ row: CatalogueRow) {
        if found.pages != row.pages {
            note(
                "pack-pages", row.file,
                LocalizedText(
                    "有 \(found.pages) 页，目录写的是 \(row.pages) 页",
                    en: "it has \(found.pages) pages, the catalogue says \(row.pages)"))
        }
        if found.standard?.hasPrefix("PDF/A-") != true {
            note("pack-standard", row.file, LocalizedText("没有声明 PDF/A", en: "it does not say that it is PDF/A"))
        }
        for font in found.missingFonts {
            note("pack-fonts", row.file, LocalizedText("字体 \(font) 不在文件里", en: "the font \(font) is not inside"))
        }
        for action in found.activeContent {
            note("pack-actions", row.file, LocalizedText("有 \(action)", en: "it has \(action)"))
        }
    }

    /// Holds the metadata of an item against its row and its file.
    private mutating func check(_ name: String, _ row: CatalogueRow, size: Int, hash: String) {
        let text = (try? RegularFile.text("\(folder)/\(name)")) ?? ""
        let lines = Set(text.split(separator: "\n"))
        let wanted = [
            ("档号", row.code), ("题名", row.title), ("责任者", row.responsible), ("日期", row.date), ("密级", row.classification),
            ("文件编号", row.document), ("页数", String(row.pages)), ("计算机文件大小", String(size)), ("摘要值", hash),
        ]
        for (title, value) in wanted where !value.isEmpty && !lines.contains(XMLText.element(title, value)[...]) {
            note(
                "pack-metadata", name,
                LocalizedText(
                    "\(title)与目录或文件不符，应为“\(value)”", en: "\(title) is not that of the catalogue or the file: “\(value)”"
                ))
        }
    }

    private mutating func checkAmounts(_ description: String) {
        let text = (try? RegularFile.text("\(folder)/\(PackDescription.fileName)")) ?? ""
        let amount = PackDescription.amount(items: items, pages: pages)
        if !text.split(whereSeparator: \.isNewline).contains(amount[...]) {
            note(
                "pack-description", PackDescription.fileName,
                LocalizedText("应写有“\(amount)”", en: "it should say “\(amount)”"))
        }
        if !description.hasSuffix(" \(items) 件 \(pages) 页") {
            note(
                "pack-description", BagWriter.information,
                LocalizedText("件数、页数与目录不符", en: "the items and pages are not those of the catalogue"))
        }
    }
}

extension Diagnostic {
    fileprivate static func noPack(_ folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-pack", LocalizedText("这不是归档包", en: "this is no pack"),
            at: .whole(SourceFile(name: folder, text: "")),
            hints: [
                LocalizedText("写 annex archive -o 的文件夹", en: "name the folder that annex archive -o wrote")
            ])
    }
}
