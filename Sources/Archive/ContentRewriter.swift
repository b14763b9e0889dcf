import Layout

/// Puts the marks of a page into its content stream, in one pass: Cairo's stand-ins become the structure types of their
/// elements, numbered anew, or artifacts. Everything else stays as it is.
struct ContentRewriter {
    /// Why a content stream is not what was drawn.
    enum Fault: Error {
        /// Its marked content is not that of the drawing.
        case unexpectedMarks
        /// It paints outside all marks.
        case unmarkedContent
    }

    private let marks: [DrawnPDF.Mark]
    private let tree: StructureTree
    private var scanner: ContentScanner
    private var output: [UInt8] = []
    /// How much of the source is in the output.
    private var copied = 0
    /// How many of the marks were met.
    private var met = 0
    /// How many of these are content.
    private var contents = 0
    private var depth = 0

    /// The content `source` with `marks` in it.
    /// - Throws: ``Fault``.
    static func rewrite(
        _ source: [UInt8], marks: [DrawnPDF.Mark], tree: StructureTree
    ) throws(Fault) -> [UInt8] {
        try source.withUnsafeBufferPointer { bytes throws(Fault) in
            var rewriter = ContentRewriter(bytes, marks, tree)
            try rewriter.run()
            return rewriter.output
        }
    }

    private init(_ source: UnsafeBufferPointer<UInt8>, _ marks: [DrawnPDF.Mark], _ tree: StructureTree) {
        self.marks = marks
        self.tree = tree
        scanner = ContentScanner(source)
        output.reserveCapacity(source.count + marks.count * 8)
    }

    private mutating func run() throws(Fault) {
        while let instruction = scanner.next() {
            switch instruction.kind {
            case .beginMarked: try begin(instruction)
            case .endMarked: depth -= 1
            case .paint where depth == 0: throw .unmarkedContent
            case .paint, .other: break
            }
        }
        guard depth == 0, met == marks.count else { throw .unexpectedMarks }
        output.append(contentsOf: scanner.source[copied...])
    }

    /// A mark of Cairo's is replaced; spans that Cairo itself adds within one stay.
    private mutating func begin(_ instruction: ContentScanner.Instruction) throws(Fault) {
        depth += 1
        guard let number = instruction.markNumber else {
            guard depth > 1 else { throw .unexpectedMarks }
            return
        }
        guard number == met, met < marks.count, depth == 1 else { throw .unexpectedMarks }
        output.append(contentsOf: scanner.source[copied..<instruction.range.lowerBound])
        output.append(contentsOf: operands(of: marks[met]).utf8)
        output.append(contentsOf: " BDC".utf8)
        copied = instruction.range.upperBound
        met += 1
    }

    private mutating func operands(of mark: DrawnPDF.Mark) -> String {
        switch mark {
        case .layout: return "/Artifact <</Type /Layout>>"
        case .pagination: return "/Artifact <</Type /Pagination>>"
        case .content(let element):
            defer { contents += 1 }
            return "/\(tree[element].role.standardName) <</MCID \(contents)>>"
        }
    }
}
