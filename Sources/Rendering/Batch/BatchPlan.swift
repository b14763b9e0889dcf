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
    ///   - workers: how many inputs are looked into at once, at least 1.
    public init(inputs: [String], isDraft: Bool, workers: Int = 1) {
        var seen = Set<String>()
        let heads = Self.heads(inputs.filter { seen.insert($0).inserted }, workers: workers)
        let names = heads.map { Self.name($0, isDraft: isDraft) }
        let counts = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        jobs = zip(heads, names).map { head, name in
            let isShared = counts[name, default: 0] > 1
            return Job(
                input: head.input, output: (isShared ? name + Self.suffix(head.input) : name) + Job.suffix,
                office: head.office)
        }
    }

    /// What is known of a submission before it is decoded.
    private struct Head {
        let input: String
        var office = ""
        var year = ""
    }

    private static func heads(_ inputs: [String], workers: Int) -> [Head] {
        let heads = Mutex(inputs.map { Head(input: $0) })
        DispatchQueue.concurrentPerform(iterations: min(workers, inputs.count)) { worker in
            for index in stride(from: worker, to: inputs.count, by: workers) {
                let head = head(inputs[index])
                heads.withLock { $0[index] = head }
            }
        }
        return heads.withLock { $0 }
    }

    private static func head(_ input: String) -> Head {
        var head = Head(input: input)
        guard let file = try? SourceFile.read(path: input) else { return head }
        let stated = SubmissionHead(file)
        head.office = stated.office ?? ""
        head.year = stated.year ?? ""
        return head
    }

    private static func name(_ head: Head, isDraft: Bool) -> String {
        // A submission whose office cannot be told is not rendered; its name only stands in messages.
        let office = head.office.isEmpty ? stem(head.input) : head.office
        return OutputFile.safeName("\(office)\(head.year)年度绩效自评" + (isDraft ? "（草稿）" : ""))
    }

    /// What tells apart the files of inputs that would have one name: the input's own name, and a digest of its path.
    private static func suffix(_ input: String) -> String {
        let digest = SHA256.hash(data: Array(input.utf8)).hexadecimal.prefix(6)
        return OutputFile.safeName("（\(stem(input))-\(digest)）")
    }

    private static func stem(_ input: String) -> String {
        let name = input.split(separator: "/").last.map(String.init) ?? input
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}
