/// An element of an XML document (W3C XML 1.0 with Namespaces), as far as metadata need it: no document type, comments or
/// CDATA sections, and processing instructions only outside the outermost element.
struct XMLElement {
    /// A name with its name space, which is empty where it has none.
    struct Name: Hashable {
        let space: String
        let local: String
    }

    /// The name.
    let name: Name
    /// The attributes, name spaces left out.
    var attributes: [Name: String] = [:]
    /// The elements inside.
    var children: [XMLElement] = []
    /// The text between them, character references resolved.
    var text = ""

    /// The outermost element of `document`; `nil` where it is anything else than what is described above.
    init?(_ document: String) {
        var reader = XMLReader(document)
        guard let root = reader.document() else { return nil }
        self = root
    }

    init(name: Name) {
        self.name = name
    }
}

/// Reads XML from its beginning to its end.
private struct XMLReader {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    /// The most elements within each other; metadata have about ten.
    private static let maximumDepth = 64
    /// The most attributes of an element.
    private static let maximumAttributes = 1000

    mutating func document() -> XMLElement? {
        skipInstructions()
        guard consume("<"), let root = element(within: ["xml": "http://www.w3.org/XML/1998/namespace"], depth: 0) else {
            return nil
        }
        skipInstructions()
        return rest.allSatisfy { $0 == "\0" } ? root : nil
    }

    /// An element whose `<` has been read.
    private mutating func element(within outer: [String: String], depth: Int) -> XMLElement? {
        guard depth < Self.maximumDepth, let name = name(), let attributes = attributes() else { return nil }
        var spaces = outer
        for (name, value) in attributes {
            if name == "xmlns" { spaces[""] = value }
            if name.hasPrefix("xmlns:") { spaces[String(name.dropFirst(6))] = value }
        }
        guard let resolved = Self.resolve(name, spaces, default: spaces[""] ?? "") else { return nil }
        var element = XMLElement(name: resolved)
        for (name, value) in attributes where name != "xmlns" && !name.hasPrefix("xmlns:") {
            guard let name = Self.resolve(name, spaces, default: ""),
                element.attributes.updateValue(value, forKey: name) == nil
            else { return nil }
        }
        if consume("/>") { return element }
        return consume(">") ? content(of: element, name: name, spaces: spaces, depth: depth) : nil
    }

    private mutating func content(
        of element: XMLElement, name: String, spaces: [String: String], depth: Int
    ) -> XMLElement? {
        var element = element
        while true {
            guard let text = text(until: "<") else { return nil }
            element.text += text
            guard consume("<") else { return nil }
            if consume("/") {
                guard self.name() == name else { return nil }
                skipSpace()
                return consume(">") ? element : nil
            }
            guard let child = self.element(within: spaces, depth: depth + 1) else { return nil }
            element.children.append(child)
        }
    }

    /// The attributes in their order; `nil` where one stands twice.
    private mutating func attributes() -> [(name: String, value: String)]? {
        var attributes: [(name: String, value: String)] = []
        while true {
            skipSpace()
            guard let next = rest.first, next != ">", next != "/" else { return attributes }
            guard let name = name(), attributes.count < Self.maximumAttributes,
                !attributes.contains(where: { $0.name == name })
            else {
                return nil
            }
            skipSpace()
            guard consume("=") else { return nil }
            skipSpace()
            guard let quote = rest.popFirst(), quote == "\"" || quote == "'", let value = text(until: quote),
                rest.popFirst() == quote
            else { return nil }
            attributes.append((name, value))
        }
    }

    private static func resolve(_ name: String, _ spaces: [String: String], default space: String) -> XMLElement.Name? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 1 { return XMLElement.Name(space: space, local: name) }
        guard parts.count == 2, let space = spaces[String(parts[0])] else { return nil }
        return XMLElement.Name(space: space, local: String(parts[1]))
    }

    // MARK: Characters

    private mutating func name() -> String? {
        let name = rest.prefix { !$0.properties.isWhitespace && !"<>/=\"'&!?".unicodeScalars.contains($0) }
        rest = rest[name.endIndex...]
        return name.isEmpty ? nil : String(name)
    }

    /// The text before `end`, which is left; `nil` where there is none, or a reference is not known.
    private mutating func text(until end: Unicode.Scalar) -> String? {
        var text = String.UnicodeScalarView()
        while let next = rest.first, next != end {
            rest.removeFirst()
            if next == "<" { return nil }
            guard next == "&" else {
                text.append(next)
                continue
            }
            guard let semicolon = rest.prefix(12).firstIndex(of: ";"),
                let scalar = Self.referent(String(rest[..<semicolon]))
            else { return nil }
            text.append(scalar)
            rest = rest[rest.index(after: semicolon)...]
        }
        return rest.isEmpty ? nil : String(text)
    }

    private static func referent(_ name: String) -> Unicode.Scalar? {
        let known: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        if let scalar = known[name] { return scalar }
        if name.hasPrefix("#x") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
        return name.hasPrefix("#") ? UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) : nil
    }

    private mutating func consume(_ text: String) -> Bool {
        guard rest.starts(with: text.unicodeScalars) else { return false }
        rest.removeFirst(text.unicodeScalars.count)
        return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0.properties.isWhitespace } }

    private mutating func skipInstructions() {
        skipSpace()
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        skipSpace()
        while rest.starts(with: "<?".unicodeScalars) {
            rest = rest.drop { $0 != ">" }.dropFirst()
            skipSpace()
        }
    }
}
