import Testing

/// Pages that were printed and scanned, so to speak, and what a scanner program reads on them.
package struct Scans {
    private let folder: TemporaryFolder

    /// Scans the PDF at `path` as `Tools/scan.py` does with `arguments`.
    package init(of path: String, arguments: [String] = []) throws {
        folder = try TemporaryFolder()
        let scan = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/scan.py"])
        let outcome = try scan.run([path, folder.path + "/scans"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    /// The images, page by page.
    package var images: [String] { folder.files(in: "scans").map { "\(folder.path)/scans/\($0)" } }

    /// The codes on the scans, in their order.
    package func codes() throws -> [String] { try Self.codes(in: images) }

    /// The codes on images, in their order.
    package static func codes(in images: [String]) throws -> [String] {
        let reader = try #require(Program.tool("zbarimg"))
        let outcome = try reader.run(["--nodbus", "--raw", "-q", "-Sdisable", "-Sqrcode.enable"] + images)
        return outcome.output.split(separator: "\n").map(String.init)
    }
}
