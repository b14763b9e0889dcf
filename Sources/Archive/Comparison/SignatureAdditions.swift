/// What signing tools add to a document besides the signature itself (ISO 32000-2, 12.7 and 12.8).
enum SignatureAdditions {
    /// Whether `field` has a signature, sound or not.
    static func isSigned(_ field: QPDFObject) -> Bool { !field["/V"].isNull }

    // MARK: Fields

    /// What differs in a field that is signed: the signature, what is shown in its rectangle, whether it is locked, and how
    /// a viewer would draw it had it no appearance.
    ///
    /// What is shown cannot leave the rectangle, which is ours: its box is fitted into it (ISO 32000-1, 12.5.5).
    static let fieldKeys: Set = ["/V", "/AP", "/F", "/MK"]

    /// Those keys of a signed field whose values no signing gives it.
    static func unwantedKeys(ofField field: QPDFObject) -> [String] {
        // Bit 3: the field is printed; bit 8: it is locked. Any other would hide it or take it out of its place.
        let isShown = field["/F"].isInteger && [4, 132].contains(field["/F"].integer)
        let appearance = field["/AP"]
        let isPlain = appearance.isDictionary && appearance.keys == ["/N"] && isForm(appearance["/N"])
        let isMarked = field["/MK"].isNull || field["/MK"].isDictionary
        return (isShown ? [] : ["/F"]) + (isPlain ? [] : ["/AP"]) + (isMarked ? [] : ["/MK"])
    }

    private static let appearanceKeys: Set = [
        "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Name", "/Length", "/Filter",
        "/DecodeParms",
    ]

    private static func isForm(_ stream: QPDFObject) -> Bool {
        stream.isStream && stream["/Subtype"].isName("/Form") && stream.keys.allSatisfy(appearanceKeys.contains)
            && hasArea(stream["/BBox"]) && (stream["/Matrix"].isNull || isInvertible(stream["/Matrix"]))
    }

    /// Whether `box` can be fitted into a rectangle; readers differ in what they do with one that cannot.
    private static func hasArea(_ box: QPDFObject) -> Bool {
        let sides = box.elements.map(\.double)
        return sides.count == 4 && sides[0] != sides[2] && sides[1] != sides[3]
    }

    private static func isInvertible(_ matrix: QPDFObject) -> Bool {
        let values = matrix.elements.map(\.double)
        return values.count == 6 && values[0] * values[3] != values[1] * values[2]
    }

    // MARK: Form and catalog

    /// What the document's form has behind a signature: that there is one, and with what fields would be drawn.
    static let formKeys: Set = ["/SigFlags", "/DA", "/DR"]

    /// What the document has behind a signature: which version and extensions of PDF the signature uses, which signature
    /// certifies it, and what proves the certificates for the long term.
    static let catalogKeys: Set = ["/Version", "/Extensions", "/Perms", "/DSS"]

    /// Whether `value` is what signing gives `key` of the form or the catalog; nothing is wanted, too.
    /// - Parameter signatures: the document's.
    static func isWanted(_ key: String, _ value: QPDFObject, behind signatures: [QPDFObject]) -> Bool {
        if value.isNull { return true }
        switch key {
        case "/SigFlags": return value.isInteger && (1...3).contains(value.integer)
        case "/DA": return value.kind == .string
        case "/DR": return has(value, only: ["/Font", "/Encoding"])
        case "/Version": return ["/1.7", "/2.0"].contains(value.name)
        case "/Extensions": return has(value, only: ["/Type", "/ADBE", "/ESIC", "/ISO_"])
        case "/DSS": return has(value, only: ["/Type", "/VRI", "/Certs", "/OCSPs", "/CRLs"])
        case "/Perms":
            let certifying = value["/DocMDP"].identity
            return has(value, only: ["/DocMDP"]) && signatures.contains { $0.number > 0 && $0.identity == certifying }
        default: return false
        }
    }

    private static func has(_ value: QPDFObject, only keys: Set<String>) -> Bool {
        value.isDictionary && value.keys.allSatisfy(keys.contains)
    }
}
