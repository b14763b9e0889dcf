import Diagnostics

/// The list of the submissions of a folder that gave no output, in lines of text: whose they are, and which letter says what is
/// wrong; where there is none, what is wrong itself.
struct LetterList {
    private let count: Int
    private let failed: Int
    private let letters: Int
    private let language: Language

    init(_ manifest: Manifest, language: Language) {
        count = manifest.failures.count
        failed = manifest.failures.values.count { $0.reason != nil }
        letters = manifest.failures.values.count { !$0.letter.isEmpty }
        self.language = language
    }

    private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh, en: en).text(in: language) }

    /// The list up to its first entry.
    var beginning: String {
        let head = say(
            "退回的材料 \(count - failed) 份" + (failed > 0 ? "，系统故障没有生成的 \(failed) 份" : "") + "；退回单 \(letters) 份",
            "\(count - failed) submissions refused" + (failed > 0 ? ", \(failed) not written, the system failed" : "")
                + "; \(letters) letters")
        return TextFile.mark + TextFile.text([head])
    }

    /// The entry of a submission.
    /// - Parameter number: which one it is, from 1.
    func entry(_ failure: Manifest.Failure, number: Int) -> String {
        let office = failure.office.isEmpty ? say("认不出是哪个单位", "office unknown") : failure.office
        let counts = FindingCounts(failure.allFindings)
        let found = say(
            "必须改正 \(counts.errors) 处，请核对 \(counts.warnings) 处", "\(counts.errors) errors, \(counts.warnings) warnings")
        let files = failure.files.map(DiagnosticPrinter.visible).joined(separator: say("、", ", "))
        let lines = [
            "", "\(number)　\(DiagnosticPrinter.visible(office))　\(found)", say("    材料：", "    submission: ") + files,
        ]
        return TextFile.text(lines + remedy(failure))
    }

    private func remedy(_ failure: Manifest.Failure) -> [String] {
        if let letter = failure.letter.first {
            let name = letter.path.split(separator: "/").last.map(String.init) ?? letter.path
            return [say("    退回单：", "    letter: ") + DiagnosticPrinter.visible(name)]
        }
        return FindingText.ordered(failure.allFindings).map { finding in
            let parts = [
                finding.label.text(in: language) + say("：", ": ") + finding.statement(language),
                finding.remedy(language),
                finding.place(language),
            ]
            return "    " + DiagnosticPrinter.visible(parts.filter { !$0.isEmpty }.joined(separator: say("。", ". ")))
        }
    }
}

/// Text files for those who open them in a spreadsheet's or a mail's company: UTF-8 with a byte order mark, lines that end as
/// they do on Windows.
enum TextFile {
    /// The byte order mark, by which editors tell the encoding.
    static let mark = "\u{FEFF}"

    /// `lines`, each with its end.
    static func text(_ lines: [String]) -> String { lines.map { $0 + "\r\n" }.joined() }
}
