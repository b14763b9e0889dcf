package import Diagnostics
import Evaluation
package import Forms
package import Graphics
import Layout
import Sharing
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What one worker renders with: faces of its own, and form sets, each loaded when it is first needed and kept.
///
/// A context belongs to one worker at a time, because its font libraries do.
package final class RenderingContext {
    private let resources: Resources
    private let formSets: FormSetCache
    /// Reads submissions from what offices hold.
    package var submissions: OfficeSubmissions { OfficeSubmissions(formSets) }
    private var preparedFormSets: [Spelling: PreparedFormSet] = [:]
    /// Rules over documents, by the paths of their files.
    private var relatedRules: [String: Result<RelatedRules, Rejection>] = [:]

    /// A form set with its rules and its faces, which may still be being loaded on a thread of their own.
    package final class PreparedFormSet {
        package let formSet: FormSet
        let rules: RulePack
        /// The SHA-256 of the form set's files, in hexadecimal digits.
        package let formSetHash: String
        /// The SHA-256 of each file of rules, those that it builds on included.
        package let ruleHashes: [String]
        /// The path of the rules over documents; `nil` where there are none.
        fileprivate let relatedRules: String?
        private let loading: LazySendingValue<Result<Faces, Rejection>>
        private lazy var loadedFaces = loading.take()

        fileprivate init(
            _ entry: FormSetCache.Entry, _ rules: FormSetCache.Rules,
            loading: LazySendingValue<Result<Faces, Rejection>>
        ) {
            formSet = entry.formSet
            formSetHash = entry.hash
            self.rules = rules.pack
            ruleHashes = rules.hashes
            relatedRules = entry.relatedRules
            self.loading = loading
        }

        /// The faces that set its pages; waits until they are loaded.
        /// - Throws: ``Rejection`` where a file of a face is none.
        package func faces() throws(Rejection) -> Faces { try loadedFaces.get() }
    }

    /// The faces of a form set with what they set.
    package struct Faces {
        package let fonts: FontLibrary
        /// What pages are set with.
        let layout: LayoutContext
        let glyphs: GlyphCheck

        fileprivate init(_ catalog: FontCatalog, _ cache: FaceCache, for formSet: FormSet) throws(FontError) {
            fonts = try FontLibrary(catalog, cache: cache)
            fonts.prepare(formSet.roles)
            layout = LayoutContext(shaper: PangoTextShaper(fonts), words: formSet.words, codes: QRCodeEncoder())
            glyphs = GlyphCheck(fonts)
        }
    }

    /// Creates a context that has loaded nothing yet; its faces are being read.
    /// - Parameter formSets: the form sets that it shares with others; `nil` where it shares none.
    package init(_ resources: Resources, sharing formSets: FormSetCache? = nil) {
        self.resources = resources
        self.formSets = formSets ?? FormSetCache(resources)
        resources.readFacesAhead()
    }

    /// The form set that `name` asks for, and its faces.
    /// - Parameters:
    ///   - folder: where the paths of form sets begin; `nil` where they are not allowed.
    ///   - hash: the SHA-256 of its files: of several form sets of that name the one that has it is meant.
    /// - Throws: ``RenderError`` where there is none, or it is at fault.
    package func preparedFormSet(
        _ name: String, from folder: String?, hash: String? = nil, askedAt span: SourceSpan
    ) throws(RenderError) -> PreparedFormSet {
        let made = hash.flatMap { hash in
            resources.places(of: name).first { (try? formSets.entry($0).hash) == hash }
        }
        guard let place = made ?? resources.place(of: name, from: folder) else {
            throw .rejected([resources.unknownFormSet(name, askedAt: span, from: folder)])
        }
        return try prepared(place)
    }

    /// The form set that a submission is most likely for which names the form set `id`, or none, and has `keys`; `nil` where
    /// nobody can tell, or that one is at fault.
    /// - Parameter folder: where the paths of form sets begin.
    func likelyFormSet(_ id: String?, keys: [String], from folder: String) -> PreparedFormSet? {
        formSets.likelyPlace(id, keys: keys, from: folder).flatMap { try? prepared($0) }
    }

    private func prepared(_ place: FormSetPlace) throws(RenderError) -> PreparedFormSet {
        if let known = preparedFormSets[Spelling(place.folder)] { return known }
        do throws(Rejection) {
            let entry = try formSets.entry(place)
            let faces = faces(try catalog(for: entry.formSet), for: entry.formSet)
            faces.begin()
            let rules = try entry.rules.value.get()
            let prepared = PreparedFormSet(entry, rules, loading: faces)
            preparedFormSets[Spelling(place.folder)] = prepared
            return prepared
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The rules over documents of a form set; `nil` where it has none.
    /// - Throws: ``Rejection`` where they are at fault.
    func relatedRules(of prepared: PreparedFormSet) throws(Rejection) -> RelatedRules? {
        guard let path = prepared.relatedRules else { return nil }
        if let known = relatedRules[path] { return try known.get() }
        let rules = Result { () throws(Rejection) in
            try formSets.relatedRules(path: path, model: prepared.formSet.model)
        }
        relatedRules[path] = rules
        return try rules.get()
    }

    /// What a submission most likely holds that names the form set `id`, or none, and has `keys`.
    /// - Parameter folder: where the paths of form sets begin; `nil` where they are not allowed.
    func likelyModel(_ id: String?, keys: [String], from folder: String?) -> SubmissionModel? {
        formSets.likelyModel(id, keys: keys, from: folder)
    }

    /// What a file may hold that is no YAML but seems to name the form set `id`: the fields of that one, or of all.
    func possibleModels(_ id: String?, from folder: String?) -> [SubmissionModel] {
        id.flatMap { formSets.model($0, from: folder) }.map { [$0] } ?? formSets.allModels
    }

    private func catalog(for formSet: FormSet) throws(Rejection) -> FontCatalog {
        var catalog = try FontCatalog.load(folder: resources.fonts)
        for folder in [formSet.fontsFolder, resources.ownFonts].compactMap({ $0 }) {
            try catalog.adopt(folder: folder, faces: resources.faces.faces)
        }
        for role in formSet.roles.sorted() where catalog.roles[role, default: []].isEmpty {
            throw Rejection(
                Diagnostic(
                    .error, id: "unknown-role",
                    LocalizedText(
                        "表样 \(formSet.id) 用到的字体角色“\(role)”没有字体",
                        en: "no face serves the role “\(role)” of \(formSet.id)")))
        }
        return catalog
    }

    private func faces(_ catalog: FontCatalog, for formSet: FormSet) -> LazySendingValue<Result<Faces, Rejection>> {
        LazySendingValue { [cache = resources.faces] in
            Result { () throws(Rejection) in
                do throws(FontError) {
                    return try Faces(catalog, cache, for: formSet)
                } catch {
                    throw Rejection(
                        Diagnostic(
                            .error, id: "bad-font",
                            LocalizedText("“\(error.path)”不是能用的字体文件", en: "“\(error.path)” is not a font")))
                }
            }
        }
    }
}
