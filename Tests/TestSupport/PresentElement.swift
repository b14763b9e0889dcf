extension Collection where Index == Int {
    /// The element at `index`, so that a test ends where there is none, and not the whole run.
    /// - Throws: ``MissingElement``.
    package subscript(at index: Int) -> Element {
        get throws(MissingElement) {
            guard indices.contains(index) else { throw MissingElement(self) { "no element \(index)" } }
            return self[index]
        }
    }

    /// The elements at `range`.
    /// - Throws: ``MissingElement`` where one of them is missing.
    package subscript(at range: Range<Int>) -> SubSequence {
        get throws(MissingElement) {
            guard startIndex <= range.lowerBound, range.upperBound <= endIndex else {
                throw MissingElement(self) { "no elements \(range)" }
            }
            return self[range]
        }
    }
}

/// What a test looks for is not there.
package struct MissingElement: Error, CustomStringConvertible {
    /// What is missing, and what is there instead.
    package let description: String

    init(_ elements: some Collection, _ missing: () -> String) {
        description = "\(missing()) among \(elements.count): \(elements)"
    }
}
