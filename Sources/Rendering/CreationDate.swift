import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The date that a file states, in UTC: never that of the clock, so that the same input gives the same bytes.
package struct CreationDate: Sendable, Hashable {
    /// It as ISO 8601, like `2024-06-02T00:00:00Z`.
    package let text: String

    /// The date that `text` is as ISO 8601 in UTC, to the second, like `2024-06-02T00:00:00Z`; `nil` where there is no such
    /// date, or it is written in another way.
    package init?(_ text: String) {
        let form = "0000-00-00T00:00:00Z".utf8
        guard text.utf8.count == form.count,
            zip(text.utf8, form).allSatisfy({ $1 == UInt8(ascii: "0") ? (48...57).contains($0) : $0 == $1 }),
            // What there is not, such as February 30, is read as another date or not at all.
            let date = try? Date(text, strategy: .iso8601), date.formatted(.iso8601) == text
        else { return nil }
        self.text = text
    }

    /// The moment that `SOURCE_DATE_EPOCH` gives in seconds since 1970 (reproducible-builds.org); `nil` where `epoch` is no
    /// such number, or the moment is beyond the year 9999.
    package init?(epoch: String) {
        guard epoch.utf8.allSatisfy({ (48...57).contains($0) }), let seconds = Int(epoch),
            (0...253_402_300_799).contains(seconds)
        else { return nil }
        text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// The day on which `submission` was filled in, or the last of the year that it is about.
    init(of submission: DocumentFacts) {
        let date = submission.date
        let day = [date?.month ?? 12, date?.day ?? 31].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        text = "\(date?.year ?? submission.year)-\(day)T00:00:00Z"
    }
}
