import Archive
import Crypto
import Diagnostics
import Files

/// A name as systems take it that ignore case and canonical equivalence, as Windows and macOS do: of two files with one such
/// name, one would take the place of the other when they are copied there.
struct FoldedName: Hashable {
    /// Compared by canonical equivalence.
    private let text: String

    init(_ name: String) { text = name.uppercased().lowercased() }
}

extension BatchPlan {
    /// The plan for a folder of which `manifest` says what lies in it: a submission keeps the name that it has there, and no
    /// other one gets it while the submission is there, in this run or not.
    /// - Parameter folder: the path of the folder, which must be there.
    func settled(in folder: String, after manifest: Manifest) -> BatchPlan {
        var plan = self
        var new: [Int] = []
        var kept = Set<Spelling>()
        var paths = RelativePaths(to: folder)
        for index in jobs.indices {
            let place = paths.path(of: jobs[index].input)
            plan.jobs[index].place = place
            plan.jobs[index].filePlaces =
                jobs[index].source.isAlone ? [place] : jobs[index].source.files.map { paths.path(of: $0) }
            // A shard's names are planned, and of two of one office none is made.
            guard shard == nil, jobs[index].twins == nil else { continue }
            let known = plan.jobs[index].places.flatMap { manifest.entries.outputs(of: $0, isDraft: isDraft) }
            if let name = known.first(where: jobs[index].mayBeCalled) {
                plan.jobs[index].name = String(name.dropLast(Job.suffix.count))
                kept.insert(Spelling(name))
            } else {
                new.append(index)
            }
        }
        let names = Set(new.map { Spelling(jobs[$0].plainName + Job.suffix) })
        // One that has the very name of an output that no submission of the run keeps takes it over, if it may.
        let others = manifest.entries.owners.filter { kept.contains($0.output) || !names.contains($0.output) }
        let taken = others.filter { kept.contains($0.output) || OutputFile.exists("\(folder)/\($0.output.text)") }
        plan.name(new, besides: Set(taken.map { FoldedName($0.output.text) }))
        plan.noteRivals(of: new, in: folder, manifest)
        return plan
    }

    /// Notes which jobs would take the place of the output of another submission, which is not in this run: be it there still,
    /// or gone.
    private mutating func noteRivals(of new: [Int], in folder: String, _ manifest: Manifest) {
        let run = Set(jobs.flatMap(\.places).map { Spelling($0) })
        let owners = manifest.entries.owners.filter { !$0.isSuperseded && !run.contains($0.input) }
        let places = Dictionary(owners.map { ($0.output, $0.input.text) }) { first, _ in first }
        for index in new {
            guard let place = places[Spelling(jobs[index].output)] else { continue }
            let isThere = OutputFile.exists("\(folder)/\(jobs[index].output)")
            guard isThere else { continue }
            let path = FilePath.joined(folder, place)
            if OutputFile.exists(FilePath.inside(folder, place)) {
                jobs[index].rival = path
            } else {
                jobs[index].predecessor = path
            }
        }
    }

    /// Gives the jobs at `indices` their plain names, or where several have one or it is among `taken`, longer ones.
    mutating func name(_ indices: [Int], besides taken: Set<FoldedName>) {
        let counts = indices.reduce(into: [FoldedName: Int]()) { $0[FoldedName(jobs[$1].plainName), default: 0] += 1 }
        let shared = indices.filter {
            counts[FoldedName(jobs[$0].plainName), default: 0] > 1
                || taken.contains(FoldedName(jobs[$0].plainName + Job.suffix))
        }
        let alone = Set(indices).subtracting(shared).map { FoldedName(jobs[$0].plainName + Job.suffix) }
        let others = taken.union(alone)
        for digits in [6, 12, 2 * SHA256.byteCount] {
            for index in shared {
                jobs[index].name = jobs[index].longName(digits)
                jobs[index].sharedName = jobs[index].plainName + Job.suffix
            }
            let names = Set(shared.map { FoldedName(jobs[$0].output) })
            if names.count == shared.count, names.isDisjoint(with: others) { return }
        }
    }
}

extension BatchPlan.Job {
    /// The paths by which a manifest may know it: alone in a file once, its office may have handed in more since.
    var places: [String] { source.isAlone ? [place] : [place] + filePlaces.filter { $0 != place } }

    /// The plain name and what tells it apart: the input's own name, and so many digits of the digest of its path.
    fileprivate func longName(_ digits: Int) -> String {
        let path = FilePath.real(input) ?? FilePath.entry(input)
        let digest = SHA256.hash(data: Array(path.utf8)).hexadecimal.prefix(digits)
        return plainName
            + OutputFile.safeName("（" + FilePath.stem(input), ending: "-\(digest)）", maximumLength: 54 + digits)
    }

    /// Whether `output` is a name that the submission may have got in an earlier run.
    fileprivate func mayBeCalled(_ output: String) -> Bool {
        let (name, end) = (Array(output.utf8), Array(Self.suffix.utf8))
        guard name.starts(with: plainName.utf8) else { return false }
        let rest = name.dropFirst(plainName.utf8.count)
        return rest.elementsEqual(end)
            || rest.starts(with: "（".utf8) && rest.suffix(end.count + 3).elementsEqual("）.pdf".utf8)
    }
}
