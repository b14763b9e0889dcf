/// Where the upper elements of a part stand in its bytes, so that something can be put between them and all else stays as it is.
struct XMLOutline {
    /// An element of the part.
    struct Element {
        let name: XMLName
        let attributes: [(name: XMLName, value: String)]
        /// How many elements are around it.
        let depth: Int
        /// Its bytes, tags and all.
        let range: Range<Int>
        /// The bytes of its first tag.
        let tag: Range<Int>
        /// The bytes between its tags; where it is a single tag, nothing right behind it.
        let content: Range<Int>

        /// The value of the attribute `local`; `nil` where it has none.
        subscript(local: String, namespace: XMLNamespace = .none) -> String? {
            attributes.first { $0.name == XMLName(namespace, local) }?.value
        }
    }

    /// The part in UTF-8.
    let bytes: [UInt8]
    /// The elements that are not deeper than was asked for, in the order of their first tags. The first one is the root.
    let elements: [Element]

    /// Finds the elements of a part.
    /// - Parameters:
    ///   - bytes: the part in UTF-8 (``XMLEncoding``).
    ///   - part: what it is called.
    ///   - depth: how many elements are around the deepest ones that are wanted, at least 1.
    init(_ bytes: [UInt8], part: String, depth: Int) throws(Fault) {
        let named = try Self.names(bytes, part, depth)
        let places = Self.places(bytes, depth)
        guard named.count == places.count else { throw .damagedPart(part) }
        self.bytes = bytes
        elements = zip(named, places).map { named, place in
            Element(
                name: named.name, attributes: named.attributes, depth: place.depth,
                range: place.tag.lowerBound..<place.end, tag: place.tag, content: place.content)
        }
    }

    /// The elements right inside the one at `index`, by their places in ``elements``.
    func children(of index: Int) -> [Int] {
        let depth = elements[index].depth
        return elements[(index + 1)...].indices.prefix { elements[$0].depth > depth }
            .filter { elements[$0].depth == depth + 1 }
    }

    /// What stands before the names of the element's own vocabulary in its tag, such as `x:`.
    func prefix(of element: Element) -> String {
        let name = qualifiedName(of: element)
        return name.firstIndex(of: ":").map { String(name[...$0]) } ?? ""
    }

    /// The name of an element as its tag writes it.
    func qualifiedName(of element: Element) -> String {
        let name = bytes[element.tag].dropFirst().prefix { !$0.isXMLSpace && $0 != 0x2F && $0 != 0x3E }
        return String(decoding: name, as: UTF8.self)
    }

    /// What stands between the tags of an element, as it is written.
    func source(of element: Element) -> String { String(decoding: bytes[element.content], as: UTF8.self) }

    // MARK: Finding

    private typealias Named = (name: XMLName, attributes: [(name: XMLName, value: String)])

    /// What the elements are called, as libxml2 reads them; this makes sure that the part is proper XML without entities.
    private static func names(_ bytes: [UInt8], _ part: String, _ depth: Int) throws(Fault) -> [Named] {
        try bytes.withUnsafeBufferPointer { bytes throws(Fault) in
            let stream = try XMLStream(MemorySource(bytes), part: part)
            var names: [Named] = []
            func visit(_ name: XMLName, _ rest: Int) throws(Fault) {
                names.append((name, stream.allAttributes))
                guard rest > 0 else { return }
                try stream.children { name throws(Fault) in try visit(name, rest - 1) }
            }
            try visit(try stream.root(), depth)
            return names
        }
    }

    private typealias Place = (depth: Int, tag: Range<Int>, content: Range<Int>, end: Int)

    private static func places(_ bytes: [UInt8], _ maximum: Int) -> [Place] {
        var tags = XMLTags(bytes)
        var places: [Place] = []
        /// Those that have begun, each by its place.
        var open: [Int] = []
        var depth = 0
        while let tag = tags.next() {
            let end = tag.range.upperBound
            if tag.kind == .end {
                depth -= 1
                if depth <= maximum, let place = open.popLast() {
                    places[place].content = places[place].tag.upperBound..<tag.range.lowerBound
                    places[place].end = end
                }
            } else {
                if depth <= maximum { places.append((depth, tag.range, end..<end, end)) }
                guard tag.kind == .start else { continue }
                if depth <= maximum { open.append(places.count - 1) }
                depth += 1
            }
            if depth <= 0 { break }
        }
        return places
    }
}

/// The tags of a part that is proper XML in UTF-8 without a document type.
private struct XMLTags {
    enum Kind {
        case start
        case end
        /// An element that is a single tag.
        case empty
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next tag; instructions, comments and character data are passed over.
    mutating func next() -> (range: Range<Int>, kind: Kind)? {
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[(start + 1)...]
            if rest.starts(with: "?".utf8) {
                skip(past: "?>", from: start)
            } else if rest.starts(with: "!--".utf8) {
                skip(past: "-->", from: start + 4)
            } else if rest.starts(with: "!".utf8) {
                skip(past: "]]>", from: start)
            } else {
                position = tagEnd(from: start)
                if rest.first == UInt8(ascii: "/") { return (start..<position, .end) }
                let isEmpty = bytes[start..<position].suffix(2).elementsEqual("/>".utf8)
                return (start..<position, isEmpty ? .empty : .start)
            }
        }
        return nil
    }

    private mutating func skip(past end: String, from start: Int) {
        let end = Array(end.utf8)
        position = start
        while position < bytes.count {
            if bytes[position] == end[0], bytes[position...].starts(with: end) {
                position += end.count
                return
            }
            position += 1
        }
    }

    /// The place behind the tag that begins at `start`: values of attributes may hold `>`.
    private func tagEnd(from start: Int) -> Int {
        var quote: UInt8?
        for index in start..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
        }
        return bytes.count
    }
}

extension UInt8 {
    /// Whether it is white space between the words of a tag.
    fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
