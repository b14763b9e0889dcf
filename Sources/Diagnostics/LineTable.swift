/// Where the lines of a text begin, and some columns of long lines, so that any place is found without reading its line.
struct LineTable: Sendable {
    /// Where each line begins, in bytes.
    let starts: [Int]
    /// Where each line ends, without what ends it.
    private let ends: [Int]
    /// For long lines that were asked for, the offset of every column that is a multiple of ``stride``, counted from 0.
    private var columns: [Int: [Int]] = [:]

    private static let stride = 1024

    /// How many bytes were looked at so far.
    private(set) var work = 0

    init(_ text: String) {
        work = text.utf8.count
        var text = text
        (starts, ends) = text.withUTF8 { bytes in
            var (starts, ends) = ([0], [Int]())
            var end: Int?
            for index in bytes.indices {
                guard Self.isBreak(bytes, index) else { continue }
                end = end ?? index
                let isFeed = bytes[index] == 0x0A
                let isReturn = bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
                guard isFeed || isReturn else { continue }
                ends.append(end ?? index)
                starts.append(index + 1)
                end = nil
            }
            return (starts, ends + [end ?? bytes.count])
        }
    }

    /// Whether one of the characters begins at `index` that `Character.isNewline` knows.
    private static func isBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        switch bytes[index] {
        case 0x0A...0x0D: true
        case 0xC2: bytes[index + 1] == 0x85
        case 0xE2: bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
        default: false
        }
    }

    /// The bytes of a line without what ends it; `nil` past the end.
    /// - Parameter line: counts from 1.
    func bytes(of line: Int) -> Range<Int>? {
        guard line >= 1, line <= starts.count else { return nil }
        return starts[line - 1]..<ends[line - 1]
    }

    /// The offset of `position` in `text`, from which the table was made; `nil` where its line has no such column.
    mutating func offset(of position: SourcePosition, in text: String) -> Int? {
        guard let line = bytes(of: position.line), position.column >= 1 else { return nil }
        let (skipped, rest) = (position.column - 1).quotientAndRemainder(dividingBy: Self.stride)
        var start = line.lowerBound
        if skipped > 0 {
            let known = columns[position.line] ?? Self.columns(of: line, in: text)
            if columns.updateValue(known, forKey: position.line) == nil { work += line.count }
            guard skipped < known.count else { return nil }
            start = known[skipped]
        }
        let found = Self.offset(of: rest, from: start, to: line.upperBound, in: text)
        work += (found ?? line.upperBound) - start
        return found
    }

    private static func columns(of line: Range<Int>, in text: String) -> [Int] {
        var offsets: [Int] = []
        var next: Int? = line.lowerBound
        while let offset = next {
            offsets.append(offset)
            next = Self.offset(of: stride, from: offset, to: line.upperBound, in: text)
        }
        return offsets
    }

    /// The offset of the scalar that is `count` behind the one at `start`; `end` for the place behind the last.
    private static func offset(of count: Int, from start: Int, to end: Int, in text: String) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            var (offset, left) = (start, count)
            while left > 0 {
                guard offset < end else { return nil }
                offset += 1
                while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
                left -= 1
            }
            return offset
        }
    }
}
