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
        /// The path of the rules over documents; `nil` where there are none.
        let relatedRules: String?
        /// Its forms as they are looked for in offices' own files; compiled where one is read.
        let officeForms: LazyValue<Result<OfficeForms, Rejection>>
    }

    /// The rules on what is filled into a form set.
    struct Rules: Sendable {
        let pack: RulePack
        /// The SHA-256 of each file of rules, those that it builds on included.
        let hashes: [String]

        /// - Parameter related: the path of the rules over documents, which are not read, only known by name.
        init(
            paths: [String], related: String?, model: SubmissionModel, among folders: LayoutFolders
        ) throws(Rejection) {
            var pack = try RulePack.load(paths: paths, model: model, among: folders)
            if let related { pack.related = { RelatedRules.ids(path: related, model: model, among: folders) } }
            self.pack = pack
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

    /// The form set at `place`.
    /// - Throws: ``Rejection`` where it is at fault.
    func entry(_ place: FormSetPlace) throws(Rejection) -> Entry {
        let entry = entries.withLock { entries in
            if let known = entries[Spelling(place.folder)] { return known }
            let model = once(place)
            let new = LazyValue { [resources] in
                Result { () throws(Rejection) in try Self.read(place, try model.value.get(), from: resources) }
            }
            entries[Spelling(place.folder)] = new
            return new
        }
        return try entry.value.get()
    }

    /// What the form set called `id` is called in full, and which amounts of money its submissions state: as it was read, from
    /// wherever that was, or else as it is found by its name; `nil` where it is not.
    package func money(of id: String) -> (title: String, columns: MoneyColumns)? {
        let read = entries.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
        let known = read.lazy.compactMap { try? $0.value.get().formSet }.first { $0.id == id }
        let found = known ?? resources.places(of: id).first.flatMap { try? entry($0).formSet }
        return found.map { ($0.title, $0.model.money) }
    }

    /// The rules over documents in the file at `path`, of the form set whose submissions are of `model`.
    /// - Throws: ``Rejection`` where they are at fault, or a form set that they name.
    func relatedRules(path: String, model: SubmissionModel) throws(Rejection) -> RelatedRules {
        try RelatedRules.load(path: path, model: model, among: resources.folders) { (id) throws(Rejection) in
            try requiredModel(id)
        }
    }

    /// What submissions hold that are for the form set called `id`.
    /// - Throws: ``Rejection`` where there is none of that name, or its model is at fault.
    func requiredModel(_ id: String) throws(Rejection) -> SubmissionModel {
        guard let place = resources.places(of: id).first else {
            throw Rejection(resources.unknownFormSet(id, from: nil))
        }
        return try once(place).value.get()
    }

    /// What submissions hold that ask for the form set `name`, whatever becomes of its layouts; `nil` where there is no such
    /// form set, or its model is at fault.
    /// - Parameter folder: where paths begin; `nil` where they are not allowed.
    func model(_ name: String, from folder: String? = nil) -> SubmissionModel? {
        try? resources.place(of: name, from: folder).map(once)?.value.get()
    }

    /// What a submission most likely holds that names the form set `id`, or none, and has `keys`: where there is none of that
    /// name, what they hold that are for the form set with the nearest name, or else for the one that knows most of the keys; of
    /// several that do, for one whose offices answer for findings; `nil` where the keys are not yet known.
    /// - Parameter folder: where the paths of form sets begin; `nil` where they are not allowed.
    package func likelyModel(_ id: String?, keys: [String]?, from folder: String?) -> SubmissionModel? {
        likely(id, keys: keys, from: folder)?.model
    }

    /// The form set that such a submission is most likely for.
    func likelyPlace(_ id: String?, keys: [String], from folder: String?) -> FormSetPlace? {
        likely(id, keys: keys, from: folder)?.place
    }

    private typealias Likely = (place: FormSetPlace, model: SubmissionModel)

    private func likely(_ id: String?, keys: [String]?, from folder: String?) -> Likely? {
        func known(_ name: String, from folder: String? = nil) -> Likely? {
            guard let place = resources.place(of: name, from: folder), let model = try? once(place).value.get() else {
                return nil
            }
            return (place, model)
        }
        if let asked = id.flatMap({ known($0, from: folder) }) { return asked }
        guard let keys else { return nil }
        let names = resources.formSetNames
        if let nearest = id?.nearest(among: names).flatMap({ known($0) }) { return nearest }
        let all = names.compactMap { known($0) }
        let most = all.map { $0.model.fieldCount(among: keys) }.max()
        let likely = all.filter { $0.model.fieldCount(among: keys) == most }
        return likely.first(where: \.model.hasWaivers) ?? likely.first
    }

    /// What submissions of all form sets hold, as far as that can be told.
    var allModels: [SubmissionModel] { resources.formSetNames.compactMap { model($0) } }

    private func once(_ place: FormSetPlace) -> LazyValue<Result<SubmissionModel, Rejection>> {
        models.withLock { models in
            if let known = models[Spelling(place.folder)] { return known }
            let new = LazyValue { [resources] in
                Result { () throws(Rejection) in
                    try SubmissionModel.load(folder: place.folder, among: resources.folders)
                }
            }
            models[Spelling(place.folder)] = new
            return new
        }
    }

    private static func read(
        _ place: FormSetPlace, _ model: SubmissionModel, from resources: Resources
    ) throws(Rejection) -> Entry {
        let rules = LazyValue { Self.rules(place, model, from: resources) }
        rules.begin()
        let formSet = try FormSet.load(folder: place.folder, model: model, among: resources.folders)
        guard formSet.id == place.id else { throw Rejection(misnamed(formSet, folder: place.id)) }
        let officeForms = LazyValue {
            Result { () throws(Rejection) in OfficeForms(formSet, start: try resources.start(of: place)) }
        }
        return Entry(
            formSet: formSet, hash: FileHash.sha256(of: formSet, in: place.folder), rules: rules,
            relatedRules: place.file(RelatedRules.fileName), officeForms: officeForms)
    }

    /// Reads the rules of the form set at `place`, whatever becomes of its forms.
    /// - Throws: ``Rejection`` where they are at fault.
    func proveRules(_ place: FormSetPlace) throws(Rejection) {
        _ = try Self.rules(place, try once(place).value.get(), from: resources).get()
    }

    private static func rules(
        _ place: FormSetPlace, _ model: SubmissionModel, from resources: Resources
    ) -> Result<Rules, Rejection> {
        let (paths, folders) = (resources.ruleFiles(of: place), resources.folders)
        return Result { () throws(Rejection) in
            try Rules(paths: paths, related: place.file(RelatedRules.fileName), model: model, among: folders)
        }.mapError { resources.hinting($0, at: "rules.yaml", of: place) }
    }

    private static func misnamed(_ formSet: FormSet, folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "misnamed-form-set",
            LocalizedText(
                "文件夹“\(folder)”中的表样 id 是“\(formSet.id)”，两者应当相同",
                en: "the form set in folder “\(folder)” has the id “\(formSet.id)”"))
    }
}
