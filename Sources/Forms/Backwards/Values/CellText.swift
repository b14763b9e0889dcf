import Diagnostics
import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension FieldType {
    /// What a cell says of a field of this type, as a submission writes it.
    /// - Parameters:
    ///   - cell: the cell, where the field is all that stands in it.
    ///   - text: what was found for the field.
    func submissionText(_ text: String, in cell: GridCell?) -> String {
        switch self {
        case .figure: return cell?.exactFigure ?? text.figure
        case .rate: return cell?.rate ?? text.figure
        case .integer: return cell?.number ?? text.yearInDigits ?? text.figure
        case .date: return cell?.date ?? (FilingDate(text)?.dotted ?? text)
        case .prose, .report: return text.paragraphs
        default: return cell?.code ?? text.oneLine
        }
    }
}

extension GridCell {
    /// The number that the cell holds.
    fileprivate var number: String? { if case .number(let number) = value { number } else { nil } }
    fileprivate var date: String? { if case .date(let date) = value { date } else { nil } }

    /// The number as it is shown, unless digits are hidden; then as it is.
    fileprivate var exactFigure: String? {
        guard let number else { return nil }
        let shown = text.figure
        guard let seen = Amount(shown), !seen.isPercentage, let held = Decimal(string: number) else { return number }
        return seen.value == held ? shown : number
    }

    /// The number as a percentage: 0.95 as 95%, whether it is shown so or not, since a rate has a percent sign; 72.22 as it is.
    fileprivate var rate: String? {
        guard let number, let held = Decimal(string: number) else { return nil }
        let shown = text.figure
        if let seen = Amount(shown), seen.isPercentage, seen.value == held * 100 { return shown }
        return isRateInPercents ? "\(held)%" : "\(held * 100)%"
    }

    /// Whether the number, as a rate, can only be meant in percents: it is shown without their sign and more than twofold.
    var isRateInPercents: Bool {
        guard let number, let held = Decimal(string: number) else { return false }
        return Amount(text.figure)?.isPercentage != true && abs(held) > 2
    }

    /// A number in the cell of a text: a code or a telephone with all of its digits, a target as it is shown.
    fileprivate var code: String? {
        guard let number else { return nil }
        let shown = text.oneLine
        return shown.contains("E") || shown.contains("#") || shown.isEmpty ? number : shown
    }
}

extension String {
    /// A year that is written in Chinese digits, 二〇二三; `nil` for what is none.
    var yearInDigits: String? {
        let digits = PlainText(self).scalars.map(\.decimalDigit)
        guard digits.count == 4, !digits.contains(nil) else { return nil }
        return digits.compactMap { $0.map(String.init) }.joined()
    }

    /// A figure as people write it, as the model has it: no spaces, no commas between thousands, half-width.
    fileprivate var figure: String {
        let plain = String(unicodeScalars.filter { !$0.properties.isWhitespace })
        guard let amount = Amount(plain) else { return plain }
        return amount.text.filter { $0 != "," }
    }

    /// The text on one line where it was only broken to fit its cell.
    fileprivate var oneLine: String {
        split(whereSeparator: \.isNewline).map(\.trimmedSpaces).filter { !$0.isEmpty }.joinedAsWords
    }

    /// A paragraph a line, without blank ones.
    fileprivate var paragraphs: String {
        split(whereSeparator: \.isNewline).map(\.trimmedSpaces).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension Substring {
    fileprivate var trimmedSpaces: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.isSpace { scalars.removeFirst() }
        while let last = scalars.last, last.isSpace { scalars.removeLast() }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isSpace: Bool { properties.isWhitespace || value == 0x200B || value == 0xFEFF }
}

extension [String] {
    /// The lines in a row: a space between two that end and begin with letters or digits of the Latin alphabet.
    fileprivate var joinedAsWords: String {
        reduce(into: "") { text, line in
            if let last = text.last, let first = line.first, last.isASCII, first.isASCII, last.isLetter, first.isLetter
            {
                text += " "
            }
            text += line
        }
    }
}
