import Diagnostics
import Rendering
import SourceTree

/// What checking found, as one JSON document. Every key is always there; what a finding does not have is `null`.
///
/// A program that reads version 1 may rely on its keys: new ones raise no version, changed ones do.
package struct JSONReport: CheckReport {
    /// The version of the document's form.
    package static let version = 1

    private var files: [JSONValue] = []
    private var totals = CheckTotals()

    /// A report on nothing yet.
    package init() {}

    /// Adds what was found in a file.
    package mutating func add(_ file: CheckedFile) {
        totals.add(file)
        files.append(Self.fileKeys.object(file))
    }

    /// The whole document.
    package var text: String { Self.keys.object(self).text }

    /// The JSON Schema (2020-12) of the document.
    package static var schema: String {
        let head: [(key: String, value: JSONValue)] = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("title", "annex check --format json"),
            ("description", "检查报告。每个键都在；没有的内容为 null。行、列从 1 起，列按字符（Unicode 码点）计，结束列不含在内。"),
        ]
        return JSONValue.object(head + keys.schema()).text
    }

    private static var keys: [ReportKey<JSONReport>] {
        [
            .constant("format", "文件格式的名称", value: "annex-check"),
            .constant("version", "文件格式的版本", value: .integer(version)),
            .text("program", "生成报告的程序的版本") { _ in Renderer.version },
            .object("totals", "合计", keys: totalKeys) { $0.totals },
            .list("files", "各份材料，按检查的次序", keys: fileKeys) { $0.files },
        ]
    }

    private static var totalKeys: [ReportKey<CheckTotals>] {
        [
            .number("files", "材料的份数") { $0.files },
            .number("filesWithErrors", "有错误的份数") { $0.filesWithErrors },
            .number("filesWithWarnings", "有警告的份数") { $0.filesWithWarnings },
            .number("filesWithWaived", "有豁免的份数") { $0.filesWithWaived },
            .number("filesFailed", "因系统故障没有查完的份数") { $0.filesFailed },
        ] + countKeys(\.findings)
    }

    private static func countKeys<Subject>(
        _ counts: any KeyPath<Subject, FindingCounts> & Sendable
    ) -> [ReportKey<Subject>] {
        [
            .number("errors", "错误数，不含已豁免的") { $0[keyPath: counts].errors },
            .number("warnings", "警告数，不含已豁免的") { $0[keyPath: counts].warnings },
            .number("notes", "说明数，不含已豁免的") { $0[keyPath: counts].notes },
            .number("waived", "已豁免的条数") { $0[keyPath: counts].waived },
        ]
    }

    private static var fileKeys: [ReportKey<CheckedFile>] {
        [
            .text("path", "材料的路径，和命令行上写的一样；几个文件合成的，是它们的文件夹，或第一个文件") { $0.path },
            .texts("files", "材料的各文件") { $0.files },
            .word(
                "status", "passed 没有错误；errors 有错误；failed 因系统故障没有查完", oneOf: CheckedFile.Status.allCases.map(\.rawValue)
            ) { $0.status.rawValue },
            .optional("failure", "系统故障的原因") { $0.failure },
        ] + countKeys(\.counts) + [
            .list("diagnostics", "查出的问题，按在材料中的次序", keys: FindingRecord.keys) {
                $0.findings.map(FindingRecord.keys.object)
            }
        ]
    }
}
