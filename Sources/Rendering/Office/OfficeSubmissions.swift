package import Diagnostics
import Evaluation
import Forms
import Intake
import Sharing
import SourceTree

/// A submission's text, as its file states it or as it was read from an office's own files.
package struct SubmissionFile: Sendable {
    /// The text.
    package let file: SourceFile
    /// What was found where it was read from an office's own files.
    package let findings: [Diagnostic]

    /// Whether it was read from an office's own files.
    package var isFromOffice: Bool { !file.places.isEmpty }
}

/// Reads submissions from what offices hold: their own workbooks and Word files, or YAML and JSON.
package struct OfficeSubmissions: Sendable {
    private let formSets: FormSetCache

    /// Creates a reader of submissions for the form sets of `formSets`.
    package init(_ formSets: FormSetCache) {
        self.formSets = formSets
    }

    /// The submission of `input`.
    /// - Throws: ``Rejection`` where it is none.
    package func read(_ input: SubmissionInput) throws(Rejection) -> SubmissionFile {
        switch input {
        case .files(let paths) where paths.count > 1: try read(paths: paths, as: nil)
        case .files(let paths): try read(try SourceFile.bytes(path: paths.first ?? ""), name: paths.first ?? "")
        case .read(let read): try read.get()
        case .bytes(let bytes, let name, _): try read(bytes, name: name)
        }
    }

    private func read(_ bytes: [UInt8], name: String) throws(Rejection) -> SubmissionFile {
        guard OfficeFile.kind(of: bytes) != nil else {
            return SubmissionFile(file: try SourceFile.decode(bytes, name: name), findings: [])
        }
        return try read([try OfficeFile.read(bytes, name: name)], as: nil)
    }

    /// The submission that the files at `paths`, all of one office, hold together.
    /// - Parameter formSet: the form set that it is for, or the path of its folder; `nil` for the one that knows most of the files.
    /// - Throws: ``Rejection`` with the faults of all files that cannot be read.
    package func read(paths: [String], as formSet: String?) throws(Rejection) -> SubmissionFile {
        var files: [GridFile] = []
        var faults: [Diagnostic] = []
        for path in paths {
            do throws(Rejection) {
                let bytes = try SourceFile.bytes(path: path)
                if paths.count > 1, OfficeFile.kind(of: bytes) == nil { throw Rejection(Self.notMerged(path)) }
                files.append(try OfficeFile.read(bytes, name: path))
            } catch {
                faults += error.diagnostics
            }
        }
        guard faults.isEmpty else { throw Rejection(faults) }
        return try read(files, as: formSet)
    }

    private func read(_ files: [GridFile], as formSet: String?) throws(Rejection) -> SubmissionFile {
        let files = files.map(OfficeRows.init)
        var best: OfficeReading?
        for forms in try likelyForms(formSet, files) {
            let reading = OfficeReading(files, as: forms)
            if reading.placed > best?.placed ?? 0 { best = reading }
        }
        guard let best else { throw Rejection(Self.unknown(files)) }
        return SubmissionFile(file: best.source, findings: best.findings)
    }

    /// The form sets of which at least half as many labels stand in the files as of any other one are read.
    private static let leastShare = 2

    /// The forms that `files` may hold: of the form sets that they may be for those that share most labels with them.
    private func likelyForms(_ formSet: String?, _ files: [OfficeRows]) throws(Rejection) -> [OfficeForms] {
        var known: [(forms: OfficeForms, labels: Int)] = []
        for place in try places(formSet, files) {
            let forms = try formSets.entry(place).officeForms.value.get()
            known.append((forms, forms.labelCount(in: files)))
        }
        let most = known.map(\.labels).max() ?? 0
        return known.filter { $0.labels * Self.leastShare >= most }.map(\.forms)
    }

    /// The form sets that `files` may be for: the one called `formSet`, or the one that a file names, or all.
    private func places(_ formSet: String?, _ files: [OfficeRows]) throws(Rejection) -> [FormSetPlace] {
        let resources = formSets.resources
        let named = files.lazy.compactMap(\.formSet).first
        guard let name = formSet ?? named else {
            return resources.formSetNames.compactMap { resources.places(of: $0).first }
        }
        // Paths stand on the command line, never in a file.
        let folder = formSet == nil ? nil : ""
        if let place = resources.place(of: name, from: folder) { return [place] }
        let span = SourceSpan.whole(SourceFile(name: files.first?.name ?? "", text: ""))
        throw Rejection(resources.unknownFormSet(name, askedAt: span, from: folder))
    }

    private static func notMerged(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "not-merged",
            LocalizedText(
                "几个文件合成一份材料的，只能是工作簿和 Word 文件；这个文件不是",
                en: "only workbooks and Word files make one submission together; this file is neither"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("把它移走，或单独用它", en: "move it away, or take it alone")])
    }

    private static func unknown(_ files: [OfficeRows]) -> [Diagnostic] {
        files.map { file in
            Diagnostic(
                .error, id: "unknown-form",
                LocalizedText("没有认出其中有哪张表", en: "none of the forms was found in it"),
                at: .whole(SourceFile(name: file.name, text: "")),
                hints: [
                    LocalizedText(
                        "用 annex new 表样 --workbook -o 填报.xlsx 生成可以填写的工作簿",
                        en: "annex new FORMSET --workbook -o FILE.xlsx writes a workbook to be filled in")
                ])
        }
    }
}
