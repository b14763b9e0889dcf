import Diagnostics
import Evaluation
import Files
import Rendering
import SourceTree

/// Tells submissions of one office and year that are given together: one of them would take the place of the other, and nobody
/// knows which is meant.
struct SameOffice {
    /// The paths of the submissions by what their files would be called.
    private var paths: [Spelling: [String]] = [:]
    /// Those names by which an office's own files are known: they may be parts of one submission.
    private var partial = Set<Spelling>()
    /// Which one of those of its name a submission is, from 1, by its path.
    private var numbers: [Spelling: Int] = [:]

    /// The most others that are named.
    private static let named = 3

    /// - Parameter submissions: each with what it says of itself, and whether it was read from an office's own files.
    init(_ submissions: [(files: SubmissionFiles, head: SubmissionHead?, isFromOffice: Bool)]) {
        for submission in submissions {
            guard let key = Self.key(submission.head) else { continue }
            paths[key, default: []].append(submission.files.path)
            numbers[Spelling(submission.files.path)] = paths[key]?.count
            if submission.isFromOffice { partial.insert(key) }
        }
    }

    /// What a file is called that does not depend on where it lies: by its office, its year and what it is.
    private static func key(_ head: SubmissionHead?) -> Spelling? {
        guard let head, let office = head.office else { return nil }
        let (lead, ending) = head.fileName(office: office)
        return Spelling(lead + ending)
    }

    /// The others of the office and year of a submission; `nil` where it is the only one.
    func twins(of files: SubmissionFiles, _ head: SubmissionHead?) -> Twins? {
        guard let key = Self.key(head), let all = paths[key], all.count > 1, let number = numbers[Spelling(files.path)]
        else { return nil }
        let others = all.lazy.filter { Spelling($0) != Spelling(files.path) }
        return Twins(
            named: Array(others.prefix(Self.named)), count: all.count - 1, number: number,
            mayBeParts: partial.contains(key))
    }

    /// The others of the office and year of a submission.
    struct Twins: Sendable {
        /// The paths of the first of them.
        let named: [String]
        /// How many there are.
        let count: Int
        /// Which one the submission itself is among all of them, from 1.
        let number: Int
        /// Whether they may be parts of one submission.
        let mayBeParts: Bool
    }
}

extension SameOffice.Twins {
    /// That nobody knows which one holds.
    /// - Parameter files: the submission itself.
    func conflict(of files: SubmissionFiles) -> Diagnostic {
        let rest = count - named.count
        let names = LocalizedText(
            named.map { "“\($0)”" }.joined(separator: "、") + (rest > 0 ? "等 \(count) 份" : ""),
            en: named.map { "“\($0)”" }.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
        return Diagnostic(
            .error, id: "same-office",
            LocalizedText(
                "这一份与\(names.zh)是同一单位、同一年度的材料，不知道以哪份为准",
                en: "of the same office and year as \(names.en); nobody knows which one holds"),
            at: .whole(SourceFile(name: files.files[0], at: nil)),
            hints: [Self.choose] + (mayBeParts ? [Self.parts] : []))
    }

    private static let choose = LocalizedText(
        "留下作数的一份，其余移到别的文件夹；确是两份不同的材料的，分两次排到两个文件夹",
        en: "keep the one that holds and move the others away; two that both hold go into two folders, in two runs")
    private static let parts = LocalizedText(
        "是一份材料的几个文件的，加 --one-office（列出的文件合成一份），或 --office-folders（每个下层文件夹合成一份）",
        en:
            "for files of one submission add --one-office, which makes one of all that are named, or --office-folders, which makes one of each folder below"
    )
}
