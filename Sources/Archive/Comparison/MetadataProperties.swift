/// What metadata state (ISO 16684-1), however their RDF is written: properties as elements or as attributes, structures as
/// resources or as descriptions.
struct MetadataProperties {
    private typealias Name = XMLElement.Name

    /// The value of a property.
    private indirect enum Value: Hashable {
        /// A text or an address, in a language where it states one.
        case text(String, language: String?)
        /// Values in order.
        case list(kind: String, [Value])
        /// Properties of its own.
        case structure([Name: Value])
    }

    private let properties: [Name: Value]

    private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    private static let language = Name(space: "http://www.w3.org/XML/1998/namespace", local: "lang")
    private static let basic = "http://ns.adobe.com/xap/1.0/"
    private static let pdf = "http://ns.adobe.com/pdf/1.3/"
    private static let media = "http://ns.adobe.com/xap/1.0/mm/"

    /// What a program that writes a file anew, or adds to it, states of that: when it did, what it is called, which version
    /// of PDF it wrote, and a name for the outcome.
    private static let restated: Set = [
        Name(space: basic, local: "ModifyDate"), Name(space: basic, local: "MetadataDate"),
        Name(space: pdf, local: "Producer"), Name(space: pdf, local: "PDFVersion"),
        Name(space: media, local: "DocumentID"), Name(space: media, local: "InstanceID"),
    ]

    /// The properties in `packet`; `nil` where it is no packet in UTF-8, is not understood as a whole, or states one twice.
    init?(_ packet: [UInt8]) {
        guard let text = String(validating: packet, as: UTF8.self), let root = XMLElement(text) else { return nil }
        let description = root.name == Name(space: "adobe:ns:meta/", local: "xmpmeta") ? root.children.first : root
        guard let description, description.name == Self.rdf("RDF"),
            root.children.count == 1 || description.name == root.name
        else { return nil }
        var properties: [Name: Value] = [:]
        for element in description.children {
            guard element.name == Self.rdf("Description"), element.attributes[Self.rdf("about")] ?? "" == "",
                let stated = Self.properties(of: element)
            else { return nil }
            for (name, value) in stated where properties.updateValue(value, forKey: name) != nil { return nil }
        }
        self.properties = properties
    }

    /// The name of a property that `other` states otherwise, or not, or alone; `nil` where there is none.
    func firstDifference(from other: MetadataProperties) -> String? {
        let names = Set(properties.keys).union(other.properties.keys).sorted {
            ($0.space, $0.local) < ($1.space, $1.local)
        }
        return names.first { name in
            guard Self.restated.contains(name) else { return properties[name] != other.properties[name] }
            if case .text(_, language: nil)? = other.properties[name] { return false }
            return other.properties[name] != nil
        }.map { $0.local }
    }

    // MARK: Reading

    private static func rdf(_ local: String) -> Name { Name(space: rdf, local: local) }

    /// The properties that an element has as its attributes and children.
    private static func properties(of element: XMLElement) -> [Name: Value]? {
        guard isBlank(element.text) else { return nil }
        var properties: [Name: Value] = [:]
        for (name, value) in element.attributes where name.space != rdf && name != language {
            properties[name] = .text(value, language: nil)
        }
        for child in element.children {
            guard let value = value(of: child), properties.updateValue(value, forKey: child.name) == nil else {
                return nil
            }
        }
        return properties
    }

    private static func value(of element: XMLElement) -> Value? {
        let language = element.attributes[language]
        let others = element.attributes.keys.filter { $0 != Self.language }
        if others.contains(rdf("resource")) {
            guard others.count == 1, element.children.isEmpty, isBlank(element.text) else { return nil }
            return .text(element.attributes[rdf("resource")] ?? "", language: language)
        }
        if element.attributes[rdf("parseType")] == "Resource" || !others.isEmpty && element.children.isEmpty {
            return properties(of: element).map(Value.structure)
        }
        guard others.isEmpty else { return nil }
        guard let child = element.children.first else { return .text(element.text, language: language) }
        guard element.children.count == 1, isBlank(element.text), language == nil else { return nil }
        if child.name == rdf("Description") { return properties(of: child).map(Value.structure) }
        return list(child)
    }

    private static func list(_ element: XMLElement) -> Value? {
        let isList = [rdf("Alt"), rdf("Bag"), rdf("Seq")].contains(element.name)
        guard isList, element.attributes.isEmpty, isBlank(element.text) else { return nil }
        var values: [Value] = []
        for item in element.children {
            guard item.name == rdf("li"), let value = value(of: item) else { return nil }
            values.append(value)
        }
        return .list(kind: element.name.local, values)
    }

    private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
