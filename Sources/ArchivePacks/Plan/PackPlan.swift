import Archive
import Batch
import Diagnostics
import Files
import PDFFormat
import Rendering
import SourceTree

/// Which outputs a pack takes, and as which items.
struct PackPlan {
    private(set) var items: [PackItem] = []
    /// Submissions that gave no output, and outputs that are left out; they are told of in the report.
    private(set) var leftOut: [LocalizedText] = []
    /// How many outputs do not belong to the last batch, and are left out for that.
    private(set) var outdated = 0
    private var faults: [Diagnostic] = []

    /// Plans a pack of the outputs in `folder`, in the order in which they are printed.
    /// - Parameter hasStamp: whether the form set of this name prints an archive's mark.
    /// - Throws: ``RenderError/rejected(_:)`` with every fault.
    init(
        _ folder: String, _ manifest: Manifest, _ settings: PackSettings, hasStamp: (String) -> Bool
    ) throws(RenderError) {
        var stated: [PackSeries: [Int: Int]] = [:]
        for name in manifest.order {
            guard let entry = manifest.entries[name] else { continue }
            if !entry.isCurrent || entry.isSuperseded {
                outdated += 1
                continue
            }
            if entry.isDraft {
                leftOut.append(Self.draft(entry))
                continue
            }
            add(entry, in: folder, settings, hasStamp: hasStamp, &stated)
        }
        leftOut += manifest.failures.values.map(Self.refused)
        if items.isEmpty, faults.isEmpty { faults.append(.nothingToPack(folder)) }
        assignNumbers(settings.first ?? 1, stated)
        guard faults.isEmpty else { throw .rejected(faults) }
    }

    private mutating func add(
        _ entry: Manifest.Entry, in folder: String, _ settings: PackSettings, hasStamp: (String) -> Bool,
        _ stated: inout [PackSeries: [Int: Int]]
    ) {
        let path = FilePath.inside(folder, entry.output)
        guard let bytes = original(path, entry) else { return }
        let found: PDFExamination
        do throws(PDFError) { found = try PDFExamination(bytes) } catch {
            return faults.append(.unreadable(path, error))
        }
        let exception = settings.exception(for: entry.office)
        let series = settings.series(exception?.retention ?? settings.retention)
        let mark = found.properties.filter { !Self.general.contains($0.key) && !$0.value.isEmpty }
        check(mark, against: series, settings, path)
        if let text = mark["item"], let number = Int(text) { stated[series, default: [:]][items.count] = number }
        items.append(
            PackItem(
                series: series, number: 0, output: entry.output, office: entry.office,
                title: found.title.isEmpty ? entry.office + entry.title : found.title,
                document: exception?.document ?? settings.document ?? "",
                responsible: exception?.responsible ?? settings.responsible ?? entry.office,
                date: (exception?.date ?? entry.date ?? "").eightDigits,
                classification: exception?.classification ?? settings.classification ?? "",
                note: exception?.note ?? settings.note ?? "", pages: found.pages,
                blankPages: entry.codes?.blankPages.count ?? 0, digest: entry.codes?.digest,
                hasMark: !mark.isEmpty && hasStamp(entry.formSet)))
    }

    /// The names of what PDFs of this program state besides the archive's mark.
    private static let general: Set = ["office", "year", "formSet"]

    /// The output at `path` as it was made, or signed since.
    private mutating func original(_ path: String, _ entry: Manifest.Entry) -> [UInt8]? {
        do throws(RegularFile.Failure) {
            let bytes = try RegularFile.read(path, atMost: ArchivedPDF.maximumSize)
            if ListedFile(hash: entry.outputHash).addition(in: bytes) != nil { return bytes }
            faults.append(.changed(path))
        } catch {
            faults.append(Diagnostic(.error, id: error.id, error.message, at: .whole(SourceFile(name: path, text: ""))))
        }
        return nil
    }

    /// Notes where the mark that an office states of itself is another than the archivist's.
    private mutating func check(
        _ mark: [String: String], against series: PackSeries, _ settings: PackSettings, _ path: String
    ) {
        let wanted = [
            ("fonds", "全宗号", [series.fonds]), ("retention", "保管期限", [series.retention]),
            ("category", "机构或问题", [settings.section.code, settings.section.name]),
        ]
        for (key, title, values) in wanted {
            guard let value = mark[key], !values.contains(value) else { continue }
            faults.append(.otherMark(path, title, value, values.last ?? ""))
        }
    }

    // MARK: Numbers

    /// Numbers the items of each series without gaps: those that state a number keep it, the others fill what is between.
    private mutating func assignNumbers(_ first: Int, _ stated: [PackSeries: [Int: Int]]) {
        let members = Dictionary(grouping: items.indices) { items[$0].series }
        for (series, indices) in members {
            let range = first..<first + indices.count
            var owners: [Int: Int] = [:]
            for (index, number) in (stated[series] ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard range.contains(number), owners[number] == nil else {
                    faults.append(.numberTaken(items[index], number, range))
                    continue
                }
                owners[number] = index
                items[index].number = number
            }
            var free = range.lazy.filter { owners[$0] == nil }.makeIterator()
            for index in indices where items[index].number == 0 { items[index].number = free.next() ?? 0 }
        }
        items.sort { ($0.series.retention, $0.number) < ($1.series.retention, $1.number) }
    }

    private static func draft(_ entry: Manifest.Entry) -> LocalizedText {
        LocalizedText("\(entry.output)：草稿，没有收入", en: "\(entry.output): a draft, left out")
    }

    private static func refused(_ failure: Manifest.Failure) -> LocalizedText {
        let office = failure.office.isEmpty ? failure.input : failure.office
        return LocalizedText("\(office)：材料有误，没有生成，也就没有归档", en: "\(office): the submission was refused; nothing to pack")
    }
}

extension Diagnostic {
    private static func at(_ path: String) -> SourceSpan { .whole(SourceFile(name: path, text: "")) }

    static func unreadable(_ path: String, _ error: PDFError) -> Diagnostic {
        Diagnostic(.error, id: error.id, error.message, at: at(path), hints: error.hints)
    }

    fileprivate static func changed(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "changed-output",
            LocalizedText("这个文件不是生成时的样子，也不只是加了签名", en: "the file is not as it was made, nor only signed since"),
            at: at(path),
            hints: [
                LocalizedText(
                    "用 annex verify 看哪里不同，或重新生成", en: "see with annex verify where it differs, or render it again")
            ])
    }

    fileprivate static func nothingToPack(_ folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "nothing-to-pack", LocalizedText("清单里没有可以归档的文件", en: "the manifest lists nothing to pack"),
            at: at(folder))
    }

    fileprivate static func otherMark(_ path: String, _ title: String, _ found: String, _ expected: String)
        -> Diagnostic
    {
        Diagnostic(
            .error, id: "other-archive-mark",
            LocalizedText(
                "材料的归档章写的\(title)是“\(found)”，归档数据写的是“\(expected)”",
                en: "the submission's own archive mark says \(title) “\(found)”, the archive's data say “\(expected)”"),
            at: at(path),
            hints: [
                LocalizedText(
                    "改其中一处；个别单位的写在 exceptions 里", en: "change one of them; exceptions state what is other of one office"
                )
            ])
    }

    fileprivate static func numberTaken(_ item: PackItem, _ number: Int, _ range: Range<Int>) -> Diagnostic {
        Diagnostic(
            .error, id: "item-number",
            LocalizedText(
                "材料写的件号 \(number) 与别的重复，或不在 \(range.lowerBound) 到 \(range.upperBound - 1) 之间，件号就会有断号",
                en:
                    "the stated item number \(number) is another's, or not within \(range.lowerBound) to \(range.upperBound - 1)"
            ),
            at: at(item.output),
            hints: [
                LocalizedText("删去材料里的 archive.item，由程序编号", en: "leave archive.item out and let the program number it")
            ])
    }
}
