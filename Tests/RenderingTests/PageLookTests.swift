import Diagnostics
import Foundation
import Layout
import Rendering
import TestSupport
import Testing

/// What is signed looks cared for: measured on the examples and on a made-up county.
@Suite struct PageLookTests {
    private let renderer = Renderer(
        RenderingContext(Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)))

    /// The pages of forms that are tables: all but those of the narrative, whose tables are its own.
    private func tablePages(_ document: PagedDocument) -> [Page] {
        let narrative = document.sections.first.flatMap { $0.title.hasPrefix("附件1") ? $0 : nil }
        let first = narrative == nil ? 1 : document.sections.dropFirst().first?.page ?? 1
        return document.pages.filter { $0.number >= first }
    }

    private func expectCare(on pages: [Page], of name: String) {
        for page in pages {
            for look in page.layers.map(PageLook.init) {
                if let least = look.leastDistanceToRule {
                    #expect(
                        least.distance >= .mm(0.8),
                        "\(name) page \(page.number): \(least.distance.millimetres) mm at \(least.text)")
                }
                if let height = look.leastRowHeight {
                    #expect(height >= .mm(5.99), "\(name) page \(page.number): a row of \(height.millimetres) mm")
                }
            }
        }
    }

    /// No line is opened by more than a quarter em; what cannot be set so keeps its own length, so there are no exceptions.
    private func expectEvenLines(on document: PagedDocument, of name: String) {
        for page in document.pages {
            for gap in page.layers.compactMap({ PageLook.widestGap($0.runs) }) {
                #expect(gap.em < 0.251, "\(name) page \(page.number): \(gap.em) em in \(gap.text)")
            }
        }
    }

    /// Each form's last page may end anywhere; the others are at least half full.
    private func expectFullPages(of document: PagedDocument, _ name: String) {
        let ends = Set(document.sections.dropFirst().map { $0.page - 1 } + [document.pages.count])
        for page in document.pages where !ends.contains(page.number) {
            let body = page.layers.filter { $0.part == .body }.map { PageLook($0).lowest }.max() ?? .zero
            #expect(body >= page.size.height / 2, "\(name) page \(page.number) ends at \(body.millimetres) mm")
        }
    }

    private func expectAlikeScores(of document: PagedDocument, _ name: String) {
        for page in document.pages {
            for look in page.layers.map(PageLook.init) {
                for (ends, places) in look.numbers(under: ["分值", "得分"]) {
                    #expect(ends.count <= 1, "\(name) page \(page.number): figures end at \(ends.sorted()) mm")
                    #expect(places.count <= 1, "\(name) page \(page.number): figures have \(places.sorted()) places")
                }
            }
        }
    }

    /// How many pages each form has, the forms by their numbers.
    private func pageCounts(of document: PagedDocument) -> String {
        let starts = document.sections.map(\.page) + [document.pages.count + 1]
        return zip(document.sections, zip(starts, starts.dropFirst())).map { section, pages in
            "\(section.title.prefix(3)) \(pages.1 - pages.0)"
        }.joined(separator: "、")
    }

    @Test(arguments: FormSets.forOffices)
    func rowsAreHighTextKeepsOffTheRulesAndLinesAreEven(_ name: String) throws {
        let example = try renderer.layOut(path: "\(FormSets.layouts)/\(name)/example/submission.yaml")
        expectCare(on: tablePages(example.document), of: name)
        expectEvenLines(on: example.document, of: name)
        expectFullPages(of: example.document, name)
        expectAlikeScores(of: example.document, name)
    }

    @Test func theSameHoldsForAMadeUpCounty() throws {
        let folder = try TemporaryFolder()
        let county = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Benchmarks/county/county.py"])
        #expect(try county.run(["--count", "40", "--seed", "7", "--output", folder.path]).code == 0)
        let files = Fixtures.files(in: folder.path, suffix: ".yaml")
        #expect(files.count == 40)
        var sealNotes = 0
        var counts = ""
        for path in files {
            let laidOut = try renderer.layOut(path: path)
            let name = path.split(separator: "/").last.map(String.init) ?? path
            expectCare(on: tablePages(laidOut.document), of: name)
            expectEvenLines(on: laidOut.document, of: name)
            expectFullPages(of: laidOut.document, name)
            expectAlikeScores(of: laidOut.document, name)
            counts += "\(name): \(pageCounts(of: laidOut.document))\n"
            sealNotes += laidOut.findings.count { $0.id == "seal-cut" }
        }
        #expect(sealNotes == 0)
        #expect(Golden.matches(counts, Fixtures.folder("Golden") + "/county.counts.txt"), "forms take other pages")
    }

    @Test(arguments: [(8, "360", 1), (14, "36678.95", 2), (25, "36678.95", 2)])
    func theTableOfAProjectHoldsManyIndicatorsAndLongAmounts(_ count: Int, _ amount: String, _ pages: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", ProjectSample.text(indicators: count, amount: amount))
        let laidOut = try renderer.layOut(path: path)
        expectCare(on: tablePages(laidOut.document), of: "\(count)")
        expectAlikeScores(of: laidOut.document, "\(count)")
        #expect(pageCounts(of: laidOut.document).contains("附件5 \(pages)、附件4 1、"))
        #expect(laidOut.findings.filter { ["number-split", "set-smaller", "seal-cut"].contains($0.id) }.isEmpty)
        #expect(laidOut.document.pages.flatMap(\.runs).count { $0.text == amount } == 6)
    }

    @Test func theReportEndsInTheOfficeAndTheDateWhereItIsSaid() throws {
        let folder = try TemporaryFolder()
        let body = "  body: |\n    # 一、基本情况\n    本单位有三个股室。\n"
        func lastPage(_ signOff: String) throws -> (lines: [String], starts: [Length]) {
            let old = Example.text.replacing(/\n  body: \|\n(    .*\n)+/, with: "\n" + body + signOff)
            let document = try renderer.layOut(path: folder.write("a.yaml", old)).document
            #expect(document.sections.dropFirst().first?.page == 2)
            let runs = document.pages[0].layers.filter { $0.part == .body }.flatMap(\.runs)
            let lines = runs.reduce(into: [String]()) { lines, run in
                if run.beginsLine { lines.append(run.text) } else { lines[lines.count - 1] += run.text }
            }
            return (lines, runs.filter(\.beginsLine).map(\.origin.x))
        }
        #expect(try lastPage("").lines.last == "本单位有三个股室。")
        let own = try lastPage("  signOff: {date: 2024-06-08}\n")
        #expect(own.lines.suffix(3) == ["本单位有三个股室。", "中共清岚县委办公室", "2024年6月8日"])
        #expect(own.starts.suffix(2).first ?? .zero < own.starts.last ?? .zero, "the office is centred on the date")
        let other = try lastPage("  signOff: {office: 清岚县档案局}\n")
        #expect(other.lines.suffix(2) == ["清岚县档案局", "2024年6月2日"])
    }
}

/// The example with other indicators of its first project.
private enum ProjectSample {
    private static let names = [
        "运转支出控制率", "农村低保对象动态核查完成率", "办公耗材回收处置情况", "会议活动保障场次", "乡镇卫生院标准化改造验收合格率",
        "综合文稿完成篇数", "批示件按期反馈率", "残疾人家庭无障碍改造户数",
    ]
    private static let groups = [
        ("成本指标", 20, ["经济成本指标", "社会成本指标", "生态环境成本指标"]), ("产出指标", 40, ["数量指标", "质量指标", "时效指标"]),
        ("效益指标", 20, ["经济效益指标", "社会效益指标", "生态效益指标"]), ("满意度指标", 10, ["服务对象满意度指标"]),
    ]

    /// The rules that the sample breaks.
    private static let waived = [
        "cross-form-projects", "cross-form-project-budget", "cross-form-project-adjusted", "score-total",
        "report-budget",
    ]

    /// The submission with `count` indicators and amounts of `amount`, which other forms do not agree with.
    static func text(indicators count: Int, amount: String) -> String {
        var first = 0
        var lines: [String] = []
        for (index, (name, weight, seconds)) in groups.enumerated() {
            let share = count * (index + 1) / groups.count - first
            lines += ["        - name: \(name)", "          weight: \(weight)", "          subgroups:"]
            lines += subgroups(seconds, weight, indicators: Array(first..<first + share))
            first += share
        }
        let start = "      groups:\n        - name: 成本指标"
        let end = "      total: {weight: 100, score: 99.8}"
        let parts = Example.text.split(separator: start, maxSplits: 1).map(String.init)
        let rest = parts[1][(parts[1].firstRange(of: end)?.lowerBound ?? parts[1].startIndex)...]
        let old = "initial: 141.96, adjusted: 292.34, executed: 292.34"
        let amounts = "initial: \(amount), adjusted: \(amount), executed: \(amount)"
        return (parts[0].replacing(old, with: amounts)) + "      groups:\n" + lines.joined(separator: "\n") + "\n"
            + rest
            + "\nwaivers:\n"
            + waived.map { "  - {rule: \($0), reason: 试}\n" }.joined()
    }

    /// The subgroups of a group of `weight` with the `indicators`, some of which lack half a point.
    private static func subgroups(_ seconds: [String], _ weight: Int, indicators: [Int]) -> [String] {
        seconds.enumerated().flatMap { position, second -> [String] in
            let own = indicators.enumerated().filter { $0.offset % seconds.count == position }
            guard !own.isEmpty else { return [] }
            return ["            - name: \(second)", "              indicators:"]
                + own.map { offset, number in
                    let share = weight * (offset + 1) / indicators.count - weight * offset / indicators.count
                    let lacks = number % 7 == 1
                    let score = lacks ? "\(share - 1).5" : "\(share)"
                    let reason = lacks ? ", deviation: 跨部门会签环节较多，已增设专人跟踪催办。" : ""
                    return "                - {name: \(names[number % names.count]), target: ≥95%, "
                        + "actual: \(lacks ? "91.2%" : "97.5%"), weight: \(share), score: \(score)\(reason)}"
                }
        }
    }
}
