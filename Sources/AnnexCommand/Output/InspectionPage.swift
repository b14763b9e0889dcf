import Batch
import Foundation
import PrintJobs
import Scans

/// A page with pictures of what was written and stamped on scanned pages: HTML that loads nothing and runs nothing.
struct InspectionPage {
    let stack: ScannedStack

    /// The page, in UTF-8.
    var bytes: [UInt8] { Array(([head, blanks, marks].joined(separator: "\n") + "\n</main></body></html>\n").utf8) }

    private var title: String { say("签字、盖章和手写改动", "Signatures, seals and ink beyond the print") }

    private var head: String {
        let counts = InspectionText(stack: stack).counts.map(HTMLText.escaped).joined()
        let note = say(
            "只量墨，不认人：是谁签的、盖的是什么章，由人看。最需要看的在前。",
            "Ink is measured, and nobody read: whose it is, is for people to see. What needs looking at comes first.")
        return """
            <!DOCTYPE html>
            <html lang="\(say("zh-CN", "en"))"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
            <title>\(title)</title><style>\(Self.css)</style></head>
            <body><header><h1>\(title)</h1><p>\(counts)</p><p>\(note)</p></header><main>
            """
    }

    private static let css = """
        body{margin:24px auto;max-width:1200px;padding:0 24px;color:#1f2933;background:#f4f6f8;\
        font:15px/1.6 "Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
        h1{font-size:26px;margin:0}h2{font-size:18px;margin:28px 0 8px}header p{margin:4px 0 0;color:#5f6c7b}
        main div{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:12px}
        figure{margin:0;padding:10px;background:#fff;border:1px solid #dde2e8;border-left-width:5px;border-radius:6px;\
        break-inside:avoid}
        figure.empty{border-left-color:#b3261e}figure.doubtful{border-left-color:#b07400}
        figure.filled{border-left-color:#1d6b42}figure.mark{border-left-color:#2463a8}
        img{max-width:100%;max-height:220px;display:block;border:1px solid #eef1f5}
        figcaption{font-size:13px;overflow-wrap:anywhere}figcaption b{font-size:15px;display:block}
        """

    // MARK: Figures

    private var blanks: String {
        let all = stack.inspections.flatMap { place, inspection in
            inspection.blanks.map { (place: place, page: inspection.page, blank: $0) }
        }
        let order: [Inspection.State] = [.empty, .doubtful, .filled]
        let figures = order.flatMap { state in all.filter { $0.blank.state == state } }.map {
            place, page, blank -> String in
            let told = [InspectionText.label(blank.place), InspectionText.word(blank), InspectionText.share(of: blank)]
            return figure(blank.state.rawValue, told.joined(separator: say("，", ", ")), page, place, blank.picture)
        }
        return section(say("签字处和盖章处", "Places for signatures and seals"), figures)
    }

    private var marks: String {
        let figures = stack.inspections.flatMap { place, inspection -> [String] in
            let further = inspection.furtherMarks
            let more = say("还有 \(further) 处，没有列出", "\(further) more places, not shown")
            return inspection.marks.map { mark -> String in
                let (left, top) = (Int(mark.left.rounded()), Int(mark.top.rounded()))
                let (width, height) = (Int(mark.width.rounded(.up)), Int(mark.height.rounded(.up)))
                let head = say(
                    "左 \(left) 上 \(top) 毫米，\(width)×\(height) 毫米",
                    "\(left) mm from the left, \(top) mm from the top, \(width) × \(height) mm")
                return figure("mark", head, inspection.page, place, mark.picture)
            } + (further > 0 ? [figure("mark", more, inspection.page, place, nil)] : [])
        }
        return section(say("签字处以外的墨：手改、批注，也可能是污渍", "Ink elsewhere: corrections, notes, or dirt"), figures)
    }

    private func section(_ title: String, _ figures: [String]) -> String {
        let body = figures.isEmpty ? "<p>\(say("没有", "none"))</p>" : "<div>\(figures.joined(separator: "\n"))</div>"
        return "<h2>\(title)</h2>\n\(body)"
    }

    private func figure(
        _ kind: String, _ head: String, _ page: PrintedPage, _ place: ScanPlace, _ picture: [UInt8]?
    ) -> String {
        let name = HTMLText.escaped(InspectionText.name(of: page))
        let scan = HTMLText.escaped(ScanText.name(of: place))
        let data = picture.map { Data($0).base64EncodedString() }
        let image = data.map { "<img alt=\"\" src=\"data:image/png;base64,\($0)\">" } ?? ""
        let caption = "<figcaption><b>\(HTMLText.escaped(head))</b>\(name)<br>\(scan)</figcaption>"
        return "<figure class=\"\(kind)\">\(image)\(caption)</figure>"
    }
}
