package import Diagnostics

/// Why a printer or a job is in its state, as a keyword of IPP (RFC 8011, 5.4.12 and 5.3.8).
package struct StateReason: Hashable, Sendable {
    /// The keyword, such as `media-empty-error`.
    package let keyword: String

    init(_ keyword: String) {
        self.keyword = keyword
    }

    /// What the keywords state, without those that say that there is nothing to say.
    static func all(_ keywords: [String]) -> [StateReason] {
        keywords.filter { !silent.contains($0) }.map(StateReason.init)
    }

    private static let silent: Set = ["none", "job-incoming", "job-printing", "processing-to-stop-point"]

    /// In words; a keyword that is not known stands as it is.
    package var text: LocalizedText {
        var stem = keyword
        for suffix in ["-error", "-warning", "-report"] where stem.hasSuffix(suffix) { stem.removeLast(suffix.count) }
        return Self.words[stem] ?? LocalizedText(keyword, en: keyword)
    }

    private static let words: [String: LocalizedText] = [
        "aborted-by-system": LocalizedText("服务器放弃了", en: "given up by the server"),
        "connecting-to-device": LocalizedText("正在连接打印机", en: "connecting to the printer"),
        "cover-open": LocalizedText("盖子开着", en: "a cover is open"),
        "cups-missing-filter": LocalizedText("服务器缺少这种打印机的驱动", en: "the server lacks the printer's driver"),
        "cups-insecure-filter": LocalizedText("服务器不信任这种打印机的驱动", en: "the server does not trust the printer's driver"),
        "door-open": LocalizedText("机门开着", en: "a door is open"),
        "hold-new-jobs": LocalizedText("新作业先不打印", en: "new jobs are held"),
        "input-tray-missing": LocalizedText("纸盒没有装上", en: "a tray is missing"),
        "job-canceled-at-device": LocalizedText("在打印机上取消的", en: "cancelled at the printer"),
        "job-canceled-by-operator": LocalizedText("管理员取消的", en: "cancelled by an operator"),
        "job-canceled-by-user": LocalizedText("用户取消的", en: "cancelled by a user"),
        "job-hold-until-specified": LocalizedText("要等到规定的时间", en: "to be printed later"),
        "marker-supply-empty": LocalizedText("墨粉用完了", en: "out of toner or ink"),
        "marker-supply-low": LocalizedText("墨粉不多了", en: "low on toner or ink"),
        "media-empty": LocalizedText("没有纸了", en: "out of paper"),
        "media-jam": LocalizedText("卡纸", en: "paper jam"),
        "media-low": LocalizedText("纸不多了", en: "low on paper"),
        "media-needed": LocalizedText("要放纸", en: "paper is needed"),
        "offline": LocalizedText("打印机没有联机", en: "the printer is offline"),
        "output-area-full": LocalizedText("出纸盒满了", en: "the output tray is full"),
        "paused": LocalizedText("已停用", en: "paused"),
        "shutdown": LocalizedText("打印机关机了", en: "the printer is shut down"),
        "spool-area-full": LocalizedText("服务器的磁盘满了", en: "the server's disk is full"),
        "timed-out": LocalizedText("打印机没有应答", en: "the printer does not answer"),
        "toner-empty": LocalizedText("墨粉用完了", en: "out of toner"),
        "toner-low": LocalizedText("墨粉不多了", en: "low on toner"),
    ]
}

extension Collection where Element == StateReason {
    /// The reasons in brackets; nothing where there are none.
    package var text: LocalizedText {
        guard !isEmpty else { return LocalizedText("", en: "") }
        let (zh, en) = (map(\.text.zh).joined(separator: "、"), map(\.text.en).joined(separator: ", "))
        return LocalizedText("（\(zh)）", en: " (\(en))")
    }
}
