import Batch
import Foundation
import PrintJobs
import Scans

/// What was written and stamped on scanned pages, in words. Never a verdict: whose ink it is, nobody reads.
struct InspectionText {
    let stack: ScannedStack

    /// A line for each place that is not plainly filled and each page with ink beyond the print, and the counts.
    var lines: [String] { stack.inspections.flatMap { lines($0.place, $0.inspection) } + counts }

    private func lines(_ place: ScanPlace, _ inspection: Inspection) -> [String] {
        let page = Self.name(of: inspection.page)
        let scan = ScanText.name(of: place)
        if inspection.isMisfit {
            return [
                say(
                    "\(page)：扫得与印的对不上，没有量，存疑（\(scan)）",
                    "\(page): the scan does not match the print; nothing was measured, and all is doubtful (\(scan))")
            ]
        }
        let open = inspection.blanks.filter { $0.state != .filled }.map { blank in
            let (label, state, share) = (Self.label(blank.place), Self.word(blank), Self.share(of: blank))
            return say("\(page) \(label)：\(state)，\(share)（\(scan)）", "\(page), \(label): \(state), \(share) (\(scan))")
        }
        let marks = inspection.marks.count + inspection.furtherMarks
        guard marks > 0 else { return open }
        return open + [
            say("\(page)：签字处以外有手写的墨 \(marks) 处（\(scan)）", "\(page): ink elsewhere in \(marks) places (\(scan))")
        ]
    }

    /// How many places there are of each kind, in one line; none where none was looked at.
    var counts: [String] {
        let blanks = stack.inspections.flatMap { $0.inspection.blanks }
        let signatures = blanks.filter { $0.place.kind == .signature }
        let seals = blanks.filter { $0.place.kind != .signature }
        let parts = [
            Self.count(signatures, say("签字处", "places for signatures"), filled: say("有字迹", "with ink")),
            Self.count(seals, say("盖章处", "places for seals"), filled: say("有印迹", "with a ring")),
        ].compactMap { $0 }
        return parts.isEmpty ? [] : [parts.joined(separator: say("；", "; "))]
    }

    private static func count(_ blanks: [Inspection.Blank], _ name: String, filled: String) -> String? {
        guard !blanks.isEmpty else { return nil }
        let count = { (state: Inspection.State) in blanks.count { $0.state == state } }
        return say(
            "\(name) \(blanks.count) 处：\(filled) \(count(.filled))，空白 \(count(.empty))，存疑 \(count(.doubtful))",
            "\(blanks.count) \(name): \(count(.filled)) \(filled), \(count(.empty)) empty, \(count(.doubtful)) doubtful"
        )
    }

    // MARK: Words

    /// The name of a printed page.
    static func name(of page: PrintedPage) -> String {
        say("\(page.output) 第 \(page.number) 页", "page \(page.number) of \(page.output)")
    }

    /// What a place is called: what is printed before it.
    static func label(_ place: HandFilled) -> String {
        guard place.kind == .signature else { return say("盖章处", "seal") }
        let label = place.label.hasSuffix("：") ? String(place.label.dropLast()) : place.label
        return label.isEmpty ? say("签字处", "signature") : label
    }

    /// What a place looks like.
    static func word(_ blank: Inspection.Blank) -> String {
        switch blank.state {
        case .filled: blank.place.kind == .signature ? say("有字迹", "ink") : say("有印迹", "a ring")
        case .empty: say("空白", "empty")
        case .doubtful: say("存疑", "doubtful")
        }
    }

    /// What was measured.
    static func share(of blank: Inspection.Blank) -> String {
        let percent = String(format: "%.1f", 100 * blank.share)
        return blank.place.kind == .signature
            ? say("墨占 \(percent)%", "\(percent) % ink") : say("圆圈见 \(percent)%", "\(percent) % of a ring")
    }
}
