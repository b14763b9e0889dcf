extension NumberFormat {
    /// What `section`, which is for dates, makes of a number.
    static func date(_ number: DecimalNumber, _ section: Section, _ epoch: SerialDate.Epoch) -> Shown {
        guard !number.isNegative, let date = SerialDate(number, epoch) ?? time(number, section) else {
            return Shown(text: number.text)
        }
        let day = section.hasDay ? date.iso : nil
        let isPlain = !section.isForeign && !section.tokens.contains { $0 == .other || isDigit($0) }
        guard isPlain else { return Shown(text: day ?? number.text, day: day) }
        let hasHalf = section.tokens.contains {
            if case .half = $0 { true } else { false }
        }
        let parts = section.tokens.map { text(of: $0, date, hasHalf: hasHalf, isChinese: section.isChinese) }
        return Shown(text: parts.joined(), day: day)
    }

    /// A time of no day, such as 0.5, which is noon. Only its hours, minutes and seconds are used.
    private static func time(_ number: DecimalNumber, _ section: Section) -> SerialDate? {
        section.hasDay ? nil : SerialDate(number, .from1904)
    }

    private static func isDigit(_ token: Token) -> Bool {
        if case .digit = token { true } else { false }
    }

    private static func text(of token: Token, _ date: SerialDate, hasHalf: Bool, isChinese: Bool) -> String {
        switch token {
        case .literal(let text): return text
        case .point: return "."
        case .comma: return ","
        case .half(let morning, let afternoon): return date.seconds < 43_200 ? morning : afternoon
        case .elapsed(let part, let width):
            return SerialDate.padded(date.total / (part == "h" ? 3_600 : part == "m" ? 60 : 1), width)
        case .date(let part, let length):
            return isChinese
                ? chinese(part, length, date, hasHalf) : text(of: part, length, date, hasHalf: hasHalf)
        default: return ""
        }
    }

    private static func hour(_ date: SerialDate, _ hasHalf: Bool) -> Int {
        let hour = date.seconds / 3_600
        return hasHalf ? (hour + 11) % 12 + 1 : hour
    }

    private static func text(of part: Character, _ length: Int, _ date: SerialDate, hasHalf: Bool) -> String {
        let width = min(length, 2)
        switch part {
        case "y": return length > 2 ? SerialDate.padded(date.year, 4) : SerialDate.padded(date.year % 100, 2)
        case "m" where length >= 3:
            let name = months[date.month - 1]
            return length == 3 ? String(name.prefix(3)) : length == 5 ? String(name.prefix(1)) : name
        case "m": return SerialDate.padded(date.month, width)
        case "d" where length >= 3:
            let name = weekdays[date.weekday]
            return length == 3 ? String(name.prefix(3)) : name
        case "d": return SerialDate.padded(date.day, width)
        case "a": return (length == 3 ? "" : "星期") + String(chineseWeekdays[date.weekday])
        case "h": return SerialDate.padded(hour(date, hasHalf), width)
        case "n": return SerialDate.padded(date.seconds / 60 % 60, width)
        default: return SerialDate.padded(date.seconds % 60, width)
        }
    }

    /// As `[DBNum1]` writes it: 二〇二四年六月二日.
    private static func chinese(_ part: Character, _ length: Int, _ date: SerialDate, _ hasHalf: Bool) -> String {
        switch part {
        case "y": ChineseNumerals.digits(length > 2 ? date.year : date.year % 100)
        case "m" where length <= 2: ChineseNumerals.counted(date.month)
        case "d" where length <= 2: ChineseNumerals.counted(date.day)
        case "h": ChineseNumerals.counted(hour(date, hasHalf))
        case "n": ChineseNumerals.counted(date.seconds / 60 % 60)
        case "s": ChineseNumerals.counted(date.seconds % 60)
        default: text(of: part, length, date, hasHalf: hasHalf)
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let chineseWeekdays: [Character] = Array("日一二三四五六")
}
