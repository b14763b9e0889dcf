import PrintJobs
import Scans

/// What is said of scans besides what is missing, in words.
struct ScanText {
    let stack: ScannedStack

    /// Sheets that lie more askew than this are counted, in degrees.
    private static let askew = 3.0

    /// A line for each page that could not be told, and for what is counted.
    var lines: [String] { stack.pages.compactMap(line) + counts }

    /// The name of a page of a scan.
    static func name(of place: ScanPlace) -> String {
        place.pages == 1
            ? place.file : say("\(place.file) 第 \(place.page) 页", "page \(place.page) of \(place.file)")
    }

    private func line(_ page: ScannedPage) -> String? {
        guard case .unrecognized(let isUnclear) = page.finding else { return nil }
        let name = Self.name(of: page.place)
        return isUnclear
            ? say(
                "\(name)：没有读出识别码，版面与不止一页相像，分不清，没有计入",
                "\(name): no code was read and it looks like more than one page, left out")
            : say(
                "\(name)：没有读出识别码，版面也不像清单上的任何一页，没有计入",
                "\(name): no code was read and it looks like no page that is listed, left out")
    }

    private var counts: [String] {
        let blank = stack.pages.count { $0.finding == .blank }
        let turned = stack.pages.count { $0.quarterTurns != 0 }
        let askew = stack.pages.count { abs($0.skew) > Self.askew }
        let parts = [
            blank > 0 ? say("空白的 \(blank) 页，没有计入", "\(blank) blank pages, left out") : nil,
            turned > 0 ? say("倒放或横放的 \(turned) 页", "\(turned) pages upside down or sideways") : nil,
            askew > 0
                ? say(
                    "歪斜超过 \(Int(Self.askew)) 度的 \(askew) 页",
                    "\(askew) pages askew by more than \(Int(Self.askew)) degrees")
                : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? [] : [say("扫描件：", "scans: ") + parts.joined(separator: say("；", "; "))]
    }
}
