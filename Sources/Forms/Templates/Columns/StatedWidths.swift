import Diagnostics
import Layout
import SourceTree

/// The widths that a layout states for the columns of a row, whatever stands in them.
struct StatedWidths {
    /// What they take at the least.
    let least: Length
    /// What they take at the most; `nil` where one of them takes all that is left.
    let most: Length?

    init(_ columns: [TrackSizing]) {
        least = columns.reduce(.zero) { $0 + $1.least }
        let most = columns.compactMap(\.most)
        self.most = most.count == columns.count ? most.reduce(.zero, +) : nil
    }

    /// What is less than this is a rounding.
    private static let slack = Length.mm(0.1)

    /// Reports where columns that are stated at `node` take more than `width`, or less.
    func check(in width: Length, at node: Node, _ reader: inout NodeReader) {
        if least > width + Self.slack {
            let (message, hint) = Self.tooWide(least, available: width)
            reader.fault("columns-too-wide", message, at: node.span, hints: [hint])
        } else if let most, most + Self.slack < width {
            reader.warning(
                "columns-too-narrow",
                LocalizedText(
                    "写定的列宽合计至多 \(most.tenths) 毫米，版心宽 \(width.tenths) 毫米，印出时各列都放宽",
                    en: "the stated columns take \(most.tenths) mm of \(width.tenths) mm: all are printed wider"),
                at: node.span, hints: [LocalizedText("把一列写成 auto 或 1fr", en: "write auto or 1fr for one of them")])
        }
    }

    /// That columns take `stated`, of which only a part is there.
    static func tooWide(_ stated: Length, available: Length) -> (message: LocalizedText, hint: LocalizedText) {
        (
            LocalizedText(
                "表格写定的列宽合计 \(stated.tenths) 毫米，版心宽只有 \(available.tenths) 毫米",
                en: "the stated columns take \(stated.tenths) mm, the type area is \(available.tenths) mm wide"),
            LocalizedText("改小列宽，或写 auto、1fr", en: "make columns narrower, or write auto or 1fr")
        )
    }
}

extension TrackSizing {
    fileprivate var least: Length { if case .fixed(let width) = basis { width } else { minimum } }

    fileprivate var most: Length? {
        switch basis {
        case .fixed(let width): width
        case .fraction: nil
        case .minContent, .maxContent, .auto: maximum
        }
    }
}
