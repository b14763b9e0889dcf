import Diagnostics

extension FormReader {
    static func unread(_ text: String) -> LocalizedText {
        LocalizedText("没有认出“\(text.quoted)”是什么，没有读入", en: "“\(text.quoted)” is not known; it was not read")
    }

    static let coversRows = LocalizedText(
        "这一格合并了几行，只读作第一行的", en: "the cell covers several rows; it was read for the first of them alone")

    static let noResult = LocalizedText(
        "公式没有算出的结果：在 Excel 或 WPS 里打开，保存后再用",
        en: "the file holds no result of this formula: open and save it in a spreadsheet")

    static func inPercents(_ rate: String) -> LocalizedText {
        LocalizedText("没有百分号，读作 \(rate)", en: "there is no percent sign; read as \(rate)")
    }

    static func error(_ text: String) -> LocalizedText {
        LocalizedText("公式出错：\(text)", en: "the formula is in error: \(text)")
    }

    /// - Parameters:
    ///   - heads: the heads as the form has them.
    ///   - texts: what stands where they should.
    static func unknownHeads(_ heads: String, _ texts: [String], _ count: Int) -> LocalizedText {
        let found = texts.map { "“\($0)”" }.joined()
        return LocalizedText(
            "没有认出这一部分的表头，应是“\(heads)”，这里起是\(found)；不知道哪一栏是哪一项，这一部分的 \(count) 格没有读入",
            en:
                "the heads of this part are not known: “\(heads)” were expected, \(found) stand here; its \(count) cells were not read"
        )
    }
}
