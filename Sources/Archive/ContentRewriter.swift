import Layout

/// Puts the marks of a page into its content stream, in one pass: what stands for them as it is drawn becomes the structure
/// types of their elements, numbered, or artifacts. Everything else stays as it is.
struct ContentRewriter {
    /// Why a content stream is not what was drawn.
    enum Fault: Error {
        /// Its marked content is not that of the drawing.
        case unexpectedMarks
        /// It paints outside all marks.
        case unmarkedContent
    }

    /// The content of a page with its marks.
    struct Marked {
        fileprivate var syntax = PDFSyntax()
        /// The elements of its marked content, by their numbers.
        fileprivate(set) var owners: [ElementID] = []

        /// The content stream.
        var bytes: [UInt8] { syntax.bytes }
    }

    private let marks: DrawnPDF.PageMarks
    private let tree: StructureTree
    private var scanner: ContentScanner
    private var output = Marked()
    /// How much of the source is in the output.
    private var copied = 0
    /// How many of the tags and of the texts were met.
    private var met = (tags: 0, texts: 0)
    /// How many tags and spans are open.
    private var depth = 0
    /// Whether the text of an element is.
    private var isInText = false

    /// The content `source` with `marks` in it.
    /// - Throws: ``Fault``.
    static func rewrite(
        _ source: [UInt8], marks: DrawnPDF.PageMarks, tree: StructureTree
    ) throws(Fault) -> Marked {
        try source.withUnsafeBufferPointer { bytes throws(Fault) in
            var rewriter = ContentRewriter(bytes, marks, tree)
            try rewriter.run()
            return rewriter.output
        }
    }

    private init(_ source: UnsafeBufferPointer<UInt8>, _ marks: DrawnPDF.PageMarks, _ tree: StructureTree) {
        self.marks = marks
        self.tree = tree
        scanner = ContentScanner(source)
        output.syntax.reserve(source.count)
    }

    private mutating func run() throws(Fault) {
        while let instruction = scanner.next() {
            switch instruction.kind {
            case .beginMarked: try begin(instruction)
            case .endMarked: depth -= 1
            case .endText: endText(before: instruction)
            case .showText where depth == 0 && !isInText: try resumeText(before: instruction)
            case .paint where depth == 0 && !isInText: throw .unmarkedContent
            case .showText, .paint, .other: break
            }
        }
        guard depth == 0, !isInText, met == (marks.tagged.count, marks.texts.count) else { throw .unexpectedMarks }
        copy(to: scanner.source.count)
    }

    private mutating func begin(_ instruction: ContentScanner.Instruction) throws(Fault) {
        if let number = instruction.sentinel {
            try beginText(number, instruction)
        } else if let number = instruction.markNumber {
            try beginTag(number, instruction)
        } else {
            // Spans that Cairo itself adds within marked content stay.
            guard depth > 0 || isInText else { throw .unexpectedMarks }
            depth += 1
        }
    }

    /// A tag of Cairo's is replaced.
    private mutating func beginTag(_ number: Int, _ instruction: ContentScanner.Instruction) throws(Fault) {
        guard number == met.tags, number < marks.tagged.count, depth == 0, !isInText else { throw .unexpectedMarks }
        copy(to: instruction.range.lowerBound)
        write(marks.tagged[number])
        copied = instruction.range.upperBound
        met.tags += 1
        depth += 1
    }

    /// The empty span that a sentinel is becomes the end of one text and the beginning of another.
    private mutating func beginText(_ number: Int, _ instruction: ContentScanner.Instruction) throws(Fault) {
        guard number == met.texts, number < marks.texts.count, depth == 0, let end = scanner.next(),
            end.kind == .endMarked
        else { throw .unexpectedMarks }
        endText(before: instruction)
        copy(to: instruction.range.lowerBound)
        write(marks.texts[number])
        copied = end.range.upperBound
        met.texts += 1
        isInText = true
    }

    /// Cairo ends a text object where it clips what follows, and goes on in another one: a part of the same element.
    private mutating func resumeText(before instruction: ContentScanner.Instruction) throws(Fault) {
        guard met.texts > 0 else { throw .unmarkedContent }
        copy(to: instruction.range.lowerBound)
        write(marks.texts[met.texts - 1])
        output.syntax.write("\n")
        isInText = true
    }

    private mutating func endText(before instruction: ContentScanner.Instruction) {
        guard isInText else { return }
        copy(to: instruction.range.lowerBound)
        output.syntax.write("EMC\n")
        isInText = false
    }

    private mutating func copy(to end: Int) {
        output.syntax.write(scanner.source[copied..<end])
        copied = end
    }

    private mutating func write(_ mark: DrawnPDF.Mark) {
        switch mark {
        case .layout: output.syntax.write("/Artifact <</Type /Layout>> BDC")
        case .pagination: output.syntax.write("/Artifact <</Type /Pagination>> BDC")
        case .content(let element):
            output.syntax.write("/")
            output.syntax.write(tree[element].role.standardName)
            output.syntax.write(" <</MCID ")
            output.syntax.write(output.owners.count)
            output.syntax.write(">> BDC")
            output.owners.append(element)
        }
    }
}
