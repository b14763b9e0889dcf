import Diagnostics
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What an archivist states of a pack: the fields that a form set for catalogues declares (`layouts/archive-catalogue`), by
/// their names.
struct PackSettings: Decodable {
    /// A name with a code.
    struct Section: Decodable {
        let code: String
        let name: String
    }

    /// An office.
    struct Office: Decodable {
        let name: String
    }

    /// What is other of one office's item.
    struct Exception: Decodable {
        let office: String
        var retention, responsible, document, date, classification, note: String?
    }

    let formSet: String
    let year: Int
    let office: Office
    let fonds: String
    let type: String
    let retention: String
    let section: Section
    var first, digits: Int?
    let date: String
    var responsible, document, classification, note: String?
    var exceptions: [Exception]?

    /// Reads what `checked` states.
    /// - Throws: ``RenderError/rejected(_:)`` with every fault.
    init(_ checked: CheckedSubmission) throws(RenderError) {
        let findings = checked.shownFindings
        guard !findings.containsError else { throw .rejected(findings) }
        let bytes = checked.canonicalJSON
        do {
            self = try JSONDecoder().decode(PackSettings.self, from: Data(bytes))
        } catch {
            throw .rejected([.noCatalogue(checked.span(of: "formSet"))])
        }
        var faults = [("fonds", fonds), ("type", type), ("retention", retention), ("section.code", section.code)]
            .filter { !$0.1.isArchiveCode }.map { Diagnostic.oddCode($0.1, checked.span(of: $0.0)) }
        for (index, exception) in (exceptions ?? []).enumerated() {
            guard let code = exception.retention, !code.isArchiveCode else { continue }
            faults.append(.oddCode(code, checked.span(of: "exceptions[\(index)].retention")))
        }
        guard faults.isEmpty else { throw .rejected(faults) }
    }

    /// What is other of the item of `office`.
    func exception(for office: String) -> Exception? { exceptions?.first { $0.office == office } }

    /// The exceptions that are of none of `offices`, by their places.
    func strangers(among offices: Set<String>) -> [(index: Int, office: String)] {
        (exceptions ?? []).enumerated().filter { !offices.contains($1.office) }.map { ($0, $1.office) }
    }

    /// What its items have in common that are kept for `retention`.
    func series(_ retention: String) -> PackSeries {
        PackSeries(
            fonds: fonds, type: type, year: year, retention: retention, section: section.code, digits: digits ?? 4)
    }

    /// The day of archiving in eight digits.
    var day: String { date.eightDigits }
}

extension String {
    /// Whether it may stand in an item's number, and so in the name of its file.
    var isArchiveCode: Bool { wholeMatch(of: #/[0-9A-Za-z]{1,20}/#) != nil }

    /// A date, written as 2024.6.2 or 2024-06-02, in eight digits; empty where it is none.
    var eightDigits: String {
        let parts = split { $0 == "." || $0 == "-" }.compactMap { Int($0) }
        guard parts.count == 3 else { return "" }
        return parts.map { $0.written(digits: 2) }.joined()
    }
}

extension Diagnostic {
    fileprivate static func oddCode(_ code: String, _ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "archive-code",
            LocalizedText(
                "“\(code)”不能写进档号：应是 1 到 20 个字母、数字",
                en: "“\(code)” cannot stand in an item's number: 1 to 20 letters and digits"),
            at: span,
            hints: [
                LocalizedText(
                    "档号也是文件名，中文名称写在 section.name 等处", en: "the number names the file, too; names go to section.name")
            ])
    }

    static func stranger(_ office: String, _ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "archive-exception",
            LocalizedText("没有“\(office)”的材料", en: "there is no document of “\(office)”"), at: span,
            hints: [LocalizedText("写单位全称，与材料里的一样", en: "write the office's full name as its submission does")])
    }

    fileprivate static func noCatalogue(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "not-archive-data",
            LocalizedText(
                "不是归档数据：缺少立档单位、全宗号等内容", en: "no data of an archive: the office, the fonds and others are missing"),
            at: span,
            hints: [
                LocalizedText(
                    "用 annex new archive-catalogue 写一份", en: "begin with annex new archive-catalogue")
            ])
    }
}
