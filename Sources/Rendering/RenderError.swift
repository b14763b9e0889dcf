package import Diagnostics
package import Files

/// Why a submission was not rendered.
package enum RenderError: Error, Sendable {
    /// The input is at fault: every finding, at least one an error.
    case rejected([Diagnostic])
    /// The system failed.
    case failed(LocalizedText)

    /// A file could not be written.
    package static func unwritable(_ failure: OutputFile.Failure) -> RenderError {
        .failed(.unwritable(failure))
    }
}

extension LocalizedText {
    /// A number that a program gave is out of its range.
    package static func outOfRange(_ name: String, _ englishName: String, _ range: ClosedRange<Int>) -> LocalizedText {
        LocalizedText(
            "\(name)应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
            en: "\(englishName) must lie between \(range.lowerBound) and \(range.upperBound)")
    }

    /// A file could not be written.
    package static func unwritable(_ failure: OutputFile.Failure) -> LocalizedText {
        LocalizedText(
            "不能写入 \(failure.path)：\(failure.reason.zh)", en: "cannot write \(failure.path): \(failure.reason.en)")
    }
}
