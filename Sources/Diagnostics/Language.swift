/// The language of what is said to the user. Chinese is the default: the readers are clerks.
package enum Language: String, Sendable, CaseIterable {
    /// Simplified Chinese.
    case zh
    /// English.
    case en
}

/// One statement in every language that Annex speaks.
package struct LocalizedText: Hashable, Sendable {
    /// The Chinese wording.
    package let zh: String
    /// The English wording.
    package let en: String

    /// Creates a statement from its two wordings.
    package init(_ zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The wording in `language`.
    package func text(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
