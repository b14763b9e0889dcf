/// The catalogue as XML (文件目录.XML), an item a line. What is read is written again and compared, so that nothing else can
/// stand in it.
enum CatalogueXML {
    /// The name of the file, which rules for transfers fix.
    static let fileName = "文件目录.XML"
    private static let space = "urn:annex:archive-catalogue:1"

    /// What stands before the items.
    static func head(_ settings: PackHead) -> String {
        let attributes = [
            ("立档单位", settings.office), ("全宗号", settings.fonds), ("档案门类", settings.type), ("年度", settings.year),
            ("归档日期", settings.day),
        ]
        let written = attributes.map { " \($0)=\"\(XMLText.escaped($1))\"" }.joined()
        return XMLText.declaration + "<文件目录 xmlns=\"\(space)\"\(written)>\n"
    }

    /// What stands behind them.
    static func end(items: Int, pages: Int) -> String { "<合计 件数=\"\(items)\" 页数=\"\(pages)\"/>\n</文件目录>\n" }

    /// The element of an item, with its line's end.
    static func line(_ row: CatalogueRow) -> String {
        let texts = row.texts.map { XMLText.element($0, $1) }.joined()
        return "<文件 顺序号=\"\(row.number)\">\(texts)</文件>\n"
    }

    /// The item in `line`, which has no end; `nil` where it is written otherwise than ``line(_:)`` does.
    static func row(_ line: Substring) -> CatalogueRow? {
        var row = CatalogueRow(
            number: 0, code: "", document: "", responsible: "", title: "", date: "", classification: "", pages: 0,
            note: "",
            file: "")
        row.number = Int(between("顺序号=\"", "\"", line)) ?? 0
        func text(_ name: String) -> String { XMLText.unescaped(between("<\(name)>", "</\(name)>", line)) }
        (row.code, row.document, row.responsible, row.title) = (text("档号"), text("文号"), text("责任者"), text("题名"))
        (row.date, row.classification, row.note) = (text("日期"), text("密级"), text("备注"))
        (row.pages, row.file) = (Int(text("页数")) ?? 0, text("电子档案名称"))
        return Self.line(row).dropLast() == line ? row : nil
    }

    /// What `head` says of a pack: `nil` where it is written otherwise than ``head(_:)`` does.
    static func head(reading head: Substring) -> PackHead? {
        func text(_ name: String) -> String { XMLText.unescaped(between(" \(name)=\"", "\"", head)) }
        let found = PackHead(
            office: text("立档单位"), fonds: text("全宗号"), type: text("档案门类"), year: text("年度"), day: text("归档日期"))
        return Self.head(found).split(separator: "\n").last == head ? found : nil
    }

    private static func between(_ start: String, _ end: String, _ line: Substring) -> Substring {
        guard let first = line.firstRange(of: start),
            let last = line[first.upperBound...].firstRange(of: end)
        else { return "" }
        return line[first.upperBound..<last.lowerBound]
    }
}

/// What a catalogue says of all of its items.
struct PackHead: Hashable {
    let office, fonds, type, year, day: String
}

extension CatalogueRow {
    /// The columns of a catalogue behind the first one, by their titles.
    var texts: [(title: String, text: String)] {
        [
            ("档号", code), ("文号", document), ("责任者", responsible), ("题名", title), ("日期", date), ("密级", classification),
            ("页数", String(pages)), ("备注", note), ("电子档案名称", file),
        ]
    }
}
