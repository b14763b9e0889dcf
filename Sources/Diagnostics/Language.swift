/// The language of what is said to the user. Chinese is the default: the readers are clerks.
public enum Language: String, Sendable, CaseIterable {
    /// Simplified Chinese.
    case zh
    /// English.
    case en
}

/// One statement in every language that Annex speaks.
public struct LocalizedText: Hashable, Sendable {
    /// The Chinese wording.
    public let zh: String
    /// The English wording.
    public let en: String

    /// Creates a statement from its two wordings.
    public init(_ zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The wording in `language`.
    public func text(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
