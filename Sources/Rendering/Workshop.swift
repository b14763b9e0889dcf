import Diagnostics
import Evaluation
import Forms
import Graphics
import Layout
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What one worker renders with: form sets and faces, loaded when first asked for and kept for its life.
///
/// A workshop belongs to one worker at a time, because its font libraries do.
public final class Workshop {
    private let resources: Resources
    private var benches: [String: Bench] = [:]

    /// A form set with the faces that set it.
    struct Bench {
        let formSet: FormSet
        let rules: RulePack
        /// The SHA-256 of the form set's files, in hexadecimal digits.
        let formSetHash: String
        /// The SHA-256 of each file of rules, those that it builds on included.
        let ruleHashes: [String]
        let fonts: FontLibrary
        /// What its pages are set with.
        let layout: LayoutContext
        let coverage: CharacterCoverage
    }

    /// Creates a workshop that has loaded nothing yet; its faces are being read.
    public init(_ resources: Resources) {
        self.resources = resources
        resources.readFacesAhead()
    }

    /// The form set called `id` and its faces.
    /// - Throws: ``RenderError`` where there is none, or it is at fault.
    func bench(_ id: String, askedAt span: SourceSpan) throws(RenderError) -> Bench {
        if let known = benches[id] { return known }
        guard resources.formSetNames.contains(id) else {
            throw .rejected([resources.unknownFormSet(id, askedAt: span)])
        }
        do throws(Rejection) {
            var readRules: Once<Result<RulePack, Rejection>>?
            let formSet = try FormSet.load(folder: resources.layouts + "/" + id) { readRules = rules(of: id, on: $0) }
            guard formSet.id == id else { throw Rejection(misnamed(formSet, folder: id)) }
            let catalog = try catalog(for: formSet)
            guard let rules = try readRules?.value.get() else { preconditionFailure("a form set tells its schema") }
            let fonts = try library(catalog)
            fonts.prepare(formSet.styles)
            let bench = Bench(
                formSet: formSet, rules: rules,
                formSetHash: FileHash.sha256(ofFormSet: resources.layouts + "/" + id),
                ruleHashes: rules.paths.map { FileHash.sha256(ofFile: $0) ?? "" }, fonts: fonts,
                layout: LayoutContext(shaper: ShapeCache(PangoTextShaper(fonts)), words: formSet.words),
                coverage: CharacterCoverage(fonts))
            benches[id] = bench
            return bench
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The rules on submissions of `schema`, which are being read beside the layouts.
    private func rules(of id: String, on schema: SubmissionSchema) -> Once<Result<RulePack, Rejection>> {
        let paths = ruleFiles(of: id)
        let rules = Once { Result { () throws(Rejection) in try RulePack.load(paths: paths, schema: schema) } }
        rules.begin()
        return rules
    }

    /// The rules of the form set `id`, if it has any, then those that the user names.
    private func ruleFiles(of id: String) -> [String] {
        let own = "\(resources.layouts)/\(id)/rules.yaml"
        return (FileManager.default.fileExists(atPath: own) ? [own] : []) + resources.ownRules
    }

    private func misnamed(_ formSet: FormSet, folder: String) -> Diagnostic {
        Diagnostic(
            .error, id: "misnamed-form-set",
            LocalizedText(
                "文件夹“\(folder)”中的表样 id 是“\(formSet.id)”，两者应当相同",
                en: "the form set in folder “\(folder)” has the id “\(formSet.id)”"))
    }

    private func catalog(for formSet: FormSet) throws(Rejection) -> FontCatalog {
        var catalog = try FontCatalog.load(folder: resources.fonts)
        for folder in [formSet.fontsFolder, resources.ownFonts].compactMap({ $0 }) {
            try catalog.adopt(folder: folder, families: FontFile.families)
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

    private func library(_ catalog: FontCatalog) throws(Rejection) -> FontLibrary {
        do throws(FontError) {
            return try FontLibrary(catalog, shelf: resources.faces)
        } catch {
            throw Rejection(
                Diagnostic(
                    .error, id: "bad-font",
                    LocalizedText("“\(error.path)”不是能用的字体文件", en: "“\(error.path)” is not a font")))
        }
    }
}
