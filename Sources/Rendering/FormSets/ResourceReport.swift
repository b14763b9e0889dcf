package import Diagnostics
import Files
import Graphics

/// Tells which form sets and faces there are, each with the beginning of its hash: machines on which these are the same make
/// the same of a submission.
package struct ResourceReport {
    private let resources: Resources

    /// A report on `resources`.
    package init(_ resources: Resources) { self.resources = resources }

    /// The report: a heading and a line for each.
    package func lines(in language: Language) -> [String] {
        [LocalizedText("表样：", en: "form sets:").text(in: language)] + formSetLines(in: language)
            + faceLines(in: language)
    }

    private func formSetLines(in language: Language) -> [String] {
        let cache = FormSetCache(resources)
        let places = resources.formSetNames.compactMap { resources.places(of: $0).first }
        let width = places.map(\.id.count).max() ?? 0
        return places.map { place in
            let hash = (try? cache.entry(place)).map { Self.short($0.hash) }
            let fault = LocalizedText("有错误，用 annex layout check 查看", en: "at fault: annex layout check")
            let told = hash ?? fault.text(in: language)
            let padding = String(repeating: " ", count: width - place.id.count)
            return "  \(place.id)\(padding)  \(told)  \(place.folder)"
        }
    }

    private func faceLines(in language: Language) -> [String] {
        let families = ((try? FontCatalog.load(folder: resources.fonts))?.faces ?? []).map(\.family)
        let heading = LocalizedText("字体：", en: "faces: ").text(in: language)
        let separator = LocalizedText("、", en: ", ").text(in: language)
        let hash = Self.short(FileHash.sha256(ofFonts: resources))
        return ["\(heading)\(hash)  \(resources.fonts)", "  \(families.joined(separator: separator))"]
    }

    /// As much of a hash as a person compares.
    private static func short(_ hash: String) -> String { String(hash.prefix(12)) }
}
