import Diagnostics

extension County.State {
    /// What it is called.
    var word: LocalizedText {
        switch self {
        case .done: LocalizedText("完成", en: "done")
        case .draft: LocalizedText("草稿", en: "draft")
        case .refused: LocalizedText("退回", en: "refused")
        case .failed: LocalizedText("失败", en: "failed")
        case .leftOver: LocalizedText("遗留", en: "left over")
        }
    }

    /// What it means.
    var meaning: LocalizedText {
        switch self {
        case .done: LocalizedText("已生成可以签字盖章的文件", en: "the file may be signed")
        case .draft: LocalizedText("只有草稿，不能签字", en: "only a draft, not to be signed")
        case .refused: LocalizedText("材料有错误，没有生成文件", en: "the submission is at fault, nothing was written")
        case .failed: LocalizedText("系统出了故障，没有生成文件", en: "the system failed, nothing was written")
        case .leftOver: LocalizedText("现在的材料不再生成它，文件仍保留", en: "no submission gives this file any more; it was kept")
        }
    }
}

/// What stands on the page of a county.
package struct CountyWords {
    let language: Language
    /// What the submissions have in common.
    var head: CountyHead?

    /// One of two wordings.
    func say(_ zh: String, _ en: String) -> String { LocalizedText(zh, en: en).text(in: language) }

    /// What the page is called: the county, the years and what it is.
    var title: String {
        let (name, years) = (head?.name ?? "", (head?.years ?? []).map(String.init))
        let place = HTMLText.escaped(name)
        return say(
            place + (years.isEmpty ? "" : years.joined(separator: "、") + "年度") + "部门预算绩效自评一览",
            "Budget performance self-evaluations" + (place.isEmpty ? "" : ", \(place)")
                + (years.isEmpty ? "" : ", \(years.joined(separator: ", "))"))
    }

    /// The form sets and the dates of the submissions, as far as they are known.
    var origin: String {
        let sets = (head?.formSets ?? []).map(HTMLText.escaped)
        let dates = head?.dates.map {
            $0.lowerBound == $0.upperBound ? [$0.lowerBound] : [$0.lowerBound, $0.upperBound]
        }
        let parts = [
            sets.isEmpty
                ? nil : say("表样：\(sets.joined(separator: "、"))", "form sets: \(sets.joined(separator: ", "))"),
            dates.map { say("填报日期：\($0.joined(separator: " 至 "))", "filled in: \($0.joined(separator: " to "))") },
        ].compactMap { $0 }
        return parts.joined(separator: say("；", "; "))
    }
    var all: String { say("全部", "all") }
    var warned: String { say("有警告", "with warnings") }
    var warnedMeaning: String { say("有警告还没有豁免", "there are warnings that are not waived") }
    var score: String { say("总分", "Score") }
    var rate: String { say("执行率", "Execution rate") }

    var draftsAreAmber: String { say("。橙色的是草稿", ". Drafts are amber") }
    var refusedAreRed: String { say("。红色的是退回的", ". Refused ones are red") }

    func summary(_ county: County) -> String {
        let rows = county.current
        let (pages, sheets) = rows.reduce((0, 0)) { ($0.0 + $1.pages, $0.1 + $1.sheets) }
        return summary(rows.count, pages, sheets)
    }

    func summary(_ count: Int, _ pages: Int, _ sheets: Int) -> String {
        say(
            "\(count) 份材料，已生成 \(pages) 页，双面打印 \(sheets) 张",
            "\(count) submissions; \(pages) pages on \(sheets) sheets, printed on both sides")
    }

    func skipped(_ count: Int) -> String {
        say(
            "上次运行中途停止，还有 \(count) 份没有轮到；再运行一次就补齐。",
            "The run was stopped before \(count) submissions; another run completes it.")
    }
}
