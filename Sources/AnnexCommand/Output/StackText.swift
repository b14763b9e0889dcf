import Batch
import Layout
import PrintJobs
import Rendering

/// How a stack fared, in words.
struct StackText {
    let check: StackCheck
    let isPartial: Bool
    /// What is said of the scans themselves.
    var notes: [String] = []

    /// A line for each output and each page that does not belong there, and a summary.
    var lines: [String] { relevant.flatMap(lines) + check.strays.map(line) + unread + uncoded + notes + [summary] }

    private var relevant: [StackCheck.Document] { check.relevant(isPartial: isPartial) }

    // MARK: Outputs

    private func lines(_ document: StackCheck.Document) -> [String] {
        let name = document.entry.output
        guard document.hasCodes else { return [say("\(name)：没有印识别码，无法清点", "\(name): made without codes")] }
        if document.isComplete {
            return [say("\(name)：\(document.expected) 页，齐", "\(name): \(document.expected) pages, whole")]
                + document.byLook.map(line)
        }
        if document.isAbsent {
            return [say("\(name)：全缺，\(document.expected) 页", "\(name): all \(document.expected) pages missing")]
        }
        let missing = byForm(document).map { form, pages in
            say(
                "  缺第 \(pages.ranges(separator: "、")) 页（\(form)）",
                "  missing: \(pages.ranges(separator: ", ")) (\(form))")
        }
        let repeated = document.repeated.map { page in
            say("  第 \(page.number) 页有 \(page.count) 张", "  page \(page.number) is there \(page.count) times")
        }
        let count = document.missing.count
        let head =
            count > 0
            ? say(
                "\(name)：\(document.expected) 页中缺 \(count) 页", "\(name): \(count) of \(document.expected) pages missing"
            )
            : say(
                "\(name)：\(document.expected) 页都有，但有重的", "\(name): all \(document.expected) pages, some more than once")
        return [head] + missing + repeated + document.byLook.map(line)
    }

    private func line(_ page: StackCheck.Document.LookedAt) -> String {
        let place = place(page.place)
        return say(
            "  第 \(page.number) 页的识别码读不出，是按版面认出的，请核对（\(place)）",
            "  page \(page.number) was told by its look, for its code cannot be read; please check (\(place))")
    }

    private func place(_ place: StackPlace) -> String {
        switch place {
        case .line(let line): say("识别码第 \(line) 行", "line \(line)")
        case .scan(let scan): ScanText.name(of: scan)
        }
    }

    /// The missing pages of each form.
    private func byForm(_ document: StackCheck.Document) -> [(form: String, pages: [Int])] {
        document.missing.reduce(into: []) { groups, page in
            let form = document.entry.form(ofPage: page) ?? ""
            if groups.last?.form == form {
                groups[groups.count - 1].pages.append(page)
            } else {
                groups.append((form, [page]))
            }
        }
    }

    // MARK: What does not belong there

    private func line(_ stray: StackCheck.Stray) -> String {
        let mark = stray.mark
        let page = say(
            "第 \(mark.place.page) 页（共 \(mark.place.pages) 页）", "page \(mark.place.page) of \(mark.place.pages)")
        let office = stray.office ?? say("清单以外的单位", "an office that is not listed")
        let place = say(
            "校验值 \(mark.groupedDigest)，\(self.place(stray.place))",
            "digest \(mark.groupedDigest), \(self.place(stray.place))")
        switch stray.reason {
        case .otherVersion:
            return say("\(office)：\(page)是别的版本（\(place)）", "\(office): \(page) is of another version (\(place))")
        case .draft: return say("\(office)：\(page)是草稿（\(place)）", "\(office): \(page) is of a draft (\(place))")
        case .unknown: return say("\(office)：\(page)（\(place)）", "\(office): \(page) (\(place))")
        }
    }

    private var unread: [String] {
        let lines = check.unread.compactMap { place in
            if case .line(let line) = place { line } else { nil }
        }
        let scans = check.unread.compactMap { place in
            if case .scan(let scan) = place { ScanText.name(of: scan) } else { nil }
        }
        let listed = lines.ranges(separator: say("、", ", "))
        let places = (lines.isEmpty ? [] : [say("第 \(listed) 行", "line \(listed)")]) + scans
        guard !places.isEmpty else { return [] }
        let text = places.joined(separator: say("、", ", "))
        return [say("不是本程序的识别码，没有计入：\(text)", "not codes of this program, left out: \(text)")]
    }

    private var uncoded: [String] {
        guard !check.uncoded.isEmpty else { return [] }
        let places = check.uncoded.map(place).joined(separator: say("、", ", "))
        return [say("本来没有识别码的页（如封面），没有计入：\(places)", "pages that have no code, such as covers, left out: \(places)")]
    }

    // MARK: Summary

    private var summary: String {
        let expected = relevant.reduce(0) { $0 + $1.expected }
        let missing = relevant.reduce(0) { $0 + $1.missing.count }
        let repeated = relevant.reduce(0) { $0 + $1.repeated.reduce(0) { $0 + $1.count - 1 } }
        let strays = check.strays.count
        if check.isComplete(isPartial: isPartial) {
            return say("齐：\(relevant.count) 份，\(expected) 页", "whole: \(relevant.count) documents, \(expected) pages")
        }
        return say(
            "不齐：应有 \(expected) 页，扫到 \(check.pages) 页，缺 \(missing) 页，重 \(repeated) 张，不该有的 \(strays) 张",
            "not whole: \(expected) pages expected, \(check.pages) read, \(missing) missing, \(repeated) double, "
                + "\(strays) that do not belong here")
    }
}
