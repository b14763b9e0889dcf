import Archive
import Crypto
import Diagnostics
import Dispatch
import Evaluation
import SourceTree
import Synchronization

/// What a batch makes: for each input a file of its own, whose name does not depend on the order of the inputs.
public struct BatchPlan: Sendable {
    /// One submission of a batch.
    public struct Job: Sendable {
        /// The path of the submission as the user gave it.
        public let input: String
        /// The name of the PDF that is made.
        let output: String
        /// The full name of the office; empty where it cannot be told.
        let office: String

        /// The name of the file that is made, without its extension.
        public var name: String { String(output.dropLast(Self.suffix.count)) }

        fileprivate static let suffix = ".pdf"
    }

    /// The jobs in the order of the inputs.
    public let jobs: [Job]

    /// Plans a batch over `inputs`; an input that is named twice is rendered once.
    /// - Parameters:
    ///   - isDraft: whether drafts are made, which have names of their own.
    ///   - workers: how many inputs are looked into at once; one where it is less.
    public init(inputs: [String], isDraft: Bool, workers: Int = 1) {
        var seen = Set<String>()
        let inputs = inputs.filter { seen.insert($0).inserted }
        let heads = Self.heads(of: inputs, workers: max(1, min(workers, inputs.count)))
        let names = zip(inputs, heads).map { Self.name($0, $1, isDraft: isDraft) }
        let counts = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        jobs = inputs.indices.map { index in
            let (input, name) = (inputs[index], names[index])
            let isShared = counts[name, default: 0] > 1
            return Job(
                input: input, output: (isShared ? name + Self.suffix(input) : name) + Job.suffix,
                office: heads[index]?.office ?? "")
        }
    }

    /// What `inputs` say of their submissions; `nil` where a file cannot be read.
    private static func heads(of inputs: [String], workers: Int) -> [SubmissionHead?] {
        let heads = Mutex([SubmissionHead?](repeating: nil, count: inputs.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: inputs.count, by: workers) {
                guard let file = try? SourceFile.read(path: inputs[index]) else { continue }
                let head = SubmissionHead(file)
                heads.withLock { $0[index] = head }
            }
        }
        return heads.withLock { $0 }
    }

    private static func name(_ input: String, _ head: SubmissionHead?, isDraft: Bool) -> String {
        let office = head?.office ?? ""
        // A submission whose office cannot be told is not rendered; its name only stands in messages.
        let lead = office.isEmpty ? stem(input) : office
        return OutputFile.safeName(lead, ending: "\(head?.year ?? "")年度绩效自评" + (isDraft ? Renderer.draftMark : ""))
    }

    /// What tells apart the files of inputs that would have one name: the input's own name, and a digest of its path.
    private static func suffix(_ input: String) -> String {
        let digest = SHA256.hash(data: Array(input.utf8)).hexadecimal.prefix(6)
        return OutputFile.safeName("（" + stem(input), ending: "-\(digest)）", most: 60)
    }

    private static func stem(_ input: String) -> String {
        let name = input.split(separator: "/").last.map(String.init) ?? input
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
