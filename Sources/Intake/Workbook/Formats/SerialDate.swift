/// A point of time that a workbook holds as a number of days.
struct SerialDate: Equatable {
    /// The proleptic Gregorian year, month (1 to 12) and day (1 to 31).
    let year: Int
    let month: Int
    let day: Int
    /// The day of the week, 0 for Sunday.
    let weekday: Int
    /// Seconds since midnight.
    let seconds: Int
    /// Seconds since the beginning of the calendar.
    let total: Int

    /// The day on which a workbook's calendar begins.
    enum Epoch {
        /// 1 is 1900-01-01. The calendar has a day too much, the 29th of February 1900, which is number 60.
        case from1900
        /// 0 is 1904-01-01.
        case from1904
    }

    /// The time that `number` stands for, to the nearest second; `nil` where it stands for none that there is.
    init?(_ number: DecimalNumber, _ epoch: Epoch) {
        guard let serial = Double(number.text), serial >= 0, serial < 2_958_466 else { return nil }
        let total = Int((serial * 86_400).rounded())
        let days = total / 86_400
        // Days since 1970-01-01.
        switch epoch {
        case .from1904: self.init(days: days - 24_107, total: total)
        case .from1900 where days > 60: self.init(days: days - 25_569, total: total)
        case .from1900 where (1..<60).contains(days): self.init(days: days - 25_568, total: total)
        case .from1900: return nil
        }
    }

    /// The day that is `days` behind 1970-01-01.
    private init(days: Int, total: Int) {
        // Eras of 400 years that begin on a 1st of March (Howard Hinnant, chrono-compatible low-level date algorithms).
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        weekday = (days % 7 + 11) % 7
        seconds = total % 86_400
        self.total = total
    }

    /// The number of days that a workbook whose calendar begins in 1900 holds for `text`, such as 2024-06-02T08:30:00.000;
    /// `nil` where that is no time since March 1900.
    static func serial(_ text: String) -> DecimalNumber? {
        let parts = #/(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?)?/#
        guard let match = text.trimmed.wholeMatch(of: parts), let year = Int(match.1), let month = Int(match.2),
            let day = Int(match.3), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let clock = [match.4, match.5, match.6].map { $0.flatMap { Int($0) } ?? 0 }
        let seconds = clock[0] * 3_600 + clock[1] * 60 + clock[2]
        // Years that begin in March, as above.
        let shiftedYear = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719_468
        let serial = days + 25_569
        guard serial > 60 else { return nil }
        return seconds == 0
            ? DecimalNumber(String(serial)) : DecimalNumber("\(Double(serial) + Double(seconds) / 86_400)")
    }

    /// The day as ISO 8601 writes it: 2024-06-02.
    var iso: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

    /// `number` with zeros before it, so that it has `width` digits.
    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
