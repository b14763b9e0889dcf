import Diagnostics
package import Evaluation
import Files
import Forms
import Sharing
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The form sets that were read. Workers share it: each form set is read once, by the first of them that needs it; the others
/// wait.
package final class FormSetCache: Sendable {
    /// A form set; the rules on what is filled in may still be read, on a thread of their own.
    struct Entry: Sendable {
        let formSet: FormSet
        /// The SHA-256 of the form set's files, in hexadecimal digits.
        let hash: String
        let rules: LazyValue<Result<Rules, Rejection>>
        /// What the form set states before anybody fills it in; read where an office's own files are.
        let start: LazyValue<Result<SubmissionSource?, Rejection>>
    }

    /// The rules on what is filled into a form set.
    struct Rules: Sendable {
        let pack: RulePack
        /// The SHA-256 of each file of rules, those that it builds on included.
        let hashes: [String]

        init(paths: [String], model: SubmissionModel) throws(Rejection) {
            pack = try RulePack.load(paths: paths, model: model)
            hashes = pack.paths.map { FileHash.sha256(ofFile: $0) ?? "" }
        }
    }

    let resources: Resources
    private let models = Mutex<[Spelling: LazyValue<Result<SubmissionModel, Rejection>>]>([:])
    private let entries = Mutex<[Spelling: LazyValue<Result<Entry, Rejection>>]>([:])

    /// Creates a cache that has read nothing yet.
    package init(_ resources: Resources) {
        self.resources = resources
    }

    /// The form set in the folder called `id`.
    /// - Throws: ``Rejection`` where it is at fault.
    func entry(_ id: String) throws(Rejection) -> Entry {
        let entry = entries.withLock { entries in
            if let known = entries[Spelling(id)] { return known }
            let model = once(id)
            let new = LazyValue { [resources] in
                Result { () throws(Rejection) in try Self.read(id, try model.value.get(), from: resources) }
            }
            entries[Spelling(id)] = new
            return new
        }
        return try entry.value.get()
    }

    /// What submissions hold that are for the form set called `id`, whatever becomes of its layouts; `nil` where there is no
    /// such form set, or its model is at fault.
    func model(_ id: String) -> SubmissionModel? {
        if let known = models.withLock({ $0[Spelling(id)] }) { return try? known.value.get() }
        guard resources.formSetNames.contains(where: { Spelling($0) == Spelling(id) }) else { return nil }
        return try? once(id).value.get()
    }

    /// What a submission most likely holds that names the form set `id`, or none, and has `keys`: where there is none of that
    /// name, what they hold that are for the form set with the nearest name, or else for the one that knows most of the keys;
    /// `nil` where the keys are not yet known.
    package func likelyModel(_ id: String?, keys: [String]?) -> SubmissionModel? {
        if let known = id.flatMap(model) { return known }
        guard let keys else { return nil }
        let names = resources.formSetNames
        if let nearest = id?.nearest(among: names).flatMap(model) { return nearest }
        let models = names.compactMap(model)
        let most = models.map { $0.fieldCount(among: keys) }.max()
        return models.first { $0.fieldCount(among: keys) == most }
    }

    /// What submissions of all form sets hold, as far as that can be told.
    var allModels: [SubmissionModel] { resources.formSetNames.compactMap(model) }

    private func once(_ id: String) -> LazyValue<Result<SubmissionModel, Rejection>> {
        models.withLock { models in
            if let known = models[Spelling(id)] { return known }
            let new = LazyValue { [resources] in
                Result { () throws(Rejection) in try SubmissionModel.load(folder: resources.layouts + "/" + id) }
            }
            models[Spelling(id)] = new
            return new
        }
    }

    private static func read(
        _ id: String, _ model: SubmissionModel, from resources: Resources
    ) throws(Rejection) -> Entry {
        let folder = resources.layouts + "/" + id
        let paths = resources.ruleFiles(of: id)
        let rules = LazyValue { Result { () throws(Rejection) in try Rules(paths: paths, model: model) } }
        rules.begin()
        let formSet = try FormSet.load(folder: folder, model: model)
        guard formSet.id == id else { throw Rejection(misnamed(formSet, folder: id)) }
        let start = LazyValue { Result { () throws(Rejection) in try resources.start(of: id) } }
        return Entry(formSet: formSet, hash: FileHash.sha256(of: formSet, in: folder), rules: rules, start: start)
    }

    private static func misnamed(_ formSet: FormSet, folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "misnamed-form-set",
            LocalizedText(
                "文件夹“\(folder)”中的表样 id 是“\(formSet.id)”，两者应当相同",
                en: "the form set in folder “\(folder)” has the id “\(formSet.id)”"))
    }
}
