import Diagnostics
import Files
import Forms
import Intake
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Holds the workbook and the printed volumes of a catalogue against its XML.
struct CatalogueTables {
    private let folder: String
    /// The rows of the workbook, by their places from 1; `nil` where it cannot be read.
    private var rows: [[String]]?
    private var count = 0
    private var wrong: [Int] = []
    /// The items of the volume that is being read, and the volumes that follow.
    private var printed: [PrintedItem] = []
    private var series: Substring = ""
    private var volume = 0
    private var findings: [Diagnostic] = []
    /// The files that were compared.
    private(set) var known: Set<String> = [CatalogueWriter.workbook]

    /// An item as a printed volume holds it in its data.
    private struct PrintedItem: Decodable, Equatable {
        let number: Int
        let code, title: String
        var document, responsible, date, classification, note: String?
        let pages: Double
    }

    private struct PrintedVolume: Decodable {
        let items: [PrintedItem]
    }

    init(_ folder: String) {
        self.folder = folder
        rows = Self.rows("\(folder)/\(CatalogueWriter.workbook)")
    }

    private static func rows(_ path: String) -> [[String]]? {
        guard let bytes = try? RegularFile.read(path, atMost: 1 << 26), OfficeFile.kind(of: bytes) == .package,
            let file = try? OfficeFile.read(bytes, name: path), case .grid(let grid)? = file.parts.first
        else { return nil }
        var rows: [[String]] = []
        for cell in grid.cells {
            while rows.count <= cell.row { rows.append([]) }
            while rows[cell.row].count < cell.column { rows[cell.row].append("") }
            rows[cell.row].append(cell.text)
        }
        return rows
    }

    /// Compares the next row.
    mutating func add(_ row: CatalogueRow) {
        count += 1
        if let rows {
            let texts = [String(row.number)] + row.texts.dropLast().map(\.text)
            let found = count < rows.count ? rows[count] : []
            let padded = found + [String](repeating: "", count: max(0, texts.count - found.count))
            if padded != texts { wrong.append(row.number) }
        }
        let prefix = row.code[...(row.code.lastIndex(of: "-") ?? row.code.startIndex)]
        guard row.code.contains("-") else { return }
        if prefix != series {
            noteRest()
            (series, volume, printed) = (prefix, 0, [])
        }
        if printed.isEmpty { openVolume() }
        guard let item = printed.first else { return }
        printed.removeFirst()
        if !Self.isSame(item, row) { note(Self.name(series, volume), row.code) }
    }

    private mutating func openVolume() {
        let next = Self.name(series, volume + 1)
        volume += 1
        let files = try? ArchiveInspector.files(path: "\(folder)/\(next)")
        let data = files?.first { $0.name == "submission.json" }?.bytes ?? []
        printed = (try? JSONDecoder().decode(PrintedVolume.self, from: Data(data)))?.items ?? []
        known.insert(next)
        if printed.isEmpty {
            note(next, "")
            volume -= 1
        }
    }

    private static func name(_ series: Substring, _ volume: Int) -> String {
        PackWriter.catalogueName(String(series), volume: volume)
    }

    private static func isSame(_ item: PrintedItem, _ row: CatalogueRow) -> Bool {
        let texts = [item.document, item.responsible, item.date, item.classification, item.note].map { $0 ?? "" }
        return item.number == row.number && item.code == row.code && item.title == row.title
            && item.pages == Double(row.pages)
            && texts == [row.document, row.responsible, row.date, row.classification, row.note]
    }

    private mutating func noteRest() {
        if let item = printed.first { note(Self.name(series, volume), item.code) }
    }

    private mutating func note(_ name: String, _ code: String) {
        guard findings.last?.span?.file.name != "\(folder)/\(name)" else { return }
        findings.append(
            Diagnostic(
                .error, id: "pack-volume",
                LocalizedText(
                    code.isEmpty ? "读不出目录，或缺少几件" : "\(code) 与 \(CatalogueXML.fileName) 不符",
                    en: code.isEmpty
                        ? "no catalogue that can be read, or it lacks items"
                        : "\(code) is not as in \(CatalogueXML.fileName)"),
                at: .whole(SourceFile(name: "\(folder)/\(name)", text: ""))))
    }

    /// What is wrong, when all rows have been compared.
    mutating func finish() -> [Diagnostic] {
        noteRest()
        if rows == nil, count > Self.mostRows {
            note(
                LocalizedText(
                    "超过 \(Self.mostRows) 件，工作簿只核对了摘要，没有逐格核对",
                    en: "more than \(Self.mostRows) items: of the workbook only the digest was checked"),
                severity: .warning)
        } else if rows == nil {
            note(LocalizedText("读不出工作簿", en: "the workbook cannot be read"))
        } else if !wrong.isEmpty || rows?.count != count + 1 {
            let first = wrong.first.map { "第 \($0) 件起" } ?? ""
            note(
                LocalizedText(
                    "与 \(CatalogueXML.fileName) 不符\(first)", en: "not as in \(CatalogueXML.fileName)"))
        }
        return findings
    }

    /// How many rows a workbook has at most of those that are read: they have 50,000 cells.
    private static let mostRows = 5000

    private mutating func note(_ text: LocalizedText, severity: Severity = .error) {
        let place = SourceSpan.whole(SourceFile(name: "\(folder)/\(CatalogueWriter.workbook)", text: ""))
        findings.append(Diagnostic(severity, id: "pack-workbook", text, at: place))
    }
}
