import Files
import Foundation
import TestSupport
import Testing

/// Which files the patterns name that the shell has left alone.
@Suite struct InputPatternTests {
    /// A folder of files that are no submissions: `check` names each that it reads.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["县/甲/深", "县/乙", "县/.藏"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        for name in [
            "县/a1.yaml", "县/a2.yaml", "县/b[1].yaml", "县/教育局.yml", "县/说明.txt", "县/x.schema.json", "县/甲/c.json",
            "县/甲/深/d.yaml", "县/乙/e.yaml", "县/.藏/f.yaml", "县/.g.yaml",
        ] { _ = try folder.write(name, "- \(name)\n") }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/县/乙/上", withDestinationPath: "..")
        return folder
    }

    /// What a batch left below its submissions is none; a submission may be called the same.
    @Test func aManifestIsNoSubmission() throws {
        let folder = try TemporaryFolder()
        for name in ["县/out", "县/乙"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        _ = try folder.write("县/a.yaml", "- a\n")
        _ = try folder.write("县/out/manifest.json", "{\n  \"format\": \"annex-manifest\"\n}\n")
        _ = try folder.write("县/乙/manifest.json", "{\"formSet\": \"hunan-2023\"}\n")
        #expect(try files(folder, "县") == ["a.yaml", "乙/manifest.json"])
    }

    /// The files that `input` names, below the folder `县`.
    private func files(_ folder: TemporaryFolder, _ input: String) throws -> [String] {
        let outcome = try Program.annex.run(["check", "\(folder.path)/\(input)", "--format", "json"])
        return outcome.output.matches(of: #/"path": ".*?/县/(.*?)"/#).map { String($0.1) }
    }

    @Test(arguments: [
        ("县/*.yaml", ["a1.yaml", "a2.yaml", "b[1].yaml"]),
        ("县/a?.yaml", ["a1.yaml", "a2.yaml"]),
        ("县/a[!1].yaml", ["a2.yaml"]),
        ("县/a[2-3].*", ["a2.yaml"]),
        ("县/??局.*", ["教育局.yml"]),
        ("县/[教交]育局.yml", ["教育局.yml"]),
        ("县/*[数教]?局.yml", ["教育局.yml"]),
        ("县/[!一-三]?局.*", ["教育局.yml"]),
        ("县/b[]1[]*].yaml", ["b[1].yaml"]),
        ("县/b[1*", ["b[1].yaml"]),
        ("县/*a*a*l", ["a1.yaml", "a2.yaml"]),
        ("县/*a*m*l", ["a1.yaml", "a2.yaml", "b[1].yaml"]),
        ("县/b[1].yaml", ["b[1].yaml"]),
        ("县/b[[]?].yaml", ["b[1].yaml"]),
        ("县/*/*", ["甲/c.json", "甲/深/d.yaml", "乙/e.yaml"]),
        ("县/**/*.yaml", ["a1.yaml", "a2.yaml", "b[1].yaml", "乙/e.yaml", "甲/深/d.yaml"]),
        ("县/**/深/*", ["甲/深/d.yaml"]),
        ("*/甲/**", ["甲/c.json", "甲/深/d.yaml"]),
        ("县/*", ["a1.yaml", "a2.yaml", "b[1].yaml", "教育局.yml", "甲/c.json", "甲/深/d.yaml", "乙/e.yaml"]),
        ("县/.*/f.*", [".藏/f.yaml"]),
    ])
    func takesWhatMatches(_ pattern: String, _ expected: [String]) throws {
        let folder = try folder()
        let found = try files(folder, pattern)
        #expect(Set(found) == Set(expected))
        #expect(found.count == expected.count, "each once")
    }

    @Test func rangesMayHoldOneCharacter() {
        for name in ["教", "-"] { #expect(NamePattern("[教-教]").matches(name) == (name == "教")) }
        for name in ["乙", "-", "甲", "丙"] { #expect(NamePattern("[甲-丙]").matches(name) == (name != "乙")) }
    }

    @Test func tellsOfPatternsThatNothingMatches() throws {
        let folder = try folder()
        for command in [["check"], ["render", "-o", folder.path + "/out"], ["print", "-o", folder.path + "/job.pdf"]] {
            for pattern in ["县/*.md", "无/**", "县/z[1].yaml", "县/说明.tx?", "县/*[数政]育局.yml", "县/b[]1[].y*"] {
                let outcome = try Program.annex.run(command + ["\(folder.path)/\(pattern)"])
                #expect(outcome.code == 1)
                let said = command[0] == "check" ? outcome.output : outcome.errors
                #expect(said.contains("\(folder.path)/\(pattern)”相符的") && said.contains("[no-match]"), "\(said)")
            }
        }
    }

    @Test func rendersWhatMatches() throws {
        let folder = try folder()
        _ = try folder.write(
            "县/甲/c.yaml", Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml"))
        let outcome = try Program.annex.run(["render", folder.path + "/县/**/c.yaml", "-o", folder.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(folder.outputs(in: "out") == ["清岚县教育局2023年度绩效自评.pdf"])
    }
}
