import Diagnostics

/// The boxes in which notes are shown: a drawing in VML, which Excel, WPS and LibreOffice want for each note
/// (ISO/IEC 29500-4, 8 and 14).
struct NoteShapes {
    private let cells: MarkedCells
    /// The first number of the names of new boxes is above that of this block of 1,024.
    private let block: Int

    /// The width of a box, and the height of a line, in pixels; how many half-width characters a line takes.
    private static let (width, lineHeight, lineLength) = (320, 16, 46)
    private static let maximumLines = 40

    init(_ cells: MarkedCells, block: Int) {
        self.cells = cells
        self.block = block
    }

    /// A drawing with boxes for all notes of a sheet.
    func making(_ written: CommentsPart.Written) -> [UInt8] {
        let empty =
            "<xml xmlns:v=\"\(Self.addresses[0].address)\" xmlns:o=\"\(Self.addresses[1].address)\" "
            + "xmlns:x=\"\(Self.addresses[2].address)\"><o:shapelayout v:ext=\"edit\">"
            + "<o:idmap v:ext=\"edit\" data=\"\(block)\"/></o:shapelayout></xml>"
        return changing(Array(empty.utf8), part: "vmlDrawing", written)
    }

    /// The drawing in `bytes` with boxes for all notes that have none, higher ones where a note grew, and without those whose
    /// notes are gone. Excel writes drawings that are no proper XML; to such a one boxes are only added.
    func changing(_ bytes: [UInt8], part: String, _ written: CommentsPart.Written) -> [UInt8] {
        var edits = XMLEdits()
        let source = String(decoding: bytes, as: UTF8.self)
        let outline = try? XMLOutline(bytes, part: part, depth: 3)
        var without = Set(written.all)
        if let outline {
            for box in Self.boxes(outline) {
                without.remove(box.address)
                if written.removed.contains(box.address) { edits.replace(box.shape, with: "") }
                guard let anchor = box.anchor, let lines = lines(of: box.address, written) else { continue }
                edits.replace(anchor, with: self.anchor(of: box.address, lines))
            }
        } else {
            without.formIntersection(Set(written.notes.keys).subtracting(written.above.keys))
        }
        let shapes = self.shapes(without.sorted(), written, source)
        if let outline {
            edits.append(shapes, to: outline.elements[0], of: outline)
        } else if let end = source.ranges(of: "</xml>").last {
            edits.insert(shapes, at: source.utf8.distance(from: source.startIndex, to: end.lowerBound))
        }
        return edits.applied(to: bytes)
    }

    /// How many lines the note on a cell takes; `nil` where nothing was added to it.
    private func lines(of address: CellAddress, _ written: CommentsPart.Written) -> Int? {
        guard let note = written.notes[address] else { return nil }
        let above = written.above[address].map { $0 + 1 } ?? 0
        return note.blocks.reduce(above) { count, block in
            count + block.lines.reduce(2) { $0 + Self.rows(of: $1) }
        }
    }

    private static func rows(of line: String) -> Int {
        line.unicodeScalars.reduce(0) { $0 + $1.terminalColumns } / lineLength + 1
    }

    private func anchor(of address: CellAddress, _ lines: Int) -> String {
        cells.anchor(
            right: address, width: Self.width, height: (min(lines, Self.maximumLines) + 1) * Self.lineHeight)
    }

    // MARK: What is there

    private typealias Box = (address: CellAddress, shape: Range<Int>, anchor: Range<Int>?)

    private static func boxes(_ outline: XMLOutline) -> [Box] {
        outline.children(of: 0).filter { outline.elements[$0].name == XMLName(.vml, "shape") }.compactMap { shape in
            let data = outline.children(of: shape).first {
                outline.elements[$0].name == XMLName(.excelShapes, "ClientData")
            }
            guard let data, outline.elements[data]["ObjectType"] == "Note" else { return nil }
            let values = outline.children(of: data).map { outline.elements[$0] }
            func number(_ name: String) -> Int? {
                values.first { $0.name == XMLName(.excelShapes, name) }
                    .flatMap { Int(outline.source(of: $0).filter { !$0.isWhitespace }) }
            }
            guard let row = number("Row"), let column = number("Column") else { return nil }
            let anchor = values.first { $0.name == XMLName(.excelShapes, "Anchor") && $0.range != $0.tag }
            return (CellAddress(row: row, column: column), outline.elements[shape].range, anchor?.content)
        }
    }

    // MARK: What is added

    private static let addresses = [
        (prefix: "v", address: "urn:schemas-microsoft-com:vml"),
        (prefix: "o", address: "urn:schemas-microsoft-com:office:office"),
        (prefix: "x", address: "urn:schemas-microsoft-com:office:excel"),
    ]

    /// Boxes for the notes on the cells at `addresses`.
    /// - Parameter source: the drawing that they are put into.
    private func shapes(_ addresses: [CellAddress], _ written: CommentsPart.Written, _ source: String) -> String {
        guard !addresses.isEmpty else { return "" }
        let declarations = Self.addresses.filter { name in
            !source.contains("xmlns:\(name.prefix)=\"\(name.address)\"")
                && !source.contains("xmlns:\(name.prefix)='\(name.address)'")
        }.map { " xmlns:\($0.prefix)=\"\($0.address)\"" }.joined()
        let numbers = source.matches(of: #/_x0000_s([0-9]{1,9})\b/#).compactMap { Int($0.1) }
        let first = max(numbers.max() ?? 0, block * 1_024) + 1
        let boxes = addresses.enumerated().map { number, address in
            shape(address, lines(of: address, written) ?? 4, number: first + number, declarations)
        }
        let isKnown = source.contains("id=\"_x0000_t202\"") || source.contains("id='_x0000_t202'")
        return (isKnown ? "" : Self.shapeType(declarations)) + boxes.joined()
    }

    private static func shapeType(_ declarations: String) -> String {
        "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"\(declarations)>"
            + "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    }

    private func shape(_ address: CellAddress, _ lines: Int, number: Int, _ declarations: String) -> String {
        let height = (min(lines, Self.maximumLines) + 1) * Self.lineHeight * 3 / 4
        return "<v:shape id=\"_x0000_s\(number)\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:59.25pt;"
            + "margin-top:1.5pt;width:\(Self.width * 3 / 4)pt;height:\(height)pt;z-index:1;visibility:hidden\" "
            + "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"\(declarations)><v:fill color2=\"#ffffe1\"/>"
            + "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
            + "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>"
            + "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
            + "<x:Anchor>\(anchor(of: address, lines))</x:Anchor><x:AutoFill>False</x:AutoFill>"
            + "<x:Row>\(address.row)</x:Row><x:Column>\(address.column)</x:Column></x:ClientData></v:shape>"
    }
}
