package import Diagnostics
package import SourceTree

/// A finding as JSON: in reports on checks, and as archival PDFs and manifests record it.
package enum FindingRecord {
    /// Kept, because a file may have ten thousand findings.
    package static let keys: [ReportKey<Diagnostic>] =
        ownKeys + [
            .list("consequences", "由这一处引起、改正后随之消除的问题，和改正后才能查的", keys: consequenceKeys) {
                $0.consequences.map(consequenceKeys.object)
            }
        ]

    /// The keys of a finding that follows from another: it is in the same file.
    private static let consequenceKeys = ownKeys.filter { $0.name != "file" && $0.name != "place" }

    private static let ownKeys: [ReportKey<Diagnostic>] = [
        .optional("file", "问题所在的文件：材料，或表样、规则的文件") { $0.span.map { $0.place?.file ?? $0.file.name } },
        .optional("place", "工作簿、Word 文件里的位置，如 附件3!H14；其他文件为 null") { $0.span?.place?.cell },
        .number("line", "起始行", from: 1, isOptional: true) { $0.ownSpan?.start.line },
        .number("column", "起始列", from: 1, isOptional: true) { $0.ownSpan?.start.column },
        .number("endLine", "结束行", from: 1, isOptional: true) { $0.ownSpan?.end.line },
        .number("endColumn", "结束列", from: 1, isOptional: true) { $0.ownSpan?.end.column },
        .word("severity", "轻重：error 错误、warning 警告、note 说明", oneOf: ["error", "warning", "note"]) {
            $0.severity.rawValue
        },
        .text("id", "规则或问题的名称") { $0.id },
        .object("message", "问题", keys: wordings) { $0.message },
        .optional("field", "字段，如 projects[0].report.budget") { $0.field },
        .optional("cell", "表上的格子，如 附件5 第14行 得分") { $0.cell },
        .optional("found", "比较两个数时，这里的数") { $0.comparison?.found },
        .word("relation", "这里的数应当怎样", oneOf: Relation.allCases.map(\.rawValue) + [nil]) {
            $0.comparison?.relation.rawValue
        },
        .optional("expected", "与之比较的数") { $0.comparison?.expected },
        .optional("computation", "该数的算式") { $0.comparison?.computation },
        .flag("ofParts", "真时，这里的数没有错，found 是各部分合起来的数：要改的是各部分") { $0.comparison?.isOfParts ?? false },
        .list("hints", "怎样改正", keys: wordings) { $0.hints.map(wordings.object) },
        .optional("waiver", "豁免的理由；null 为没有豁免") { $0.waiver },
    ]

    /// The keys of a finding as manifests list it: without the path of its file, which they tell already.
    package static let listedKeys = keys.filter { $0.name != "file" }

    /// The keys of a finding as archival PDFs record it: without the path of its file, which must not tell where it was made,
    /// and the place in an office's own file, which is not kept with them.
    private static let recordedKeys = listedKeys.filter { $0.name != "place" }

    /// A finding as archival PDFs record it.
    package static func json(of finding: Diagnostic) -> JSONValue { recordedKeys.object(finding) }

    private static let wordings: [ReportKey<LocalizedText>] = [
        .text("zh", "中文") { $0.zh }, .text("en", "英文") { $0.en },
    ]
}

extension Diagnostic {
    /// Where it is in a file that the user wrote as it stands; `nil` in what was made of an office's own file.
    fileprivate var ownSpan: SourceSpan? { span.flatMap { $0.file.places.isEmpty ? $0 : nil } }
}
