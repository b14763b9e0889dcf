import PDFFormat

/// Follows the content of a page that is nothing but pictures (ISO 32000-1, 7.8.2). Text that is not painted, as programs that
/// recognise characters leave it, is passed over.
struct PictureContent {
    /// What `q` keeps.
    private struct State {
        var map = AffineMap.identity
        /// The paint of stencils; `nil` where it is in colours that are not followed.
        var paint: [Double]? = [0, 0, 0]
        var textMode = 0
        /// Outside of it nothing is seen.
        var clip: PageArea
    }

    /// The pictures that were met.
    private(set) var pictures: [PlacedPicture] = []
    private var state: State
    private var kept: [State] = []
    private var path = ClipPath()
    /// What is seen of the page.
    private let page: PageArea

    /// Forms within forms.
    private static let deepest = 4
    private static let mostPictures = 4096
    private static let mostStates = 256

    /// - Parameter page: what is seen of the page.
    init(on page: PageArea) {
        self.page = page
        state = State(clip: page)
    }

    /// Follows `content` with `resources`.
    /// - Returns: whether it shows nothing but pictures that an archival file may hold.
    mutating func read(_ content: [UInt8], _ resources: QPDFObject?, depth: Int) throws(PDFError) -> Bool {
        try content.withUnsafeBufferPointer { bytes throws(PDFError) in
            var tokens = TokenScanner(bytes)
            var operands: [Range<Int>] = []
            while let token = tokens.next() {
                let first = bytes[token.lowerBound]
                let isOperator = first >= UInt8(ascii: "A") && first != UInt8(ascii: "[") && first != UInt8(ascii: "]")
                guard isOperator || first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") else {
                    operands.append(token)
                    guard operands.count < 1 << 16 else { return false }
                    continue
                }
                let words = operands.map { String(decoding: bytes[$0], as: UTF8.self) }
                operands = []
                let name = String(decoding: bytes[token], as: UTF8.self)
                guard try follow(name, words, resources, depth) else { return false }
            }
            return true
        }
    }

    /// Follows one operator.
    /// - Returns: whether the page is still one of pictures.
    private mutating func follow(
        _ name: String, _ operands: [String], _ resources: QPDFObject?, _ depth: Int
    ) throws(PDFError) -> Bool {
        let numbers = operands.compactMap(Double.init)
        switch name {
        case "q":
            kept.append(state)
            return kept.count < Self.mostStates
        case "Q": state = kept.popLast() ?? state
        case "cm":
            guard numbers.count == 6 else { return false }
            let map = AffineMap(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
            state.map = map.followed(by: state.map)
            return state.map.isPlain
        case "g": state.paint = numbers.count == 1 ? Array(repeating: Self.level(numbers[0]), count: 3) : nil
        case "rg": state.paint = numbers.count == 3 ? numbers.map(Self.level) : nil
        case "k", "cs", "sc", "scn": state.paint = nil
        case "Tr": state.textMode = operands.last.flatMap { Int($0) } ?? 0
        case "Tj", "TJ", "'", "\"": return state.textMode == 3
        case "re": path.addRectangle(numbers, state.map)
        case "m", "l", "c", "v", "y", "h": path.addOther()
        case "W", "W*": path.clips = true
        case "n":
            guard let clip = path.ended(within: state.clip) else { return false }
            state.clip = clip
        // A layer may be hidden.
        case "BDC", "DP": return operands.first != "/OC"
        case "gs": return operands.last.map { Self.isPlain(resources?["/ExtGState"][$0]) } ?? false
        case "Do": return try paint(operands.last.flatMap { resources?["/XObject"][$0] }, resources, depth)
        // What paints paths and shadings, and pictures within the content.
        case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI": return false
        default: break
        }
        return true
    }

    /// The level of a colour that is meant by one out of range (ISO 32000-1, 8.6.3).
    private static func level(_ number: Double) -> Double { min(max(number, 0), 1) }

    /// Whether a state lets pictures be seen as they are.
    private static func isPlain(_ state: QPDFObject?) -> Bool {
        guard let state, state.isDictionary else { return false }
        let (alpha, blend, mask) = (state["/ca"], state["/BM"], state["/SMask"])
        return (alpha.isNull || alpha.double == 1) && (blend.isNull || blend.isName("/Normal"))
            && (mask.isNull || mask.isName("/None")) && state["/TR"].isNull
    }

    private mutating func paint(
        _ object: QPDFObject?, _ resources: QPDFObject?, _ depth: Int
    ) throws(PDFError) -> Bool {
        guard let object, object.isStream, object["/OC"].isNull, pictures.count < Self.mostPictures else {
            return false
        }
        guard object["/Subtype"].isName("/Image") else {
            guard object["/Subtype"].isName("/Form"), depth < Self.deepest else { return false }
            return try paintForm(object, resources, depth)
        }
        guard let picture = try PDFPicture(object), !picture.isStencil || state.paint != nil else { return false }
        pictures.append(PlacedPicture(picture, at: state.map, paint: state.paint ?? [0, 0, 0]))
        return state.clip.holds(PageArea(around: state.map).common(with: page))
    }

    private mutating func paintForm(
        _ form: QPDFObject, _ resources: QPDFObject?, _ depth: Int
    ) throws(PDFError) -> Bool {
        let before = (state, kept)
        defer { (state, kept) = before }
        let matrix = form["/Matrix"].elements.map(\.double)
        if matrix.count == 6 {
            let map = AffineMap(matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])
            state.map = map.followed(by: state.map)
        }
        let own = form["/Resources"]
        let box = form["/BBox"].elements.map(\.double)
        guard state.map.isPlain, box.count == 4,
            let area = PageArea(corner: (box[0], box[1]), across: box[2] - box[0], down: box[3] - box[1], state.map)
        else { return false }
        state.clip = state.clip.common(with: area)
        return try read(form.streamData(), own.isDictionary ? own : resources, depth: depth + 1)
    }
}
