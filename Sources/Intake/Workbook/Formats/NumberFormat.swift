/// A number format of a workbook, such as `#,##0.00;[Red]-#,##0.00` (ISO/IEC 29500-1, 18.8.31).
struct NumberFormat {
    /// One sign of a format.
    enum Token: Equatable {
        case literal(String)
        /// A place for a digit: `0`, `#` or `?`.
        case digit(Character)
        case point
        case comma
        case percent
        /// A part of a date: `y`, `m`, `d`, `h`, `s`, `a` for the day of the week in Chinese, and how often it stands there.
        case date(Character, Int)
        /// Hours, minutes or seconds that go on counting.
        case elapsed(Character, Int)
        /// Morning or afternoon, in these words.
        case half(String, String)
        case general
        case text
        /// What is not rendered: fractions and powers of ten.
        case other
    }

    /// What a number must be for a section to be used.
    struct Condition: Equatable {
        let sign: String
        let bound: DecimalNumber
    }

    /// A part of a format, for numbers of one kind.
    struct Section {
        var tokens: [Token] = []
        var condition: Condition?
        /// Whether digits are to be written in Chinese, as `[DBNum1]` asks.
        var isChinese = false
        /// Whether digits are to be written as some other script does.
        var isForeign = false

        var isDate: Bool {
            tokens.contains {
                switch $0 {
                case .date, .elapsed, .half: true
                default: false
                }
            }
        }

        /// Whether it shows a day, not only a time.
        var hasDay: Bool {
            tokens.contains {
                switch $0 {
                case .date(let part, _): "yda".contains(part)
                default: false
                }
            } || isMonthAlone
        }

        private var isMonthAlone: Bool {
            let parts = tokens.compactMap { token -> Character? in
                if case .date(let part, _) = token { part } else { nil }
            }
            return !parts.isEmpty && parts.allSatisfy { $0 == "m" }
        }
    }

    /// The sections, at least one and at most four.
    let sections: [Section]

    /// The format of cells that have none.
    static let general = NumberFormat("General")

    /// Reads a format. What is no format is shown as a literal.
    init(_ code: String) {
        var parser = NumberFormatParser(code)
        sections = parser.sections()
    }
}
