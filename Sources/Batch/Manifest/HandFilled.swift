import Layout
import Rendering
import SourceTree

/// A place of a printed page that is filled by hand, as a manifest notes it.
package struct HandFilled: Sendable, Hashable {
    /// What fills it.
    package enum Kind: Sendable, Hashable {
        /// A signature.
        case signature
        /// A seal of this diameter, in millimetres.
        case seal(diameter: Int)
    }

    /// The number of the page, from 1.
    package let page: Int
    /// What fills it.
    package let kind: Kind
    /// What is printed before it, such as 单位负责人签字：; empty for a seal.
    package let label: String
    /// How far it is from the left edge of the paper, in millimetres.
    package let left: Double
    /// How far it is from the upper edge of the paper, in millimetres.
    package let top: Double
    /// Its width in millimetres.
    package let width: Double
    /// Its height in millimetres: of a signature down to the rule, of a seal that of the lines that it is set over.
    package let height: Double

    /// Creates a place.
    package init(
        page: Int, kind: Kind, label: String, left: Double, top: Double, width: Double, height: Double
    ) {
        self.page = page
        self.kind = kind
        self.label = label
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// What `blank` on page `page` is; `nil` where the print fills it already.
    init?(_ blank: SignatureBlank, onPage page: Int) {
        switch blank.kind {
        case .signature: kind = .signature
        case .seal(let diameter): kind = .seal(diameter: Int(diameter.millimetres.rounded()))
        case .printedSignature: return nil
        }
        self.page = page
        label = blank.label
        left = blank.origin.x.millimetres
        top = blank.origin.y.millimetres
        width = blank.size.width.millimetres
        height = blank.size.height.millimetres
    }

    // MARK: In a manifest

    static let keys: [ReportKey<HandFilled>] = [
        .number("page", "第几页", from: 1) { $0.page },
        .word("kind", "签字处，或盖章的几行", oneOf: ["signature", "seal"]) { $0.diameter == nil ? "signature" : "seal" },
        .number("diameter", "公章的直径，毫米；签字处为 null", from: 1, isOptional: true) { $0.diameter },
        .text("label", "前面印的字；盖章的为空") { $0.label },
        .text("place", "到纸的左边、上边的距离，宽，高，十分之一毫米，以空格隔开") { blank in
            [blank.left, blank.top, blank.width, blank.height].map { String(Int(($0 * 10).rounded())) }
                .joined(separator: " ")
        },
    ]

    private var diameter: Int? {
        if case .seal(let diameter) = kind { diameter } else { nil }
    }

    /// The largest paper on which something is looked for, in millimetres.
    private static let paper = 2000.0

    /// Reads the text of a place; `nil` where it is none.
    init?(_ node: Node) {
        guard let page = node["page"]?.text.flatMap(Int.init), page > 0, let kind = node["kind"]?.text,
            let label = node["label"]?.text, let place = node["place"]?.text
        else { return nil }
        let sides = place.split(separator: " ").compactMap { Int($0) }.map { Double($0) / 10 }
        guard sides.count == 4, sides.allSatisfy({ abs($0) <= Self.paper }), sides[2] > 0, sides[3] > 0 else {
            return nil
        }
        switch (kind, node["diameter"]?.text.flatMap(Int.init)) {
        case ("signature", nil): self.kind = .signature
        case ("seal", let diameter?) where (1...200).contains(diameter): self.kind = .seal(diameter: diameter)
        default: return nil
        }
        self.page = page
        self.label = label
        (left, top, width, height) = (sides[0], sides[1], sides[2], sides[3])
    }
}
