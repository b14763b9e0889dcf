import PDFFormat

/// A file as Cairo draws it, read by its cross-reference table (ISO 32000-1, 7.5.4).
package struct DrawnFile {
    /// An object of the file.
    struct Object {
        /// The entries of a dictionary or a stream's; `nil` where it is something else.
        var entries: DictionarySource?
        /// What it is, as it is written.
        let source: ArraySlice<UInt8>
        /// The data of a stream as they are in the file; `nil` where it is none.
        let data: ArraySlice<UInt8>?

        /// The data of a stream that Cairo has left as they are or compressed; `nil` where they are damaged.
        var plainData: [UInt8]? {
            guard let data else { return nil }
            guard entries?["/Filter"] != nil else { return Array(data) }
            return data.withUnsafeBufferPointer { Inflater.expanded($0) }
        }
    }

    private let bytes: [UInt8]
    /// Where each object begins, by its number; 0 where there is none.
    private var offsets: [Int] = []
    /// The entries of the catalog.
    private(set) var catalog = DictionarySource()
    /// The entries of the information dictionary; none where there is none.
    private(set) var information = DictionarySource()
    /// The object number of the tree of pages.
    private(set) var pageTree = 0
    /// The object numbers of the pages in order.
    private(set) var pages: [Int] = []

    /// How many object numbers are given out.
    var size: Int { offsets.count }

    /// Reads `bytes`. Where they have a stream of references instead of a table, as those of Cairo 1.18 do unless contents are
    /// left uncompressed, a table is added to them.
    /// - Throws: ``FinishingError/unreadableDrawing`` where they are damaged.
    static func read(_ bytes: [UInt8]) throws(FinishingError) -> DrawnFile {
        if let file = DrawnFile(bytes) { return file }
        guard let appendix = try? PlainTable.appendix(to: bytes, ReadingBudget(size: bytes.count)),
            let file = DrawnFile(bytes + appendix)
        else { throw .unreadableDrawing }
        return file
    }

    private init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard let trailer = readTable(), let root = trailer["/Root"]?.references.first,
            let catalog = object(root)?.entries, let pageTree = catalog["/Pages"]?.references.first,
            addPages(of: pageTree, depth: 0), !pages.isEmpty
        else { return nil }
        self.catalog = catalog
        self.pageTree = pageTree
        information = trailer["/Info"]?.references.first.flatMap { object($0)?.entries } ?? DictionarySource()
    }

    /// The object `number`; `nil` where it is not whole.
    func object(_ number: Int) -> Object? {
        guard offsets.indices.contains(number), offsets[number] > 0 else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            var tokens = TokenScanner(buffer, at: offsets[number])
            guard let own = tokens.next(), tokens.number(own) == number, tokens.next() != nil, let mark = tokens.next(),
                tokens.equals(mark, "obj")
            else { return nil }
            return object(&tokens)
        }
    }

    private func object(_ tokens: inout TokenScanner) -> Object? {
        guard let first = tokens.next() else { return nil }
        guard tokens.equals(first, "<<") else {
            while let token = tokens.next() {
                if tokens.equals(token, "endobj") {
                    return Object(entries: nil, source: bytes[first.lowerBound..<token.lowerBound], data: nil)
                }
            }
            return nil
        }
        guard let entries = DictionarySource(bytes, &tokens) else { return nil }
        let source = bytes[first.lowerBound..<tokens.position]
        guard let mark = tokens.next() else { return nil }
        guard tokens.equals(mark, "stream") else { return Object(entries: entries, source: source, data: nil) }
        return data(behind: mark, entries).map { Object(entries: entries, source: source, data: $0) }
    }

    /// The data of a stream (7.3.8): a line end follows the word, and so many bytes as the dictionary says.
    private func data(behind mark: Range<Int>, _ entries: DictionarySource) -> ArraySlice<UInt8>? {
        var start = mark.upperBound
        if start < bytes.count, bytes[start] == 13 { start += 1 }
        if start < bytes.count, bytes[start] == 10 { start += 1 }
        guard let length = entries["/Length"].flatMap(number), start + length <= bytes.count else { return nil }
        return bytes[start..<start + length]
    }

    /// The number that `source` is or refers to.
    private func number(_ source: ArraySlice<UInt8>) -> Int? {
        if let reference = source.references.first { return object(reference).flatMap { number($0.source) } }
        return source.withUnsafeBufferPointer { bytes in
            var tokens = TokenScanner(bytes)
            return tokens.next().flatMap(tokens.number)
        }
    }

    // MARK: Reading

    /// Reads the table that the end of the file names.
    /// - Returns: the entries behind it.
    private mutating func readTable() -> DictionarySource? {
        bytes.withUnsafeBufferPointer { buffer in
            var tokens = TokenScanner(buffer, at: max(0, buffer.count - 40))
            while let token = tokens.next(), !tokens.equals(token, "startxref") {}
            guard let start = tokens.next().flatMap(tokens.number), start < buffer.count else { return nil }
            tokens.position = start
            guard let mark = tokens.next(), tokens.equals(mark, "xref"), readSections(&tokens),
                let open = tokens.next(), tokens.equals(open, "<<")
            else { return nil }
            return DictionarySource(bytes, &tokens)
        }
    }

    /// Reads the sections of the table and the word behind them.
    private mutating func readSections(_ tokens: inout TokenScanner) -> Bool {
        while let token = tokens.next(), !tokens.equals(token, "trailer") {
            guard let first = tokens.number(token), let count = tokens.next().flatMap(tokens.number),
                first >= offsets.count
            else { return false }
            offsets += repeatElement(0, count: first - offsets.count)
            for _ in 0..<count {
                guard let offset = tokens.next().flatMap(tokens.number), tokens.next() != nil, let kind = tokens.next(),
                    offset < bytes.count
                else { return false }
                offsets.append(tokens.equals(kind, "n") ? offset : 0)
            }
        }
        return true
    }

    /// Adds the pages below the node `number`.
    private mutating func addPages(of number: Int, depth: Int) -> Bool {
        guard depth < 16, let node = object(number)?.entries else { return false }
        guard let kids = node["/Kids"]?.references else {
            pages.append(number)
            return true
        }
        for kid in kids where !addPages(of: kid, depth: depth + 1) { return false }
        return true
    }
}
