/// Changes to the parts of a workbook, until it is written anew. All other parts stay as they are packed.
final class PackageChanges {
    private let package: OfficePackage
    /// Changed and new parts, by their names in lower case.
    private var parts: [String: [UInt8]] = [:]
    /// The names of these parts in the order in which they came.
    private var names: [String] = []

    /// No changes to `package` yet.
    init(_ package: OfficePackage) { self.package = package }

    /// The part called `name` in UTF-8, with what was changed; `nil` where there is none.
    func bytes(of name: String) throws(Fault) -> [UInt8]? {
        if let part = parts[name.lowercased()] { return part }
        return try package.bytes(of: name).map { bytes throws(Fault) in try XMLEncoding.utf8(bytes, part: name) }
    }

    /// The elements of the part called `name`.
    /// - Parameter depth: how many elements are around the deepest ones.
    func outline(of name: String, depth: Int) throws(Fault) -> XMLOutline {
        guard let bytes = try bytes(of: name) else { throw .damagedPart(name) }
        return try XMLOutline(bytes, part: name, depth: depth)
    }

    /// Puts `bytes` in the place of the part called `name`, or adds it.
    func put(_ bytes: [UInt8], as name: String) {
        if parts.updateValue(bytes, forKey: name.lowercased()) == nil { names.append(name) }
    }

    /// The first name, of those that `name` gives for 1, 2, 3 …, that no part has.
    func freeName(_ name: (Int) -> String) -> String {
        let known = Set(package.names).union(parts.keys)
        return Self.first {
            name($0)
        } where: {
            !known.contains($0.lowercased())
        }
    }

    /// Says that `target` is to `part` what `type` names.
    /// - Returns: the id by which `part` may name it.
    func relate(_ part: String, to target: String, type: String) throws(Fault) -> String {
        let name = OfficePackage.relationshipsPart(of: part)
        let address = "http://schemas.openxmlformats.org/package/2006/relationships"
        let bytes = try bytes(of: name) ?? Array("\(Self.declaration)<Relationships xmlns=\"\(address)\"/>".utf8)
        let outline = try XMLOutline(bytes, part: name, depth: 1)
        let ids = Set(outline.elements.compactMap { $0["Id"] })
        let id = Self.first {
            "rIdAnnex\($0)"
        } where: {
            !ids.contains($0)
        }
        add(
            "Relationship", "Id=\"\(id)\" Type=\"\(type)\" Target=\"/\(target.escapedForXML)\"", to: outline, name)
        return id
    }

    /// Says of what type the new part called `part` is.
    /// - Parameter ending: that of the part, where all parts with it are of this type.
    func declare(_ part: String, as type: String, ending: String? = nil) throws(Fault) {
        let name = "[Content_Types].xml"
        let outline = try outline(of: name, depth: 1)
        let known = outline.elements.first {
            $0.name == XMLName(.contentTypes, "Default") && $0["Extension"]?.lowercased() == ending
        }
        if known?["ContentType"] == type { return }
        if let ending, known == nil {
            add("Default", "Extension=\"\(ending)\" ContentType=\"\(type)\"", to: outline, name)
        } else {
            add("Override", "PartName=\"/\(part.escapedForXML)\" ContentType=\"\(type)\"", to: outline, name)
        }
    }

    private func add(_ element: String, _ attributes: String, to outline: XMLOutline, _ name: String) {
        let root = outline.elements[0]
        var edits = XMLEdits()
        edits.append("<\(outline.prefix(of: root))\(element) \(attributes)/>", to: root, of: outline)
        put(edits.applied(to: outline.bytes), as: name)
    }

    private static func first(_ name: (Int) -> String, where isFree: (String) -> Bool) -> String {
        var number = 1
        while !isFree(name(number)) { number += 1 }
        return name(number)
    }

    /// The file with the changes.
    func file() throws(Fault) -> [UInt8] {
        try package.replacing(names.compactMap { name in parts[name.lowercased()].map { (name, $0) } })
    }

    /// How parts begin that are made.
    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}
