import Foundation
import TestSupport
import Testing

/// The program where packages and `make install` put it, and where somebody has copied it to.
@Suite struct InstalledProgramTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = Program(path: folder.path + "/usr/bin/annex")
        try place(Program.annex.path, at: "usr/bin/annex", link: false)
    }

    /// Puts the file or folder at `path` into the temporary folder, as a copy or as a link to it.
    private func place(_ path: String, at name: String, link: Bool = true) throws {
        let target = folder.path + "/" + name
        let above = URL(fileURLWithPath: target).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
        if link {
            try FileManager.default.createSymbolicLink(atPath: target, withDestinationPath: path)
        } else {
            try FileManager.default.copyItem(atPath: path, toPath: target)
        }
    }

    @Test func findsWhatIsInstalledWithIt() throws {
        try place(FormSets.layouts, at: "usr/share/annex/layouts")
        try place(FormSets.fonts, at: "usr/share/annex/fonts")
        let told = try program.run(["--version"]).output
        #expect(told.contains("  \(folder.path)/usr/share/annex/layouts/hunan-2023\n"), "\(told)")
        #expect(told.contains("  \(folder.path)/usr/share/annex/fonts\n"))
        let shown = try program.run(["inspect", Example.path])
        #expect(shown.code == 0, "\(shown.errors)")
        #expect(try shown.output == Program.annex.run(["inspect", Example.path]).output)
    }

    @Test func takesWhatStandsBesideItFirst() throws {
        for place in ["usr/share/annex", "usr"] {
            try self.place(FormSets.layouts, at: place + "/layouts")
            try self.place(FormSets.fonts, at: place + "/fonts")
        }
        #expect(try program.run(["--version"]).output.contains("  \(folder.path)/usr/fonts\n"))
    }

    @Test func saysWhatIsMissingWhereItStandsAlone() throws {
        // Faces alone are not enough.
        try place(FormSets.fonts, at: "usr/share/annex/fonts")
        let outcome = try program.run(["check", Example.path])
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("没有找到表样和字体"), "\(outcome.errors)")
        #expect(outcome.errors.contains("annex-fonts"))
        let version = try program.run(["--version"])
        #expect(version.code == 0 && version.output.wholeMatch(of: #/annex \d+\.\d+\.\d+\n/#) != nil)
    }
}
