import Archive
import Diagnostics
import Dispatch
import Evaluation
import Files
package import Rendering
import SourceTree
import Synchronization

/// What a batch makes: for each input a file of its own, whose name does not depend on the order of the inputs.
package struct BatchPlan: Sendable {
    /// One submission of a batch.
    package struct Job: Sendable {
        /// The path of the submission as the user gave it.
        package let input: String
        /// The full name of the office; empty where it cannot be told.
        let office: String
        /// The form set that it asks for; empty where it cannot be told.
        let formSet: String
        /// What the file is called where no other has this name, without its extension.
        let plainName: String
        /// The path of the submission as the manifest has it: seen from the folder of the outputs.
        var place = ""
        /// The path of another submission whose output has the name of this one's; it is not replaced.
        var rival: String?
        /// The name of the file that is made, without its extension.
        package internal(set) var name: String

        /// The name of the PDF that is made.
        var output: String { name + Self.suffix }

        /// What the name of a PDF ends with.
        static let suffix = ".pdf"
    }

    /// The jobs in the order of the inputs.
    package internal(set) var jobs: [Job]
    /// Whether drafts are made.
    let isDraft: Bool
    /// Whether the inputs are all that there is: outputs of others are left over.
    let isExhaustive: Bool

    /// Plans a batch over `inputs`, each of them another file, into an empty folder.
    /// - Parameters:
    ///   - isDraft: whether drafts are made, which have names of their own.
    ///   - isExhaustive: whether the inputs are all that there is, such as a folder: outputs of others are left over then.
    ///   - workers: how many inputs are looked into at once; one where it is less.
    ///   - formSets: the form sets, which say where submissions state their offices and what their files are called.
    package init(
        inputs: [String], isDraft: Bool, isExhaustive: Bool = false, workers: Int = 1, formSets: FormSetCache
    ) {
        self.isDraft = isDraft
        self.isExhaustive = isExhaustive
        let heads = Self.heads(of: inputs, formSets, workers: max(1, min(workers, inputs.count)))
        jobs = zip(inputs, heads).map { input, head in
            let name = Self.name(input, head, isDraft: isDraft)
            return Job(
                input: input, office: head?.office ?? "", formSet: head?.formSet ?? "", plainName: name, name: name)
        }
        name(jobs.indices.map { $0 }, besides: [])
    }

    /// What `inputs` say of their submissions; `nil` where a file cannot be read.
    private static func heads(
        of inputs: [String], _ formSets: FormSetCache, workers: Int
    ) -> [SubmissionHead?] {
        let submissions = OfficeSubmissions(formSets)
        let heads = Mutex([SubmissionHead?](repeating: nil, count: inputs.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for index in stride(from: worker, to: inputs.count, by: workers) {
                guard let file = try? submissions.read(path: inputs[index]).file else { continue }
                let folder = FilePath.parts(inputs[index]).folder
                let head = SubmissionHead(file) { formSets.likelyModel($0, keys: $1, from: folder) }
                heads.withLock { $0[index] = head }
            }
        }
        return heads.withLock { $0 }
    }

    private static func name(_ input: String, _ head: SubmissionHead?, isDraft: Bool) -> String {
        // A submission whose office cannot be told is not rendered; its name only stands in messages.
        let stem = FilePath.stem(input)
        let (lead, ending) = head?.fileName(office: stem) ?? (stem, "")
        return OutputFile.safeName(lead, ending: ending + (isDraft ? Renderer.draftMark : ""))
    }
}
