import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The date that a file states, as ISO 8601 in UTC: never that of the clock, so that the same input gives the same bytes.
public enum CreationDate {
    /// The day on which the submission was filled in, or the last of the year that it is about.
    static func of(_ submission: Submission) -> String {
        let date = submission.filing.date
        let day = [date?.month ?? 12, date?.day ?? 31].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
        return "\(date?.year ?? submission.year.value)-\(day)T00:00:00Z"
    }

    /// The moment that `SOURCE_DATE_EPOCH` gives in seconds since 1970 (reproducible-builds.org); `nil` where `text` is no
    /// such number, or the moment is beyond the year 9999.
    public static func ofEpoch(_ text: String) -> String? {
        guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else { return nil }
        return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}
