import Testing

@testable import Layout

/// How each character stands to the one before it: `|` where no word holds both, `+` between the words of a longer one.
@Suite struct WordListTests {
    private let words = WordList(["项目", "支出", "项目支出", "预算", "预算数", "收入", "总收入"])

    @Test(arguments: [
        ("项目支出", "项目+支出"), ("支出项目", "支出|项目"), ("预算数额", "预算数|额"), ("年总收入", "年|总收入"), ("预收入", "预|收入"),
    ])
    func partsLongWordsOnlyBetweenWords(_ text: String, _ marked: String) {
        let scalars = Array(text.unicodeScalars)
        var result = String(text.prefix(1))
        for (scalar, bond) in zip(scalars, words.bonds(in: scalars)).dropFirst() {
            switch bond {
            case .none: result += "|"
            case .compound: result += "+"
            case .word: break
            }
            result.unicodeScalars.append(scalar)
        }
        #expect(result == marked)
    }
}
