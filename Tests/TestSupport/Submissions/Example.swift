import Testing

/// The example of the form set for Hunan.
package enum Example {
    /// Its path.
    package static let path = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"
    /// What it says.
    package static let text = Fixtures.text(path)

    /// The number of the first line that holds `words`.
    package static func line(of words: String) throws -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(words) }) + 1
    }
}
