/// A text that diagnostics point into. A reference, so that every span of a file shares one copy of its text.
public final class SourceFile: Sendable {
    /// The path as the user gave it.
    public let name: String
    /// The whole text, without a byte order mark.
    public let text: String

    /// Creates a source from a text that is already in memory.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The text of a line without its line terminator, or `nil` past the end.
    /// - Parameter line: counts from 1.
    public func line(_ line: Int) -> Substring? {
        guard line >= 1 else { return nil }
        var current = 1
        var rest = text[...]
        while current < line {
            guard let end = rest.firstIndex(where: \.isNewline) else { return nil }
            rest = rest[rest.index(after: end)...]
            current += 1
        }
        return rest.prefix { !$0.isNewline }
    }
}

/// A place in a source: line and column count from 1, columns in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int

    /// Creates a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders positions as they stand in the text.
    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a source, from `start` up to but without `end`.
public struct SourceSpan: Sendable {
    /// The file that the span lies in.
    public let file: SourceFile
    /// The first position.
    public let start: SourcePosition
    /// The position after the last.
    public let end: SourcePosition

    /// Creates a span of `file`.
    public init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// The empty span at the very start of `file`, for findings about the file as a whole.
    public static func whole(_ file: SourceFile) -> SourceSpan {
        let start = SourcePosition(line: 1, column: 1)
        return SourceSpan(file: file, start: start, end: start)
    }
}
