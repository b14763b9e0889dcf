/// Writes the syntax of PDF (ISO 32000-1, 7.2 and 7.3).
package struct PDFSyntax {
    /// What was written.
    package private(set) var bytes: [UInt8] = []

    /// Nothing yet.
    package init() {}

    /// Adds `text` as it is, which must be ASCII.
    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Adds bytes as they are. Not for any collection: where another module calls a generic function of the package, the
    /// compiler does not make it for the type at hand, and a few bytes then take thousands of instructions.
    package mutating func write(_ data: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: data) }

    /// Adds bytes as they are.
    package mutating func write(_ data: ArraySlice<UInt8>) { bytes.append(contentsOf: data) }

    /// Makes room for `count` bytes.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Adds a number that is not negative.
    package mutating func write(_ number: Int) {
        if number > 9 { write(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// Adds a reference to the object `number`.
    package mutating func writeReference(_ number: Int) {
        write(number)
        write(" 0 R ")
    }

    /// A number with as many of six decimal places as it needs.
    /// - Precondition: it is finite and of less than 12 digits before the point.
    package static func number(_ value: Double) -> String {
        precondition(abs(value) < 1e12, "a number in a PDF is finite")
        let millionths = Int((value * 1e6).rounded())
        let (whole, part) = (abs(millionths) / 1_000_000, abs(millionths) % 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        guard part > 0 else { return "\(sign)\(whole)" }
        var digits = String(String(1_000_000 + part).dropFirst())
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    /// Adds the entry of an object in a cross-reference table (7.5.4).
    package mutating func writeEntry(offset: Int, generation: Int) {
        write("\(Self.padded(offset, 10)) \(Self.padded(generation, 5)) n \n")
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// `text` as a text string: UTF-16 in hexadecimal digits.
    package static func string(_ text: String) -> String {
        let digits = text.utf16.map { unit in
            let hexadecimal = String(unit, radix: 16)
            return String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        }
        return "<feff\(digits.joined())>"
    }

    /// `name` as a name object, its slash and spaces escaped.
    package static func name(_ name: String) -> String {
        "/" + name.replacing("#", with: "#23").replacing("/", with: "#2F").replacing(" ", with: "#20")
    }
}
