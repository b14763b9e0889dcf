import Diagnostics

extension ObjectTable {
    /// An object of the file.
    package struct Object {
        let number: Int
        let generation: Int
        /// What it is; a stream's dictionary.
        let value: Range<Int>
        /// The entries of a stream; `nil` where it is none.
        var entries: DictionarySource?
        /// The data of a stream as they are in the file; `nil` where it is none.
        var data: Range<Int>?
        /// Where it ends.
        var end: Int
    }

    /// The object that begins at `offset`.
    /// - Throws: ``PDFError`` where it is not whole or odd.
    package func object(at offset: Int) throws(PDFError) -> Object {
        guard bytes.indices.contains(offset), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) else {
            throw .unfamiliar(LocalizedText("第 \(offset) 字节处没有对象", en: "no object at byte \(offset)"))
        }
        var scanner = ValueScanner(source, at: offset, budget)
        let number = try scanner.number()
        let generation = try scanner.number()
        try scanner.skip("obj")
        let value = try scanner.skipValue()
        let word = try scanner.next()
        var object = Object(number: number, generation: generation, value: value, end: word.upperBound)
        if scanner.tokens.equals(word, "endobj") { return object }
        guard scanner.tokens.equals(word, "stream") else {
            throw .unfamiliar(LocalizedText("对象 \(number) 没有结尾", en: "object \(number) has no end"))
        }
        scanner.move(to: value.lowerBound)
        let entries = try dictionary(&scanner)
        let data = try data(behind: word.upperBound, length: length(entries["/Length"]))
        scanner.move(to: data.upperBound)
        try scanner.skip("endstream")
        try scanner.skip("endobj")
        (object.entries, object.data, object.end) = (entries, data, scanner.tokens.position)
        return object
    }

    /// The dictionary that must be next, which no two programs read in two ways.
    package func dictionary(_ scanner: inout ValueScanner) throws(PDFError) -> DictionarySource {
        let value = try scanner.skipValue()
        var tokens = TokenScanner(source, at: value.lowerBound)
        guard let open = tokens.next(), tokens.equals(open, "<<"), let entries = DictionarySource(bytes, &tokens),
            tokens.position == value.upperBound, entries.isUnambiguous
        else { throw .unfamiliar(LocalizedText("字典中的键反常或重复", en: "a dictionary with odd or doubled keys")) }
        return entries
    }

    /// The data of a stream (ISO 32000-1, 7.3.8), which are followed by the line end, if any, and a word.
    private func data(behind position: Int, length: Int) throws(PDFError) -> Range<Int> {
        var start = position
        if start < bytes.count, bytes[start] == 13 { start += 1 }
        guard start < bytes.count, bytes[start] == 10, length <= bytes.count - start - 1 else {
            throw .unfamiliar(LocalizedText("流不完整", en: "a stream that is not whole"))
        }
        start += 1
        let rest = bytes[(start + length)...].prefix(2)
        let isAtEnd = rest.first == 13 || rest.first == 10 || rest.first == UInt8(ascii: "e")
        guard isAtEnd else {
            throw .unfamiliar(LocalizedText("流的长度与写明的不符", en: "a stream of another length than it states"))
        }
        return start..<start + length
    }

    /// The length that `value` states or refers to. An object that holds it is a number, so that no length hangs on another's.
    private func length(_ value: ArraySlice<UInt8>?) throws(PDFError) -> Int {
        guard let value else { throw .unfamiliar(LocalizedText("流没有写明长度", en: "a stream without a length")) }
        if let length = value.wholeNumber { return length }
        if let number = value.references.first, places.indices.contains(number),
            case .offset(let offset, _) = places[number], bytes.indices.contains(offset)
        {
            var scanner = ValueScanner(source, at: offset, budget)
            let found = try (scanner.number(), scanner.number())
            try scanner.skip("obj")
            let length = try scanner.number()
            try scanner.skip("endobj")
            if found.0 == number { return length }
        }
        throw .unfamiliar(LocalizedText("流的长度反常", en: "a stream with an odd length"))
    }
}

extension ArraySlice<UInt8> {
    /// The numbers in the array that it is, if it holds nothing but whole ones that are not negative.
    package var wholeNumbers: [Int]? {
        withUnsafeBufferPointer { bytes in
            var tokens = TokenScanner(bytes)
            guard let open = tokens.next(), tokens.equals(open, "[") else { return nil }
            var numbers: [Int] = []
            while let token = tokens.next(), !tokens.equals(token, "]") {
                guard let number = tokens.number(token) else { return nil }
                numbers.append(number)
            }
            return numbers
        }
    }
}
