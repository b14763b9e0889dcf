/// Writes laid-out pages as text, a line for each line of text, each rule and each image, so that a diff shows what moved.
package enum PageDump {
    /// The text of `document`: positions in millimetres from the upper left corner of the page, sizes in points.
    package static func text(_ document: PagedDocument) -> String {
        document.pages.map { text($0, title(of: $0, in: document)) }.joined(separator: "\n")
    }

    private static func title(of page: Page, in document: PagedDocument) -> String? {
        let titles = document.sections.filter { $0.page == page.number }.map(\.title)
        return titles.isEmpty ? nil : titles.joined(separator: "; ")
    }

    private static func text(_ page: Page, _ title: String?) -> String {
        var out = "page \(page.number)  \(mm(page.size.width)) × \(mm(page.size.height))"
        out += (title.map { "  \($0)" } ?? "") + "\n"
        for mark in page.watermarks {
            let words = mark.runs.map(\.text).joined()
            out += "  watermark \(mm(mark.center.x)) \(mm(mark.center.y))  \(words)\n"
        }
        for layer in page.layers { out += text(layer) }
        if let code = page.code { out += text(code) }
        return out
    }

    private static func text(_ code: PlacedCode) -> String {
        "  code \(mm(code.origin.x)) \(mm(code.origin.y))  \(mm(code.side))  \(code.text)\n"
    }

    private static func text(_ layer: Page.Layer) -> String {
        var out = layer.isTurned ? "  turned\n" : ""
        for line in lines(of: layer) {
            guard let first = line.first else { continue }
            let text = line.map(\.text).joined()
            let place = "\(mm(first.origin.x)) \(mm(first.origin.y))  \(points(first.size))"
            out += "  text \(place)  \(text)\(first.isRising ? "  rising" : "")\n"
        }
        for area in layer.areas {
            let extent = "\(mm(area.size.width)) × \(mm(area.size.height))"
            out += "  shade \(mm(area.origin.x)) \(mm(area.origin.y))  \(extent)  \(area.shade)%\n"
        }
        for rule in layer.rules {
            let places = "\(mm(rule.start.x)) \(mm(rule.start.y))  \(mm(rule.end.x)) \(mm(rule.end.y))"
            out += "  rule \(places)\(rule.isDashed ? "  dashed" : "")\n"
        }
        for image in layer.images {
            let place = "\(mm(image.origin.x)) \(mm(image.origin.y))"
            out += "  image \(place)  \(mm(image.size.width)) × \(mm(image.size.height))\n"
        }
        for code in layer.codes { out += text(code) }
        return out
    }

    private static func lines(of layer: Page.Layer) -> [[GlyphRun]] {
        layer.runs.reduce(into: []) { lines, run in
            if run.beginsLine || lines.isEmpty { lines.append([run]) } else { lines[lines.count - 1].append(run) }
        }
    }

    private static func mm(_ length: Length) -> String { decimal(length.millimetres) }

    private static func points(_ length: Length) -> String { decimal(length.points) + "pt" }

    private static func decimal(_ value: Double) -> String {
        let scaled = Int((value * 100).rounded())
        let sign = scaled < 0 ? "-" : ""
        let fraction = abs(scaled) % 100
        return "\(sign)\(abs(scaled) / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
