import Synchronization

/// A text that diagnostics point into. A reference, so that every span of a file shares one copy of its text.
package final class SourceFile: Sendable {
    /// The path as the user gave it.
    package let name: String
    /// The whole text, without a byte order mark.
    package let text: String

    /// Where the lines of the text come from, where they were made from an office's own file: a line to a cell, such as 附件3!H14.
    /// Empty for files that the user wrote themselves.
    package let places: [Int: Place]
    /// What the office's files are called beside each other, by their paths; nothing where there is a single one.
    private let fileNames: [String: String]

    /// Where it is used, where it is a part of other files, such as a fragment of layouts.
    package let usedAt: SourceSpan?

    /// A place in an office's own file.
    package struct Place: Sendable, Hashable {
        /// The file.
        package let file: String
        /// The cell or paragraph, as messages say it; `nil` for the file as a whole.
        package let cell: String?

        /// Creates a place.
        package init(file: String, cell: String?) {
            self.file = file
            self.cell = cell
        }

        /// The cell with its file before it, as `names` call that: 附表.xlsx:附件3!H14. The cell alone where they do not;
        /// nothing for a file as a whole.
        package func named(by names: [String: String]) -> String {
            [names[file], cell].compactMap { $0 }.joined(separator: ":")
        }
    }

    /// Where lines and columns are, once anybody has asked: of most files nobody shows a line.
    private let knownLines = Mutex<LineTable?>(nil)

    /// Creates a source from a text that is already in memory.
    /// - Parameters:
    ///   - places: where lines come from.
    ///   - fileNames: what the files that they come from are called beside each other, if there are several.
    ///   - use: where it is used, where it is a part of other files.
    package init(
        name: String, text: String, places: [Int: Place] = [:], fileNames: [String: String] = [:],
        usedAt use: SourceSpan? = nil
    ) {
        self.name = name
        self.text = text
        self.places = places
        self.fileNames = fileNames
        usedAt = use
    }

    /// The same source as a part of another file, used there at `use`; itself where it is `nil`.
    package func used(at use: SourceSpan?) -> SourceFile {
        use == nil ? self : SourceFile(name: name, text: text, places: places, fileNames: fileNames, usedAt: use)
    }

    /// Where it is used, the innermost use first.
    var uses: [SourceSpan] { usedAt.map { [$0] + $0.file.uses } ?? [] }

    /// An empty source that stands for a cell of an office's own file; for all of it where there is none.
    package convenience init(name: String, at cell: String?) {
        self.init(name: name, text: "", places: [1: Place(file: name, cell: cell)])
    }

    /// How people are told of `place` who know what the submission was made of: the cell, of several files also which one.
    fileprivate func cell(_ place: Place) -> String { place.named(by: fileNames) }

    private func withLines<Value: Sendable>(_ body: (inout LineTable) -> sending Value) -> Value {
        knownLines.withLock { known in
            var table = known ?? LineTable(text)
            known = nil
            defer { known = table }
            return body(&table)
        }
    }

    /// How many bytes were looked at to find places, since somebody asked for one.
    var workOfPlaces: Int { withLines { $0.work } }

    private func index(atByte offset: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }

    /// A copy in which every character of `spans` but white space stands as `＊`, at the same lines and columns.
    package func blanking(_ spans: [SourceSpan]) -> SourceFile {
        let lineStarts = withLines { $0.starts }
        var scalars = String.UnicodeScalarView()
        var position = SourcePosition(line: 1, column: 1)
        var rest = spans.sorted { $0.start < $1.start }[...]
        var line = 0
        for (index, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
            if line < lineStarts.count, index == self.index(atByte: lineStarts[line]) {
                line += 1
                position = SourcePosition(line: line, column: 1)
            }
            while let span = rest.first, span.end <= position { rest = rest.dropFirst() }
            let isBlanked = rest.first.map { $0.start <= position } ?? false
            scalars.append(isBlanked && !scalar.properties.isWhitespace ? "＊" : scalar)
            position = SourcePosition(line: position.line, column: position.column + 1)
        }
        return SourceFile(name: name, text: String(scalars), places: places, fileNames: fileNames)
    }

    /// The text of a line without its line terminator, or `nil` past the end.
    /// - Parameter line: counts from 1.
    package func line(_ line: Int) -> Substring? {
        guard let range = withLines({ $0.bytes(of: line) }) else { return nil }
        return text[index(atByte: range.lowerBound)..<index(atByte: range.upperBound)]
    }

    /// The text from `position` to the end of its line; `nil` where there is no such place.
    package func rest(ofLineFrom position: SourcePosition) -> Substring? {
        withLines { table -> Range<Int>? in
            guard let line = table.bytes(of: position.line) else { return nil }
            return table.offset(of: position, in: text).map { $0..<line.upperBound }
        }.map { text[index(atByte: $0.lowerBound)..<index(atByte: $0.upperBound)] }
    }

    /// Up to `reach` characters on each side of `position` in its line; `nil` where there is no such place. It costs the same
    /// however long the line is.
    /// - Returns: what stands before and behind the place, and whether the line goes on before and behind that.
    package func surroundings(
        of position: SourcePosition, reach: Int
    ) -> (before: Substring, behind: Substring, goesOnBefore: Bool, goesOnBehind: Bool)? {
        let found = withLines { table -> (place: Int, line: Range<Int>)? in
            guard let line = table.bytes(of: position.line) else { return nil }
            return table.offset(of: position, in: text).map { ($0, line) }
        }
        guard let found else { return nil }
        let line = text.unicodeScalars[index(atByte: found.line.lowerBound)..<index(atByte: found.line.upperBound)]
        let place = index(atByte: found.place)
        let from = line.index(place, offsetBy: -reach, limitedBy: line.startIndex) ?? line.startIndex
        let to = line.index(place, offsetBy: reach, limitedBy: line.endIndex) ?? line.endIndex
        return (text[from..<place], text[place..<to], from > line.startIndex, to < line.endIndex)
    }
}

/// A place in a source: line and column count from 1, columns in Unicode scalars.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    package let line: Int
    /// The column in Unicode scalars, from 1.
    package let column: Int

    /// Creates a position.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders positions as they stand in the text.
    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a source, from `start` up to but without `end`.
package struct SourceSpan: Sendable {
    /// The file that the span lies in.
    package let file: SourceFile
    /// The first position.
    package let start: SourcePosition
    /// The position after the last.
    package let end: SourcePosition

    /// Creates a span of `file`.
    package init(file: SourceFile, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// Where it lies in an office's own file, if the source was made from one: the cell of its line, or of the nearest line above.
    package var place: SourceFile.Place? {
        guard !file.places.isEmpty else { return nil }
        return (0..<start.line).lazy.compactMap { file.places[start.line - $0] }.first
    }

    /// How people are told of ``place`` who know what the submission was made of: the cell, of several files also which one.
    package var cellOfPlace: String? { place.map(file.cell) }

    /// Whether it stands for the file as a whole (``whole(_:)``).
    package var isWhole: Bool { start == end && start == SourcePosition(line: 1, column: 1) }

    /// The place of the first `scalar` within the span, if the source shows it there as it is.
    package func place(of scalar: Unicode.Scalar) -> SourceSpan? {
        for number in start.line...max(start.line, end.line) {
            let first = number == start.line ? start : SourcePosition(line: number, column: 1)
            guard let line = file.rest(ofLineFrom: first)?.unicodeScalars else { return nil }
            let room = number == end.line && end > start ? max(0, end.column - first.column) : Int.max
            if let offset = line.prefix(room).enumerated().first(where: { $0.element == scalar })?.offset {
                let place = SourcePosition(line: number, column: first.column + offset)
                return SourceSpan(file: file, start: place, end: place)
            }
        }
        return nil
    }

    /// The last character of the first place within the span where the source shows `text`.
    /// - Parameter isIgnored: says which characters do not count, neither here nor there.
    package func place(ofEnd text: String, ignoring isIgnored: (Unicode.Scalar) -> Bool) -> SourceSpan? {
        let wanted = Array(text.unicodeScalars.filter { !isIgnored($0) })
        guard let last = wanted.last else { return nil }
        for number in start.line...max(start.line, end.line) {
            guard let line = file.line(number)?.unicodeScalars else { return nil }
            var shown: [Unicode.Scalar] = []
            for (offset, scalar) in line.enumerated() where !isIgnored(scalar) {
                shown.append(scalar)
                guard scalar == last, shown.count >= wanted.count, shown.suffix(wanted.count) == wanted[...] else {
                    continue
                }
                let place = SourcePosition(line: number, column: offset + 1)
                return SourceSpan(file: file, start: place, end: place)
            }
        }
        return nil
    }

    /// The empty span at the very start of `file`, for findings about the file as a whole.
    package static func whole(_ file: SourceFile) -> SourceSpan {
        let start = SourcePosition(line: 1, column: 1)
        return SourceSpan(file: file, start: start, end: start)
    }
}
