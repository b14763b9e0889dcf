import CCUPS

/// A size of paper.
package struct Media: Hashable, Sendable {
    /// Its self-describing name (PWG 5101.1), such as `iso_a4_210x297mm`.
    package let name: String
    /// The shorter side in hundredths of a millimetre.
    package let width: Int
    /// The longer side in hundredths of a millimetre.
    package let length: Int

    /// The size called `text`: by its short name such as `A4`, or its self-describing one; `nil` where there is none.
    /// - Throws: ``PrintingError`` where the machine has no libcups, which knows them.
    package init?(_ text: String) throws(PrintingError) {
        try CUPSLibrary.load()
        guard
            let size = cups.pwgMediaForPWG(text) ?? cups.pwgMediaForPPD(text) ?? cups.pwgMediaForPPD(text.uppercased())
                ?? cups.pwgMediaForLegacy(text),
            let name = size.pointee.pwg, size.pointee.width > 0, size.pointee.length > 0
        else { return nil }
        self.name = String(cString: name)
        width = Int(min(size.pointee.width, size.pointee.length))
        length = Int(max(size.pointee.width, size.pointee.length))
    }

    /// By how much paper may differ from a page that it holds, in hundredths of a millimetre: half a millimetre.
    private static let tolerance = 50

    /// Whether a page of these sides, in hundredths of a millimetre, is as large as the paper, upright or turned.
    package func fits(_ sides: (Int, Int)) -> Bool {
        abs(min(sides.0, sides.1) - width) <= Self.tolerance && abs(max(sides.0, sides.1) - length) <= Self.tolerance
    }
}
