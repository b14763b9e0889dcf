import Crypto
import Files

/// Why a signature cannot be read.
enum Unreadable: Error {
    /// It is not of a known format.
    case format
    /// Its digest is made in an unknown way, or one that is no proof any more, such as SHA-1.
    case algorithm
}

/// A signature in the Cryptographic Message Syntax (RFC 5652), as far as its digest of what was signed goes. Whose it is,
/// and whether their key has made it, is for programs that know whom to trust.
struct SignedData {
    private let algorithm: [UInt8]
    private let digest: [UInt8]

    /// The formats in which what is signed is outside the signature.
    private static let formats: Set = ["/adbe.pkcs7.detached", "/ETSI.CAdES.detached"]

    /// Object identifiers in their encoding: id-signedData (1.2.840.113549.1.7.2) and that of GM/T 0010
    /// (1.2.156.10197.6.1.4.2.2), id-messageDigest (1.2.840.113549.1.9.4).
    private static let kinds: Set<[UInt8]> = [
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02],
        [0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x06, 0x01, 0x04, 0x02, 0x02],
    ]
    private static let messageDigest: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x04]

    /// Reads the signature dictionary `signature` (ISO 32000-1, 12.8.1).
    /// - Throws: ``Unreadable/format`` where it is of another format, or has no digest among its signed attributes.
    init(_ signature: QPDFObject) throws(Unreadable) {
        guard Self.formats.contains(signature["/SubFilter"].name) else { throw .format }
        try self.init(signature["/Contents"].bytes)
    }

    init(_ bytes: [UInt8]) throws(Unreadable) {
        // The place of a signature is larger than it is, and filled with zeros.
        var rest = bytes[...]
        guard let message = DERElement(&rest), rest.allSatisfy({ $0 == 0 }), let signer = Self.signer(of: message)
        else {
            throw .format
        }
        // Version, who signed, the digest's algorithm, signed attributes.
        let parts = signer.parts
        guard parts.count > 4, parts[2].tag == .sequence, let algorithm = parts[2].parts.first, parts[3].tag == .first,
            let attribute = parts[3].parts.first(where: {
                $0.parts.first?.content.elementsEqual(Self.messageDigest) == true
            }),
            attribute.parts.count == 2, attribute.parts[1].tag == .set, attribute.parts[1].parts.count == 1,
            let digest = attribute.parts[1].parts.first, digest.tag == .octets
        else { throw .format }
        self.algorithm = Array(algorithm.content)
        self.digest = Array(digest.content)
    }

    /// What the only signer of a message states; `nil` where there are more, or it is no signed message.
    private static func signer(of message: DERElement) -> DERElement? {
        let (kind, wrapped) = (message.parts.first, message.parts.dropFirst().first)
        guard message.tag == .sequence, let kind, kind.tag == .identifier, kinds.contains(Array(kind.content)),
            let data = wrapped?.parts.first, data.tag == .sequence, let signers = data.parts.last, signers.tag == .set,
            signers.parts.count == 1, let signer = signers.parts.first, signer.tag == .sequence
        else { return nil }
        return signer
    }

    /// Whether it holds the digest of what `range` covers of `bytes`.
    /// - Throws: ``Unreadable/algorithm`` where it is not known how the digest is made.
    func holdsDigest(of range: SignedRange, in bytes: [UInt8]) throws(Unreadable) -> Bool {
        let covered = [bytes[..<range.gap.lowerBound], bytes[range.gap.upperBound..<range.end]]
        let made =
            switch algorithm {
            case [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]: Self.hash(covered, SHA256())
            case [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02]: Self.hash(covered, SHA384())
            case [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03]: Self.hash(covered, SHA512())
            case [0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x11]: SM3.hash(covered.joined())
            default: throw Unreadable.algorithm
            }
        return made == digest
    }

    private static func hash(_ parts: [ArraySlice<UInt8>], _ function: some HashFunction) -> [UInt8] {
        var function = function
        for part in parts { function.update(data: part) }
        return Array(function.finalize())
    }
}

/// A value in the Distinguished Encoding Rules (ITU-T X.690, clause 10).
struct DERElement {
    /// The kinds that signatures are read by.
    enum Tag: UInt8 {
        case octets = 0x04, identifier = 0x06, sequence = 0x30, set = 0x31
        /// Of the context, constructed, and called 0 there.
        case first = 0xA0
    }

    /// Its kind; `nil` where it is another.
    let tag: Tag?
    private let isConstructed: Bool
    /// What it holds, encoded.
    let content: ArraySlice<UInt8>

    /// Takes the value that `bytes` begin with off them; `nil` where there is none that is whole.
    init?(_ bytes: inout ArraySlice<UInt8>) {
        guard let tag = bytes.popFirst(), tag & 0x1F != 0x1F, let first = bytes.popFirst() else { return nil }
        var count = Int(first)
        if first & 0x80 != 0 {
            // No length is open, and none takes more than four bytes.
            guard (1...4).contains(first & 0x7F), bytes.count >= first & 0x7F else { return nil }
            count = bytes.prefix(Int(first & 0x7F)).reduce(0) { $0 << 8 | Int($1) }
            bytes = bytes.dropFirst(Int(first & 0x7F))
        }
        guard count <= bytes.count else { return nil }
        self.tag = Tag(rawValue: tag)
        isConstructed = tag & 0x20 != 0
        content = bytes.prefix(count)
        bytes = bytes.dropFirst(count)
    }

    /// The values inside; none where it is no group, or they are not whole.
    var parts: [DERElement] {
        guard isConstructed else { return [] }
        var rest = content
        var parts: [DERElement] = []
        while !rest.isEmpty {
            guard let part = DERElement(&rest) else { return [] }
            parts.append(part)
        }
        return parts
    }
}
