import Foundation
import TestSupport
import Testing

/// What `make` says on machines that lack what it needs.
@Suite struct MakefileTests {
    /// Runs `make setup` as a user who is not root, with no programs but those in `programs`: their names and what they do.
    private func setUp(_ programs: [String: String]) throws -> Program.Outcome {
        let folder = try TemporaryFolder()
        let all = programs.merging(["id": "echo 1000", "apt-get": "touch \"$0.ran\""]) { $1 }
        for (name, script) in all {
            let path = try folder.write(name, "#!/bin/sh\n\(script)\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let make = try #require(Program.tool("make"))
        let outcome = try make.run(["-C", Fixtures.project, "setup"], environment: ["PATH": folder.path])
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/apt-get.ran"), "nothing is installed")
        return outcome
    }

    @Test func saysWhereToGetSwiftBeforeItInstallsAnything() throws {
        let outcome = try setUp(["sudo": "exec \"$@\""])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("没有 Swift"))
        #expect(outcome.errors.contains("there is no Swift: install 6.2 or later first, from https://www.swift.org/"))
    }

    @Test func saysWhichPackagesAreMissingWithoutSudo() throws {
        let outcome = try setUp(["swift": "", "dpkg-query": "exit 1", "grep": "exit 1"])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("缺少软件包： build-essential pkg-config"))
        #expect(outcome.errors.contains("apt-get install -y -qq --no-install-recommends build-essential pkg-config"))
    }
}
