/// Puts notes on the cells of one sheet.
struct SheetMarker {
    private let part: String
    private let changes: PackageChanges
    private let vocabulary: OfficeVocabulary
    private let relationships: [OfficePackage.Relationship]
    private let threads: Set<CellAddress>
    /// Where the cells are.
    let cells: MarkedCells

    /// - Parameter part: the part that holds the sheet.
    init(
        _ part: String, changes: PackageChanges, package: OfficePackage, vocabulary: OfficeVocabulary
    ) throws(Fault) {
        self.part = part
        self.changes = changes
        self.vocabulary = vocabulary
        relationships = try package.relationships(of: part)
        var threads: Set<CellAddress> = []
        for thread in relationships where thread.kind == "threadedComment" {
            let outline = try changes.outline(of: thread.target, depth: 1)
            threads.formUnion(outline.elements.compactMap { $0["ref"].flatMap { CellAddress($0) } })
        }
        self.threads = threads
        guard let stream = try package.open(part) else { throw .damagedPart(part) }
        cells = try MarkedCells(stream, threads: threads)
    }

    /// Puts the notes of `plan` on the cells, those of an earlier check taken away.
    /// - Parameters:
    ///   - folder: where new parts are put, with the slash at its end.
    ///   - block: a number of the sheet's own from 1, from which the names of its drawings are counted.
    mutating func mark(_ plan: NotePlan, folder: String, block: Int) throws(Fault) {
        let outline = try changes.outline(of: part, depth: 1)
        let drawing = outline.elements.first { $0.name == XMLName(.spreadsheet, "legacyDrawing") }
        let known = relationships.first(kind: "comments")?.target
        let comments =
            if let known {
                CommentsPart(try changes.outline(of: known, depth: 5), threads: threads)
            } else {
                try CommentsPart(vocabulary)
            }
        let written = comments.adding(plan.notes)
        if let known {
            changes.put(written.bytes, as: known)
        } else {
            try addComments(written.bytes, folder)
        }
        let shapes = NoteShapes(cells, block: block)
        if let drawing {
            let id = drawing["id", .relationships]
            guard let name = relationships.first(where: { $0.id == id })?.target,
                let bytes = try changes.bytes(of: name)
            else { throw .damagedPart(part) }
            changes.put(shapes.changing(bytes, part: name, written), as: name)
        } else {
            try addDrawing(shapes.making(written), folder, outline)
        }
    }

    private func addComments(_ bytes: [UInt8], _ folder: String) throws(Fault) {
        let name = changes.freeName { "\(folder)comments\($0).xml" }
        changes.put(bytes, as: name)
        _ = try changes.relate(part, to: name, type: "\(vocabulary.relationships)/comments")
        try changes.declare(
            name, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
    }

    private func addDrawing(_ bytes: [UInt8], _ folder: String, _ outline: XMLOutline) throws(Fault) {
        let name = changes.freeName { "\(folder)drawings/vmlDrawing\($0).vml" }
        changes.put(bytes, as: name)
        let id = try changes.relate(part, to: name, type: "\(vocabulary.relationships)/vmlDrawing")
        try changes.declare(
            name, as: "application/vnd.openxmlformats-officedocument.vmlDrawing", ending: "vml")
        changes.put(naming(id, in: outline), as: part)
    }

    /// What may stand behind the drawing of a sheet's notes (ISO/IEC 29500-1, 18.3.1.99), and only there.
    private static let before: Set<String> = [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
        "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
        "smartTags", "drawing",
    ]

    /// The sheet with the id of its drawing of notes.
    private func naming(_ id: String, in outline: XMLOutline) -> [UInt8] {
        let root = outline.elements[0]
        let address = vocabulary.relationships
        let element = "<\(outline.prefix(of: root))legacyDrawing xmlns:r=\"\(address)\" r:id=\"\(id)\"/>"
        var edits = XMLEdits()
        let last = outline.elements.last {
            $0.depth == 1 && $0.name.namespace == .spreadsheet && Self.before.contains($0.name.local)
        }
        if let last {
            edits.insert(element, at: last.range.upperBound)
        } else {
            edits.append(element, to: root, of: outline)
        }
        return edits.applied(to: outline.bytes)
    }
}
