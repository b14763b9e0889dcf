import Diagnostics

/// Where the objects of a PDF are, by its cross-reference sections (ISO 32000-1, 7.5.4 and 7.5.8), read within a budget. qpdf
/// would expand all that the sections name before anyone could look at it. What is odd is refused.
package struct ObjectTable {
    /// Where an object is.
    enum Place: Equatable {
        case free
        case offset(Int, generation: Int)
        case packed(stream: Int, position: Int)
    }

    package let bytes: [UInt8]
    /// `bytes`, for as long as the call that made this.
    package let source: UnsafeBufferPointer<UInt8>
    package let budget: ReadingBudget
    /// By object number; `nil` where no section names it.
    private(set) var places: [Place?] = []
    /// The dictionary of the newest section.
    private(set) var trailer: DictionarySource
    private var sections: Set<Int> = []

    /// Reads the sections from the newest one to the oldest.
    /// - Parameter source: `bytes`.
    /// - Throws: ``PDFError`` where they are odd or cost too much.
    package init(_ bytes: [UInt8], source: UnsafeBufferPointer<UInt8>, budget: ReadingBudget) throws(PDFError) {
        (self.bytes, self.source, self.budget) = (bytes, source, budget)
        trailer = DictionarySource()
        guard bytes.starts(with: "%PDF-".utf8) else {
            throw .unfamiliar(LocalizedText("开头没有 %PDF-", en: "no %PDF- at the beginning"))
        }
        var next: Int? = try newestSection()
        trailer = try readSection(&next)
        while next != nil { _ = try readSection(&next) }
        guard trailer["/Root"] != nil else { throw .unfamiliar(LocalizedText("没有文档目录", en: "no catalog")) }
    }

    /// Where the newest section is: the file ends with that (7.5.5).
    private func newestSection() throws(PDFError) -> Int {
        let end = bytes.suffix(1024)
        let mark = Array("startxref".utf8)
        guard let start = end.indices.dropLast(mark.count).last(where: { end[$0...].starts(with: mark) }) else {
            throw .unfamiliar(LocalizedText("末尾没有 startxref", en: "no startxref at the end"))
        }
        // Behind the number stands a comment, which is %%EOF.
        var scanner = ValueScanner(source, at: start, budget)
        try scanner.skip("startxref")
        let offset = try scanner.number()
        guard scanner.isAtEnd() else { throw .unfamiliar(LocalizedText("文件尾之后还有内容", en: "something behind the end")) }
        return offset
    }

    /// Reads the section at `next` and goes on to the one before it.
    private mutating func readSection(_ next: inout Int?) throws(PDFError) -> DictionarySource {
        guard let offset = next, bytes.indices.contains(offset), sections.insert(offset).inserted else {
            throw .unfamiliar(
                LocalizedText("交叉引用段循环引用，或指到文件以外", en: "cross-reference sections in a loop or outside the file"))
        }
        guard sections.count <= ReadingBudget.maximumSections else {
            throw .tooLarge(
                LocalizedText(
                    "交叉引用段超过 \(ReadingBudget.maximumSections) 个",
                    en: "more than \(ReadingBudget.maximumSections) cross-reference sections"))
        }
        let isTable = bytes[offset...].starts(with: "xref".utf8)
        let entries = try isTable ? readTable(at: offset) : readStream(at: offset)
        guard entries["/Encrypt"] == nil else { throw .encrypted }
        guard entries["/XRefStm"] == nil else {
            throw .unfamiliar(LocalizedText("交叉引用表与交叉引用流混用", en: "a table and a stream of cross-references in one"))
        }
        next = try entries["/Prev"].map { value throws(PDFError) in
            guard let offset = value.wholeNumber else {
                throw .unfamiliar(LocalizedText("/Prev 不是数字", en: "a /Prev that is no number"))
            }
            return offset
        }
        return entries
    }

    /// Notes where the object `number` is, where no newer section does.
    private mutating func note(_ place: Place, of number: Int) throws(PDFError) {
        guard number <= ReadingBudget.maximumObjectNumber else {
            throw .tooLarge(
                LocalizedText(
                    "对象编号超过 \(ReadingBudget.maximumObjectNumber)",
                    en: "an object number above \(ReadingBudget.maximumObjectNumber)"))
        }
        let isSound = if case .offset(_, let generation) = place { generation <= 65_535 } else { true }
        guard isSound, number > 0 || place == .free else {
            throw .unfamiliar(LocalizedText("对象编号反常", en: "an object with an odd number"))
        }
        if places.count <= number { places += repeatElement(nil, count: number + 1 - places.count) }
        if places[number] == nil { places[number] = place }
    }

    // MARK: Tables

    private mutating func readTable(at offset: Int) throws(PDFError) -> DictionarySource {
        var scanner = ValueScanner(source, at: offset, budget)
        try scanner.skip("xref")
        while true {
            let token = try scanner.next()
            if scanner.tokens.equals(token, "trailer") { break }
            guard let first = scanner.tokens.number(token) else {
                throw .unfamiliar(LocalizedText("交叉引用表反常", en: "an odd cross-reference table"))
            }
            let count = try scanner.number()
            guard first + count <= ReadingBudget.maximumObjectNumber else {
                throw .tooLarge(
                    LocalizedText(
                        "对象编号超过 \(ReadingBudget.maximumObjectNumber)",
                        en: "an object number above \(ReadingBudget.maximumObjectNumber)"))
            }
            for number in first..<first + count { try readEntry(&scanner, number) }
        }
        let entries = try dictionary(&scanner)
        guard entries["/Size"]?.wholeNumber != nil else {
            throw .unfamiliar(LocalizedText("文件尾的登记项没有 /Size", en: "no /Size in the trailer"))
        }
        return entries
    }

    private mutating func readEntry(_ scanner: inout ValueScanner, _ number: Int) throws(PDFError) {
        try budget.spend(values: 1)
        let offset = try scanner.number()
        let generation = try scanner.number()
        let kind = try scanner.next()
        if scanner.tokens.equals(kind, "n") {
            try note(.offset(offset, generation: generation), of: number)
        } else if scanner.tokens.equals(kind, "f") {
            try note(.free, of: number)
        } else {
            throw .unfamiliar(LocalizedText("交叉引用表反常", en: "an odd cross-reference table"))
        }
    }

    // MARK: Streams

    private mutating func readStream(at offset: Int) throws(PDFError) -> DictionarySource {
        let object = try object(at: offset)
        guard let entries = object.entries, let data = object.data, entries["/Type"]?.is("/XRef") == true,
            let size = entries["/Size"]?.wholeNumber, let widths = entries["/W"]?.wholeNumbers, widths.count == 3,
            widths.allSatisfy({ $0 <= 8 }), let ranges = entries["/Index"].map(\.wholeNumbers) ?? [0, size]
        else { throw .unfamiliar(LocalizedText("交叉引用流反常", en: "an odd cross-reference stream")) }
        let rows = try StreamCoding(entries).decoded(UnsafeBufferPointer(rebasing: source[data]), budget)
        try readRows(rows, widths: widths, ranges: ranges)
        return entries
    }

    /// Notes what `rows` say of the objects in `ranges`, which are pairs of a first number and how many follow it.
    private mutating func readRows(_ rows: [UInt8], widths: [Int], ranges: [Int]) throws(PDFError) {
        let length = widths.reduce(0, +)
        let counts = stride(from: 1, to: ranges.count, by: 2).map { ranges[$0] }
        guard length > 0, ranges.count.isMultiple(of: 2), counts.allSatisfy({ $0 <= rows.count }),
            counts.reduce(0, +) * length == rows.count
        else {
            throw .unfamiliar(
                LocalizedText("交叉引用流的长度与写明的不符", en: "a cross-reference stream of another length than it states"))
        }
        try budget.spend(values: rows.count / length)
        var start = 0
        for pair in stride(from: 0, to: ranges.count, by: 2) {
            for number in ranges[pair]..<ranges[pair] + ranges[pair + 1] {
                try readRow(rows[start..<start + length], widths: widths, number: number)
                start += length
            }
        }
    }

    private mutating func readRow(_ row: ArraySlice<UInt8>, widths: [Int], number: Int) throws(PDFError) {
        var rest = row
        var fields: [Int] = []
        for width in widths {
            guard let field = Int(exactly: rest.prefix(width).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else {
                throw .unfamiliar(LocalizedText("交叉引用流反常", en: "an odd cross-reference stream"))
            }
            fields.append(field)
            rest = rest.dropFirst(width)
        }
        switch widths[0] == 0 ? 1 : fields[0] {
        case 0: try note(.free, of: number)
        case 1: try note(.offset(fields[1], generation: fields[2]), of: number)
        case 2: try note(.packed(stream: fields[1], position: fields[2]), of: number)
        default: throw .unfamiliar(LocalizedText("交叉引用流反常", en: "an odd cross-reference stream"))
        }
    }
}
