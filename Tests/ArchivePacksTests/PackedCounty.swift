import Foundation
import Synchronization
import TestSupport
import Testing

/// A county whose documents are rendered and packed.
struct PackedCounty {
    /// The folder around all of it.
    let folder: TemporaryFolder
    var path: String { folder.path }
    /// The pack's folder.
    var pack: String { path + "/pack" }

    /// An archivist's data, with further lines.
    static func data(_ more: String = "") -> String {
        """
        formSet: archive-catalogue
        year: 2024
        office: {name: 清岚县财政局}
        fonds: "0086"
        type: WS
        retention: D30
        section: {code: JXK, name: 绩效管理股}
        date: 2024.12.20

        """ + more
    }

    /// What the numbers of items begin with.
    static let prefix = "0086-WS·2024-D30-JXK-"
    /// The folder of the records in a pack.
    static let records = "data/records/2024/WS/"

    /// Counties that were rendered, by the number of their offices.
    private static let rendered = Mutex<[Int: SmallCounty]>([:])

    /// A county of `count` offices with its documents in `out`, and the same pages, which serve as signed copies, in `signed`.
    init(_ count: Int, data: String = "") throws {
        let county = try Self.rendered.withLock { known in
            if let county = known[count] { return county }
            let county = try SmallCounty(count)
            #expect(try county.render().code == 0)
            #expect(try county.render(to: "signed", ["--archive", "2u"]).code == 0)
            known[count] = county
            return county
        }
        folder = try TemporaryFolder()
        try copy(["out", "signed"], from: county.path)
        _ = try folder.write("archive.yaml", Self.data(data))
    }

    /// A copy of a pack that can be changed.
    init(copying other: PackedCounty) throws {
        folder = try TemporaryFolder()
        try copy(["pack"], from: other.path)
    }

    private func copy(_ names: [String], from other: String) throws {
        for name in names {
            try FileManager.default.copyItem(atPath: "\(other)/\(name)", toPath: "\(path)/\(name)")
        }
    }

    /// Runs `annex archive`.
    @discardableResult
    func archive(_ options: [String] = [], to pack: String = "pack") throws -> Program.Outcome {
        try Program.annex.run(
            ["archive", path + "/out", "--data", path + "/archive.yaml", "-o", "\(path)/\(pack)"] + options)
    }

    /// What `annex archive --check` says of the pack.
    func check() throws -> Program.Outcome { try Program.annex.run(["archive", pack, "--check"]) }

    /// The files of a pack with their bytes.
    func files(_ pack: String = "pack") -> [String: Data] {
        folder.files(in: pack).reduce(into: [:]) { files, name in
            files[name] = FileManager.default.contents(atPath: "\(path)/\(pack)/\(name)")
        }
    }

    /// A text of the pack.
    func text(_ name: String) -> String { Fixtures.text("\(pack)/\(name)") }

    /// Changes a text of the pack.
    func edit(_ name: String, _ change: (String) -> String) throws {
        let (old, new) = (text(name), change(text(name)))
        #expect(old != new, "\(name) is changed")
        try Data(new.utf8).write(to: URL(fileURLWithPath: "\(pack)/\(name)"))
    }

    /// Writes the bag's own lists anew, as somebody would who covers up a change.
    func seal() throws {
        let script = """
            set -e; cd "$1"; export LC_ALL=C
            find data -type f | sort | xargs -d '\\n' sha256sum > manifest-sha256.txt
            size=$(find data -type f -printf '%s\\n' | awk '{s += $1} END {print s "." NR}')
            sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $size/" bag-info.txt
            ls -p | grep -v / | grep -v tagmanifest | xargs -d '\\n' sha256sum > tagmanifest-sha256.txt
            """
        let outcome = try Program(path: "/bin/bash").run(["-c", script, "seal", pack])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }
}
