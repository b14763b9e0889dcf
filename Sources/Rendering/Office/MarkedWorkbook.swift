package import Diagnostics
import Intake
import SourceTree

/// An office's own workbook with findings as comments on its cells, to be given back to whoever filled it in.
package struct MarkedWorkbook: Sendable {
    /// The file.
    package let bytes: [UInt8]

    /// Marks the workbook at `path`, which is only read.
    /// - Parameters:
    ///   - findings: what was found in it, at least one.
    ///   - language: the language of the comments.
    /// - Throws: ``Rejection`` where the file is no workbook in which comments can be put.
    package init(path: String, findings: [Diagnostic], language: Language) throws(Rejection) {
        bytes = try OfficeFile.marked(
            try SourceFile.bytes(path: path), name: path, with: findings, in: language)
    }
}
