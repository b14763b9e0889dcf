import Diagnostics

/// What is kept while one file is read: what was found on the way, and how much of it is in memory.
final class Reading {
    /// The most cells of a file that are held: 50,000. A form of a county office has a few hundred.
    static let maximumCells = 50_000
    /// The most bytes of text that are held: 8 MiB.
    static let maximumText = 8 << 20

    let name: String
    private let span: SourceSpan
    private var list = FindingList(atMost: 2_000)
    private var cells = 0
    private var text = 0

    /// What was left out or read with doubt.
    var findings: [Diagnostic] { list.findings }

    /// Begins with a file.
    /// - Parameter name: the file as it was named.
    init(name: String) {
        self.name = name
        span = Self.span(name, at: nil)
    }

    private static func span(_ name: String, at place: String?) -> SourceSpan {
        .whole(SourceFile(name: name, at: place))
    }

    /// Says what was left out or read with doubt.
    func find(_ severity: Severity, _ id: String, at place: String?, _ message: @autoclosure () -> LocalizedText) {
        list.add(severity, at: span) {
            Diagnostic(severity, id: id, message(), at: Self.span(name, at: place))
        }
    }

    /// Counts a cell or a paragraph that is kept.
    func keepCell(at place: @autoclosure () -> String) throws(Fault) {
        cells += 1
        guard cells > Self.maximumCells else { return }
        throw .tooLarge(
            LocalizedText(
                "有内容的单元格和段落超过 \(Self.maximumCells) 个",
                en: "more than \(Self.maximumCells) cells and paragraphs hold something"),
            at: place())
    }

    /// Makes sure that the name of a sheet, which stands in the place of each of its cells, is no longer than names are.
    func checkName(_ name: String) throws(Fault) {
        guard name.utf8.count > 400 else { return }
        throw .damaged(LocalizedText("工作表的名称过长", en: "the name of a sheet is too long"), at: name.excerpt)
    }

    /// Counts a text that is kept.
    func keep(_ text: String, at place: @autoclosure () -> String? = nil) throws(Fault) {
        self.text += text.utf8.count
        guard self.text > Self.maximumText else { return }
        throw .tooLarge(
            LocalizedText("文字超过 \(Self.maximumText >> 20) MiB", en: "more than \(Self.maximumText >> 20) MiB of text"),
            at: place())
    }

    /// The rejection of the file for `fault`.
    func rejection(for fault: Fault) -> Rejection {
        Rejection(
            Diagnostic(.error, id: fault.id, fault.message, at: Self.span(name, at: fault.place), hints: fault.hints))
    }
}
