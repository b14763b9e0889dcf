import CXML2
import Diagnostics

/// A cursor over XML that is read as it goes: only the element at which it stands is in memory.
///
/// A document type and entities are refused: no office program writes them, and they are how XML is made to grow.
final class XMLStream {
    /// At what the cursor stands.
    enum Event {
        case start
        case end
        case text
        case other
    }

    /// The deepest nesting that is read.
    private static let maximumDepth = 200
    /// The longest text of an element that is read: 1 MiB.
    static let maximumText = 1 << 20
    /// The most different names of elements and attributes that a part may have.
    private static let maximumNames = 5_000

    /// What libxml2 asks for bytes.
    private final class Input {
        let source: any ByteSource
        init(_ source: any ByteSource) { self.source = source }
    }

    /// The name of the part, as messages say it.
    let part: String
    private(set) var event = Event.other
    /// The name of the element that begins or ends here.
    private(set) var name = XMLName(.none, "")
    /// How many elements are around this place.
    private(set) var depth = 0
    /// Whether the cursor is in a control of Word's that only shows what is to be filled in.
    var isInHint = false
    private var isEmpty = false
    /// How often the cursor went on.
    private var steps = 0

    private let reader: xmlTextReaderPtr
    private let input: Input
    /// Names that were met: libxml2 keeps each of them once, so that its address is enough to know it.
    private var locals: [UnsafePointer<xmlChar>: String] = [:]
    private var namespaces: [UnsafePointer<xmlChar>: XMLNamespace] = [:]
    private var attributes: [(name: XMLName, value: String)] = []
    private var hasAttributes = false

    /// Begins to read `source`.
    /// - Parameter part: what the part is called.
    init(_ source: any ByteSource, part: String) throws(Fault) {
        self.part = part
        input = Input(source)
        let options = ANNEX_XML_PARSE_NONET | ANNEX_XML_PARSE_NOERROR | ANNEX_XML_PARSE_NOWARNING
        let reader = libxml.xmlReaderForIO(
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
                return Int32(input.source.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
            }, nil, Unmanaged.passUnretained(input).toOpaque(), nil, nil, Int32(options))
        guard let reader else { throw source.fault ?? .damagedPart(part) }
        self.reader = reader
    }

    deinit { libxml.xmlFreeTextReader(reader) }

    /// Goes on to the root element.
    func root() throws(Fault) -> XMLName {
        while event != .start {
            guard try advance() else { throw .damagedPart(part) }
        }
        return name
    }

    /// Calls `body` for each element right inside the one that begins here, and then stands at its end. What `body` does not
    /// read of an element is passed over.
    func children(_ body: (XMLName) throws(Fault) -> Void) throws(Fault) {
        guard event == .start, !isEmpty else { return }
        let level = depth
        while true {
            guard try advance() else { throw .damagedPart(part) }
            if event == .start {
                let start = steps
                try body(name)
                if steps == start { try skip() }
            } else if event == .end, depth == level {
                return
            }
        }
    }

    /// The text right inside the element that begins here, which then is read.
    func text() throws(Fault) -> String {
        guard event == .start, !isEmpty else { return "" }
        let level = depth
        var text = ""
        while true {
            guard try advance() else { throw .damagedPart(part) }
            switch event {
            case .text where depth == level + 1: try add(to: &text)
            case .end where depth == level: return text
            default: break
            }
        }
    }

    /// All text inside the element that begins here, however deep, which then is read.
    func wholeText() throws(Fault) -> String {
        guard event == .start, !isEmpty else { return "" }
        let level = depth
        var text = ""
        while true {
            guard try advance() else { throw .damagedPart(part) }
            if event == .text { try add(to: &text) }
            if event == .end, depth == level { return text }
        }
    }

    private func add(to text: inout String) throws(Fault) {
        guard let value = libxml.xmlTextReaderConstValue(reader) else { return }
        text += String(cString: value)
        guard text.utf8.count <= Self.maximumText else { throw .longText(part) }
    }

    /// The value of the attribute `local` of `namespace` of the element that begins here; `nil` where it has none.
    subscript(local: String, namespace: XMLNamespace = .none) -> String? {
        loadAttributes()
        return attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }

    /// The attributes of the element that begins here, without declarations of namespaces.
    var allAttributes: [(name: XMLName, value: String)] {
        loadAttributes()
        return attributes
    }

    private func skip() throws(Fault) {
        guard !isEmpty else { return }
        let level = depth
        repeat {
            guard try advance() else { throw .damagedPart(part) }
        } while !(event == .end && depth == level)
    }

    /// - Returns: whether there was anything more.
    private func advance() throws(Fault) -> Bool {
        steps += 1
        hasAttributes = false
        switch libxml.xmlTextReaderRead(reader) {
        case 1: break
        case 0: return false
        default: throw input.source.fault ?? malformed
        }
        depth = Int(libxml.xmlTextReaderDepth(reader))
        switch Int(libxml.xmlTextReaderNodeType(reader)) {
        case ANNEX_XML_ELEMENT:
            event = .start
            isEmpty = libxml.xmlTextReaderIsEmptyElement(reader) == 1
            name = try currentName()
            guard depth <= Self.maximumDepth else { throw tooDeep }
        case ANNEX_XML_END_ELEMENT: event = .end
        case ANNEX_XML_TEXT, ANNEX_XML_CDATA, ANNEX_XML_WHITESPACE, ANNEX_XML_SIGNIFICANT_WHITESPACE: event = .text
        case ANNEX_XML_DOCUMENT_TYPE, ANNEX_XML_ENTITY_REFERENCE: throw entities
        default: event = .other
        }
        return true
    }

    private func loadAttributes() {
        guard !hasAttributes else { return }
        hasAttributes = true
        attributes.removeAll(keepingCapacity: true)
        guard event == .start, libxml.xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return }
        repeat {
            guard libxml.xmlTextReaderIsNamespaceDecl(reader) != 1, let name = try? currentName() else { continue }
            let value = libxml.xmlTextReaderConstValue(reader).map { String(cString: $0) }
            attributes.append((name, value ?? ""))
        } while libxml.xmlTextReaderMoveToNextAttribute(reader) == 1
        _ = libxml.xmlTextReaderMoveToElement(reader)
    }

    private func currentName() throws(Fault) -> XMLName {
        guard let local = libxml.xmlTextReaderConstLocalName(reader) else { throw malformed }
        guard locals.count <= Self.maximumNames, namespaces.count <= Self.maximumNames else { throw malformed }
        var name = XMLName(.none, "")
        if let known = locals[local] {
            name.local = known
        } else {
            name.local = String(cString: local)
            locals[local] = name.local
        }
        guard let address = libxml.xmlTextReaderConstNamespaceUri(reader) else { return name }
        if let known = namespaces[address] {
            name.namespace = known
        } else {
            name.namespace = XMLNamespace(String(cString: address))
            namespaces[address] = name.namespace
        }
        return name
    }

    private var line: Int { Int(libxml.xmlTextReaderGetParserLineNumber(reader)) }

    private var malformed: Fault {
        .damaged(
            LocalizedText("部件 \(part) 第 \(line) 行不是正确的 XML", en: "line \(line) of the part \(part) is no proper XML"))
    }

    private var tooDeep: Fault {
        .tooLarge(LocalizedText("部件 \(part) 嵌套过深", en: "the part \(part) is nested too deep"))
    }

    private var entities: Fault {
        Fault(
            "entities-in-file",
            LocalizedText(
                "部件 \(part) 里有文档类型或实体声明，办公软件不写这些",
                en: "the part \(part) declares a document type or entities, which no office program does"))
    }
}

extension Fault {
    /// One text is longer than any cell's or paragraph's.
    static func longText(_ part: String) -> Fault {
        .tooLarge(LocalizedText("部件 \(part) 里有过长的文字", en: "a text in the part \(part) is too long"))
    }
}
