import Layout
import PDFFormat

/// Puts marked-content operators (ISO 32000-1, 14.6) into the content stream of a page, in one pass.
///
/// This is faster than to have Cairo write them for tags. The drawing leaves a ``TextSentinel`` where the text of another
/// element begins, and lists what each stroke, fill and image paints (``DrawnPDF/PageMarks``), in the order drawn; this pass
/// meets them in the same order, and refuses a page on which they are more or fewer. It marks each painting, and the text from a sentinel to the next one or to the end
/// of the text object, as content of its structure element or as an artifact; sentinels are removed. Images get names that do
/// not depend on the version of Cairo. All other bytes stay as they are.
struct ContentRewriter {
    /// Why a content stream is not what was drawn.
    enum Failure: Error {
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
    private let images: ImageNames
    private var scanner: ContentScanner
    private var output = Marked()
    /// How many bytes of the source were copied to the output or left out.
    private var copied = 0
    /// How many of the paintings and of the texts in ``marks`` were met.
    private var met = (paints: 0, texts: 0)
    /// Where the instructions begin that the next painting needs; `nil` where none was met.
    private var start: Int?
    /// The last painting, which goes on where the next one is of the same kind.
    private var painting: (mark: DrawnPDF.Mark, end: Int)?
    /// How many spans are open.
    private var depth = 0
    /// Whether the marked content of a text is open.
    private var isInText = false

    /// The content `source` with `marks` in it.
    /// - Parameter images: the names of the images that it shows.
    /// - Throws: ``Failure``.
    static func rewrite(
        _ source: [UInt8], marks: DrawnPDF.PageMarks, tree: StructureTree, images: ImageNames = ImageNames()
    ) throws(Failure) -> Marked {
        try source.withUnsafeBufferPointer { bytes throws(Failure) in
            var rewriter = ContentRewriter(bytes, marks: marks, tree: tree, images: images)
            try rewriter.run()
            return rewriter.output
        }
    }

    private init(
        _ source: UnsafeBufferPointer<UInt8>, marks: DrawnPDF.PageMarks, tree: StructureTree, images: ImageNames
    ) {
        self.marks = marks
        self.tree = tree
        self.images = images
        scanner = ContentScanner(source)
        output.syntax.reserve(source.count)
    }

    private mutating func run() throws(Failure) {
        while let instruction = scanner.next() {
            switch instruction.kind {
            case .beginMarked: try begin(instruction)
            case .endMarked: try endSpan()
            case .endText: try endTextObject(instruction)
            case .showText where !isInText: try resumeText(before: instruction)
            case .paint, .image: try paint(instruction)
            case .bound: endPainting()
            case .other: start = start ?? instruction.range.lowerBound
            case .showText: break
            }
        }
        endPainting()
        guard depth == 0, !isInText, met == (marks.paints.count, marks.texts.count) else { throw .unexpectedMarks }
        copy(to: scanner.source.count)
    }

    private mutating func begin(_ instruction: ContentScanner.Instruction) throws(Failure) {
        if let number = instruction.sentinel { return try beginText(number, instruction) }
        // Spans that Cairo itself adds within texts stay.
        guard isInText else { throw .unexpectedMarks }
        depth += 1
    }

    private mutating func endSpan() throws(Failure) {
        guard depth > 0 else { throw .unexpectedMarks }
        depth -= 1
    }

    // MARK: Paintings

    /// A painting begins where what it needs begins, behind the last painting, text or change of state. Rules of several
    /// widths are one.
    private mutating func paint(_ instruction: ContentScanner.Instruction) throws(Failure) {
        guard !isInText, met.paints < marks.paints.count else { throw .unmarkedContent }
        let mark = marks.paints[met.paints]
        met.paints += 1
        if painting?.mark != mark {
            let start = start ?? instruction.range.lowerBound
            endPainting()
            copy(to: start)
            write(mark)
            output.syntax.write("\n")
        }
        if instruction.kind == .image { rename(instruction) }
        painting = (mark, instruction.range.upperBound)
        start = nil
    }

    private mutating func rename(_ instruction: ContentScanner.Instruction) {
        let name = scanner.name(in: instruction)
        guard let new = images[scanner.source[name]] else { return }
        copy(to: name.lowerBound)
        output.syntax.write(new)
        copied = name.upperBound
    }

    private mutating func endPainting() {
        start = nil
        guard let end = painting.take()?.end else { return }
        copy(to: end)
        output.syntax.write("\nEMC")
    }

    // MARK: Texts

    /// The empty span that a sentinel is becomes the end of one text and the beginning of another.
    private mutating func beginText(_ number: Int, _ instruction: ContentScanner.Instruction) throws(Failure) {
        guard number == met.texts, number < marks.texts.count, depth == 0, let end = scanner.next(),
            end.kind == .endMarked
        else { throw .unexpectedMarks }
        endPainting()
        endText(before: instruction)
        copy(to: instruction.range.lowerBound)
        write(marks.texts[number])
        copied = end.range.upperBound
        met.texts += 1
        isInText = true
    }

    /// Cairo ends a text object where it clips what follows, and goes on in another one: a part of the same element.
    private mutating func resumeText(before instruction: ContentScanner.Instruction) throws(Failure) {
        guard met.texts > 0 else { throw .unmarkedContent }
        endPainting()
        copy(to: instruction.range.lowerBound)
        write(marks.texts[met.texts - 1])
        output.syntax.write("\n")
        isInText = true
    }

    private mutating func endTextObject(_ instruction: ContentScanner.Instruction) throws(Failure) {
        guard depth == 0 else { throw .unexpectedMarks }
        endText(before: instruction)
        start = nil
    }

    private mutating func endText(before instruction: ContentScanner.Instruction) {
        guard isInText else { return }
        copy(to: instruction.range.lowerBound)
        output.syntax.write("EMC\n")
        isInText = false
    }

    private mutating func copy(to end: Int) {
        output.syntax.write(UnsafeBufferPointer(rebasing: scanner.source[copied..<end]))
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
