package import Diagnostics
package import Rendering

/// Why something was not done.
public enum AnnexError: Error, Sendable {
    /// What was given is at fault: every finding, at least one of them an error.
    case rejected([Finding])
    /// The system failed, or what was asked for is not there; why, in Chinese and in English.
    case failed(LocalizedMessage)

    package init(_ error: RenderError) {
        switch error {
        case .rejected(let diagnostics): self = .rejected(diagnostics.map(Finding.init))
        case .failed(let reason): self = .failed(LocalizedMessage(reason))
        }
    }

    package init(_ rejection: Rejection) {
        self = .rejected(rejection.diagnostics.map(Finding.init))
    }
}

extension AnnexError: CustomStringConvertible {
    /// Every finding or the reason, in English.
    public var description: String {
        switch self {
        case .rejected(let findings): findings.map(\.description).joined(separator: "\n")
        case .failed(let reason): reason.english
        }
    }
}

/// A statement in both languages.
public struct LocalizedMessage: Hashable, Sendable {
    /// The Chinese wording.
    public let chinese: String
    /// The English wording.
    public let english: String

    package init(_ text: LocalizedText) {
        chinese = text.zh
        english = text.en
    }
}
