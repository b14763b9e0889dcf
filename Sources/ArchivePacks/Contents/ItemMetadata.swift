/// The metadata of an item as XML: the names are those of DA/T 46-2009, but for what stands in 附加信息.
struct ItemMetadata {
    let row: CatalogueRow
    let series: PackSeries
    /// The number within the series.
    let item: String
    let office, section: String
    /// The standard that the file says it conforms to; empty where it states none.
    let format: String
    let size: Int
    let hash: String
    /// Where the file came from: its name, its SHA-256 and whether it is a scan of signed paper.
    let source: (name: String, hash: String, isScan: Bool)
    let hasStamp: Bool

    private static let space = "urn:annex:archive-metadata:1"

    /// The elements of DA/T 46-2009, those without a value left out.
    var elements: [(name: String, text: String)] {
        [
            ("聚合层次", "文件"), ("立档单位名称", office), ("档号", row.code), ("全宗号", series.fonds),
            ("年度", String(series.year)), ("保管期限", series.retention), ("机构或问题", section), ("类别号", series.type),
            ("室编件号", item), ("题名", row.title), ("文件编号", row.document), ("责任者", row.responsible), ("日期", row.date),
            ("密级", row.classification), ("页数", String(row.pages)), ("格式信息", format.isEmpty ? "PDF" : format),
            ("计算机文件名", Self.name(row.file)), ("计算机文件大小", String(size)), ("附注", row.note),
        ].filter { !$0.1.isEmpty }
    }

    /// What the standard has no element for.
    private var additions: [(name: String, text: String)] {
        [
            ("摘要算法", "SHA-256"), ("摘要值", hash), ("形成方式", source.isScan ? "签字纸质件的扫描件" : "电子原件"),
            ("来源文件名", source.name), ("来源文件摘要值", source.hash), ("归档章", hasStamp ? "归档时加盖" : "原件已印或未加盖"),
        ]
    }

    /// The whole document.
    var text: String {
        func lines(_ elements: [(name: String, text: String)]) -> String {
            elements.map { XMLText.element($0.name, $0.text) + "\n" }.joined()
        }
        return XMLText.declaration
            + "<电子文件元数据 xmlns=\"\(Self.space)\" 依据=\"DA/T 46-2009\">\n\(lines(elements))<附加信息>\n\(lines(additions))</附加信息>\n</电子文件元数据>\n"
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
