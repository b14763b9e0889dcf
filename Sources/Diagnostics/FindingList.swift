/// A list of at most ``maximumCount`` findings: a broken file may have a million, which nobody reads. The rest are counted.
package struct FindingList: Sendable {
    /// The most findings that are held.
    package static let maximumCount = 20_000

    private let limit: Int
    private var held: [Diagnostic] = []
    private var rest = 0
    private var gravestOfRest = Severity.note
    private var firstOfRest: SourceSpan?

    /// Whether no more are held: what a finding would say need not be found out.
    package var isFull: Bool { held.count >= limit }

    /// An empty list.
    /// - Parameter limit: the most findings that it holds.
    package init(atMost limit: Int = maximumCount) {
        self.limit = limit
    }

    /// Adds a finding, or counts it where the list is full; then it is not made.
    /// - Parameters:
    ///   - severity: its severity.
    ///   - span: where it is.
    package mutating func add(_ severity: Severity, at span: SourceSpan?, _ finding: () -> Diagnostic) {
        guard isFull else { return held.append(finding()) }
        if rest == 0 { firstOfRest = span }
        rest += 1
        gravestOfRest = max(gravestOfRest, severity)
    }

    /// Adds a finding, or counts it where the list is full.
    package mutating func add(_ finding: Diagnostic) {
        add(finding.severity, at: finding.span) { finding }
    }

    /// The place of the finding that is added next, for ``replace(at:with:)``; `nil` where it will only be counted.
    package var nextPlace: Int? { isFull ? nil : held.count }

    /// Puts `finding` where an earlier one was that it makes needless.
    /// - Parameter place: what ``nextPlace`` was before that one was added.
    package mutating func replace(at place: Int, with finding: Diagnostic) { held[place] = finding }

    /// The findings in the order in which they were added. Where there were more than are held, the last one says how many
    /// and is as grave as the gravest of them.
    package var findings: [Diagnostic] {
        rest == 0 ? held : held + [.more(rest, gravestOfRest, from: firstOfRest)]
    }
}

extension Diagnostic {
    /// Says that `count` findings more are not listed.
    /// - Parameters:
    ///   - severity: that of the gravest of them.
    ///   - span: where the first of them is.
    package static func more(_ count: Int, _ severity: Severity, from span: SourceSpan?) -> Diagnostic {
        Diagnostic(
            severity, id: "more-findings",
            LocalizedText("从这里起还有 \(count) 处问题没有列出", en: "from here on \(count) more findings are not listed"),
            at: span, hints: [LocalizedText("改正列出的各处后再查", en: "mend those that are listed and check again")])
    }
}
