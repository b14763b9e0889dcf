import PDFFormat

/// A signature in a field of ours.
package struct ArchivedSignature: Hashable, Sendable {
    /// How much of the file it covers.
    package enum Coverage: Hashable, Sendable {
        /// All of it.
        case whole
        /// The file as it was when it was signed, so many bytes; what was added since is what signing adds.
        case earlier(bytes: Int)
        /// None of it can be relied on.
        case broken(Fault)
    }

    /// Why a signature cannot be relied on.
    package enum Fault: Hashable, Sendable {
        /// The bytes that it covers are not a whole file but for the place of the signature itself (ISO 32000-1, 12.8.1).
        case range
        /// It is of a format that this program cannot read, or holds no digest of what was signed.
        case format
        /// The digest in it is made in a way that this program does not know.
        case algorithm
        /// What was signed has been changed: the digest in it is another.
        case digest
        /// The file that was signed was not what the data inside give.
        case otherFile
        /// What is shown in its field was changed after it was signed.
        case appearance
    }

    /// The name of its field.
    package let field: String
    /// How much it covers.
    package let coverage: Coverage

    /// Whether it cannot be relied on.
    package var isBroken: Bool {
        if case .broken = coverage { true } else { false }
    }
}

extension ArchivedSignature {
    /// The signature in `field`, which we called `name`.
    /// - Parameters:
    ///   - bytes: the file.
    ///   - expected: the file as it was before it was signed.
    init(_ name: String, _ field: QPDFObject, in bytes: [UInt8], comparedWith expected: QPDFFile) {
        self.field = name
        guard let range = SignedRange(field["/V"], in: bytes) else {
            coverage = .broken(.range)
            return
        }
        do throws(Unreadable) {
            guard try SignedData(field["/V"]).holdsDigest(of: range, in: bytes) else {
                coverage = .broken(.digest)
                return
            }
        } catch {
            coverage = .broken(error == .algorithm ? .algorithm : .format)
            return
        }
        guard range.end < bytes.count else {
            coverage = .whole
            return
        }
        let fault = Self.fault(of: bytes[..<range.end], name, field, comparedWith: expected)
        coverage = fault.map(Coverage.broken) ?? .earlier(bytes: range.end)
    }

    /// Why an earlier version of the file, which `field` has signed, is not to be relied on, if so.
    private static func fault(
        of version: ArraySlice<UInt8>, _ name: String, _ field: QPDFObject, comparedWith expected: QPDFFile
    ) -> Fault? {
        do throws(PDFError) {
            let file = try QPDFFile(Array(version))
            let comparison = try DocumentComparison(file, with: expected)
            let signed = comparison.signedFields.first { $0.name == name }?.field
            guard FileFrame.isSound(version), comparison.differences.isEmpty, let signed,
                signed["/V"]["/Contents"].bytes == field["/V"]["/Contents"].bytes
            else { return .otherFile }
            var objects = ObjectComparison()
            try objects.compareEntries(signed, field, at: "", besides: ["/V", "/P"]) { _ in .field("") }
            return objects.differences.isEmpty ? nil : .appearance
        } catch {
            return .otherFile
        }
    }
}

/// The bytes that a signature covers: a file from its beginning to its end, without the signature.
struct SignedRange {
    /// Where the signature stands, with its brackets.
    let gap: Range<Int>
    /// Where the file ends that was signed.
    let end: Int

    /// Reads `/ByteRange`; `nil` where it covers something else.
    init?(_ signature: QPDFObject, in bytes: [UInt8]) {
        let numbers = signature["/ByteRange"].elements.map { $0.isInteger ? $0.integer : -1 }
        guard numbers.count == 4, numbers[0] == 0, numbers[1] > 0, numbers[2] > numbers[1] + 1, numbers[3] >= 0,
            numbers[2] <= bytes.count, numbers[3] <= bytes.count - numbers[2]
        else { return nil }
        gap = numbers[1]..<numbers[2]
        end = numbers[2] + numbers[3]
        guard FileFrame.isSound(bytes[..<end]), Self.digits(bytes[gap]) == signature["/Contents"].bytes else {
            return nil
        }
    }

    /// The bytes that `text` writes as `<…>` in hexadecimal digits; `nil` where it is anything else.
    private static func digits(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.first == UInt8(ascii: "<"), text.last == UInt8(ascii: ">"), text.count % 2 == 0 else { return nil }
        let digits = text.dropFirst().dropLast()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: digits.startIndex, to: digits.endIndex, by: 2) {
            guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
