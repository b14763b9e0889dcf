import Foundation
import TestSupport
import Testing

/// The manual pages that packages bring are made from what the program says of its commands.
@Suite struct ManualPagesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let python = Program(
            path: "/usr/bin/python3", leading: ["-B", Fixtures.project + "/packaging/manual_pages.py"])
        let made = try python.run(
            [Program.annex.path, folder.path, "--version", "1.2.3", "--date", "2026-01-02"])
        #expect(made.code == 0, "\(made.errors)")
    }

    @Test(arguments: [("en", "man1"), ("zh", "zh_CN/man1")])
    func tellOfEveryCommandAndOption(_ language: String, _ place: String) throws {
        let commands = try CommandDescription(language: language).commands
        #expect(folder.files(in: place).count == commands.count)
        for command in commands {
            let name = command.names.joined(separator: "-")
            let page = Fixtures.text("\(folder.path)/\(place)/\(name).1")
            #expect(page.hasPrefix(".TH \"\(name.uppercased())\" 1 \"2026-01-02\" \"annex 1.2.3\""))
            for spelling in command.arguments.flatMap(\.spellings) {
                #expect(page.contains("\\fB\(spelling.replacing("-", with: "\\-"))\\fR"), "\(name) \(spelling)")
            }
            // Whatever follows the name stands in the list of all pages.
            #expect(page.contains(try Regex("\n\(name.replacing("-", with: "\\\\-")) \\\\- .+\n")), "\(name)")
        }
    }

    @Test func speakOneLanguageEach() throws {
        let isChinese = { (text: String) in text.unicodeScalars.contains { $0.properties.isIdeographic } }
        for name in folder.files(in: "man1") {
            #expect(!isChinese(Fixtures.text("\(folder.path)/man1/\(name)")), "\(name)")
            #expect(isChinese(Fixtures.text("\(folder.path)/zh_CN/man1/\(name)")), "\(name)")
        }
    }
}
