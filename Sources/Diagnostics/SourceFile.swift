/// A text that diagnostics point into. A reference, so that every span of a file shares one copy of its text.
public final class SourceFile: Sendable {
    /// The path as the user gave it.
    public let name: String
    /// The whole text, without a byte order mark.
    public let text: String

    /// Where each line begins.
    private let lineStarts: [String.Index]

    /// Creates a source from a text that is already in memory.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
        let bytes = text.utf8
        var starts = [bytes.startIndex]
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            let isReturn = byte == 0x0D && (index == bytes.endIndex || bytes[index] != 0x0A)
            if byte == 0x0A || isReturn { starts.append(index) }
        }
        lineStarts = starts
    }

    /// The text of a line without its line terminator, or `nil` past the end.
    /// - Parameter line: counts from 1.
    public func line(_ line: Int) -> Substring? {
        guard line >= 1, line <= lineStarts.count else { return nil }
        let end = line < lineStarts.count ? lineStarts[line] : text.endIndex
        return text[lineStarts[line - 1]..<end].prefix { !$0.isNewline }
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

    /// The place of the first `scalar` within the span, if the source shows it there as it is.
    public func place(of scalar: Unicode.Scalar) -> SourceSpan? {
        for number in start.line...max(start.line, end.line) {
            guard let line = file.line(number)?.unicodeScalars else { return nil }
            let skipped = number == start.line ? start.column - 1 : 0
            if let offset = line.enumerated().first(where: { $0.offset >= skipped && $0.element == scalar })?.offset {
                let place = SourcePosition(line: number, column: offset + 1)
                return SourceSpan(file: file, start: place, end: place)
            }
        }
        return nil
    }

    /// The empty span at the very start of `file`, for findings about the file as a whole.
    public static func whole(_ file: SourceFile) -> SourceSpan {
        let start = SourcePosition(line: 1, column: 1)
        return SourceSpan(file: file, start: start, end: start)
    }
}
