import Layout
import PDFFormat

/// What readers call the pages (ISO 32000-1, 12.4.2).
enum PageLabels {
    /// The catalog's entry for pages with `labels`: a range for each run of numbers, and for each word.
    static func entry(_ labels: [Page.Label]) -> String {
        let ranges = labels.indices.compactMap { index -> String? in
            if index > 0, labels[index].follows(labels[index - 1]) { return nil }
            return "\(index) << \(style(labels[index])) >>"
        }
        return "/PageLabels << /Nums [ \(ranges.joined(separator: " ")) ] >> "
    }

    private static func style(_ label: Page.Label) -> String {
        switch label {
        case .number(1): "/S /D"
        case .number(let number): "/S /D /St \(number)"
        case .word(let word): "/P \(PDFSyntax.string(word))"
        }
    }
}

extension Page.Label {
    /// Whether the label goes on from that of the page before.
    fileprivate func follows(_ before: Self) -> Bool {
        switch (before, self) {
        case (.number(let first), .number(let second)): second == first + 1
        default: self == before
        }
    }
}
