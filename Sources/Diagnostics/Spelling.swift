/// A text that equals only texts of the same bytes, and is ordered by its bytes: what the names of files are. Swift takes
/// texts for equal that Unicode calls canonically equivalent, such as 金 (U+91D1) and 金 (U+F90A): two files, two offices.
package struct Spelling: Hashable, Comparable, Sendable {
    /// The text.
    package let text: String

    /// The spelling of `text`.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether the bytes of both are the same.
    package static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    /// Adds the bytes.
    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Orders texts by their bytes, which is the order of their code points.
    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension Sequence<String> {
    /// The texts in the order of their bytes.
    package func sortedBySpelling() -> [String] { sorted { Spelling($0) < Spelling($1) } }
}
