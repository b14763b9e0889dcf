import Diagnostics
import Files

/// Which submissions of a manifest are of one county.
struct CountyShare {
    /// What the county is called.
    let name: String
    /// The names of its outputs, without those whose submissions failed since.
    var outputs: [String] = []
    /// The paths of its submissions without an output.
    var failures: [Spelling] = []
    /// The form sets of all of them.
    var formSets: Set<String> = []

    /// How many submissions there are.
    var count: Int { outputs.count + failures.count }

    /// The counties of `manifest` by the paths of their folders.
    static func all(of manifest: Manifest) -> [CountyShare] {
        let failures = manifest.failures.values.map { failure in
            (input: Spelling(failure.input), output: Spelling(failure.output), formSet: failure.formSet)
        }
        let failed = Set(failures.map(\.output))
        let outputs = manifest.entries.names.filter { !failed.contains(Spelling($0)) }.map {
            (name: $0, input: manifest.entries.input(of: $0) ?? "")
        }
        let folders = CountyFolders(outputs.map(\.input) + failures.map(\.input.text))
        var shares: [Spelling: CountyShare] = [:]
        func add(_ path: String, _ change: (inout CountyShare) -> Void) {
            let folder = folders.folder(of: path)
            change(&shares[Spelling(folder), default: CountyShare(name: CountyFolders.name(of: folder))])
        }
        for (name, input) in outputs {
            add(input) { share in
                share.outputs.append(name)
                manifest.entries.formSet(of: name).map { _ = share.formSets.insert($0) }
            }
        }
        for failure in failures {
            add(failure.input.text) { share in
                share.failures.append(failure.input)
                share.formSets.insert(failure.formSet)
            }
        }
        return shares.sorted { $0.key < $1.key }.map(\.value)
    }

    init(name: String) { self.name = name }

    /// All of `shares` as one.
    init(joining shares: [CountyShare]) {
        name = ""
        outputs = shares.flatMap(\.outputs)
        failures = shares.flatMap(\.failures)
        formSets = Set(shares.flatMap(\.formSets))
    }

    /// What the pages of `shares` are called, each another name.
    static func pageNames(of shares: [CountyShare]) -> [String] {
        var taken: Set<FoldedName> = []
        return shares.map { share in
            var (name, number) = (pageName(share.name, ""), 1)
            while !taken.insert(FoldedName(name)).inserted {
                number += 1
                name = pageName(share.name, "（\(number)）")
            }
            return name
        }
    }

    private static func pageName(_ county: String, _ number: String) -> String {
        OutputFile.safeName("report-\(county)", ending: "\(number).html")
    }
}
