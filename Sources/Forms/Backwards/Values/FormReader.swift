import Diagnostics
import Evaluation

/// Takes the fields of a form out of the rows in which it was found.
struct FormReader {
    private let pattern: FormPattern
    private let found: FormSearch.Found
    private let rows: GridRows
    private var matcher: CellMatcher
    private let heads: HeadRows
    private let missingHeads: MissingHeads
    /// The cells that stand below heads which were not found, by the line of these.
    private var headless: [Int: (cells: [Int], mayBePersonal: Bool)] = [:]
    private let model: RecordType
    private var units: StatedUnits
    /// The line that is being read, among those found.
    private var position = 0
    /// What each line found expects in its row, and which cells those are; nothing for lines without cells of their own.
    private var alignments: [(expected: [LineAlignment.Expected], cells: [Int?])] = []
    /// The element that each variable stands for.
    private var elements: [Int: FieldPath] = [:]
    /// The rows in which elements of loops begin.
    private var elementRows: [(loop: Int, element: FieldPath, row: Int)] = []

    /// The fields that were read. Where the form is printed for each element of a list, they are those of ``element(of:)``.
    private(set) var fields = ReadFields()
    /// Fields that a text of the form implies, such as the year that follows the one in 2022年决算数.
    private(set) var implied: [FieldPath: ReadFields.Leaf] = [:]
    /// How many texts of the form were found that are there whatever is filled in.
    private(set) var labels = 0
    /// Cells that are accounted for.
    private(set) var consumed = Set<Int>()
    /// What is at fault in cells of fields.
    private(set) var faults: [Fault] = []
    /// Where the last amount stood that is in another unit than the form's, and both units.
    private(set) var converted: (place: String, from: MoneyUnit, to: MoneyUnit)?

    /// What is at fault with a cell.
    struct Fault {
        var severity = Severity.error
        let id: String
        let message: LocalizedText
        let place: String
    }
    /// The body of the narrative, where the form holds it.
    private(set) var report: [NarrativeLine] = []

    /// The element of the list that the form is printed for, until it is known which one it is.
    static func element(of list: FieldPath) -> FieldPath { list.adding(.index(-1)) }

    init(
        _ found: FormSearch.Found, of pattern: FormPattern, in rows: GridRows, _ search: FormSearch, model: RecordType
    ) {
        self.pattern = pattern
        self.found = found
        self.rows = rows
        matcher = search.matcher
        heads = search.heads
        self.model = model
        units = StatedUnits(pattern, found.lines)
        missingHeads = MissingHeads(pattern, found.lines)
        for (variable, list) in pattern.lists { elements[variable] = path(of: list).map(Self.element) }
        for line in found.lines { align(line) }
        findUnits()
        for (position, line) in found.lines.enumerated() {
            self.position = position
            read(line)
        }
        readUnprinted()
        for (head, found) in headless.sorted(by: { $0.key < $1.key }) { tell(head, found.cells, found.mayBePersonal) }
    }

    /// Tells of the cells below heads that were not found.
    private mutating func tell(_ head: Int, _ cells: [Int], _ mayBePersonal: Bool) {
        guard let first = cells.first else { return }
        let row = cells.filter { rows.cells[$0].row == rows.cells[first].row }
        let expected = pattern.lines[head].cells.filter(\.text.isHead).map(\.text.fixed).joined(separator: "、")
        let texts = row.map { mayBePersonal ? rows.cells[$0].text.quoted : String(rows.cells[$0].text.prefix(40)) }
        let message = Self.unknownHeads(expected, texts, cells.count)
        faults.append(Fault(id: "unknown-heads", message: message, place: rows.cells[first].place))
    }

    // MARK: Units

    /// How many rows above a form a remark on its unit may stand.
    private static let reachOfUnit = 3

    /// Learns from heads and remarks in which unit amounts are.
    private mutating func findUnits() {
        for row in max(0, found.rows.lowerBound - Self.reachOfUnit)...found.rows.upperBound
        where rows.rows[row].part == rows.rows[found.rows.upperBound].part || rows.rows[row].cells.count == 1 {
            for cell in rows.rows[row].cells {
                guard let unit = rows.texts[cell.text].statedUnit, let index = cell.index else { continue }
                units.add(unit)
                consumed.insert(index)
            }
        }
        for (position, line) in found.lines.enumerated() {
            let row = rows.rows[line.row]
            for (cell, place) in zip(alignments[position].expected, alignments[position].cells) {
                guard let place, !cell.isContinued, cell.pattern.text.label?.isEmpty == false else { continue }
                units.add(cell, as: rows.texts[row.cells[place].text], at: position)
            }
        }
    }

    // MARK: Lines

    private mutating func align(_ line: FormSearch.Found.Line) {
        guard pattern.lines[line.line].kind == .cells else { return alignments.append(([], [])) }
        let expected = pattern.expected(line.line, kept: line.kept)
        let row = rows.rows[line.row].without(pattern.lines[line.line].extras, rows.texts)
        let hints = heads.hints(of: pattern.number, at: line.row)
        let cells = expected.map(ExpectedCell.init)
        alignments.append((expected, LineAlignment(cells, row, &matcher, hints: hints, needsCells: true).cells))
    }

    private mutating func read(_ line: FormSearch.Found.Line) {
        let row = rows.rows[line.row]
        enter(line)
        switch pattern.lines[line.line].kind {
        case .signature: readSignature(pattern.lines[line.line], row)
        case .report: readReport(row)
        case .cells:
            let hints = heads.hints(of: pattern.number, at: line.row)
            let (expected, cells) = alignments[position]
            for (cell, position) in zip(expected, cells) {
                let isFilled = position.map { row.cells[$0].text != 0 } ?? false
                guard let position = isFilled ? position : place(of: cell, hints, row, besides: cells) ?? position
                else {
                    continue
                }
                if let head = missingHeads.head(of: cell.pattern, inLine: line.line, at: self.position) {
                    leaveOut(row.cells[position], cell.pattern, below: head)
                } else {
                    read(cell, row.cells[position])
                }
            }
        }
    }

    private mutating func leaveOut(_ cell: GridRow.Cell, _ pattern: CellPattern, below head: Int) {
        guard cell.text != 0, let index = cell.index, consumed.insert(index).inserted else { return }
        headless[head, default: ([], false)].cells.append(index)
        guard pattern.text.slots.contains(where: { model.isPersonal(at: $0.way) }) else { return }
        headless[head]?.mayBePersonal = true
    }

    /// A field or head whose column stands in another order than in the form.
    private mutating func place(
        of cell: LineAlignment.Expected, _ hints: ColumnHints, _ row: GridRow, besides taken: [Int?]
    ) -> Int? {
        guard !cell.isGroup, let columns = hints.columns(of: cell.pattern) else { return nil }
        let place = row.cells.firstIndex { $0.columns == columns && $0.startsHere }
        guard let place, !taken.contains(place) else { return nil }
        let fit = matcher.fit(cell.pattern.kind, text: row.cells[place].text, in: cell.form)
        return cell.pattern.text.label == nil || fit > 0 ? place : nil
    }

    /// Begins the elements of the loops that begin with the line.
    private mutating func enter(_ line: FormSearch.Found.Line) {
        for scope in pattern.lines[line.line].scopes.dropFirst(line.kept) {
            switch pattern.scopes[scope] {
            case .loop(let loop):
                for (variable, list) in loop {
                    guard let path = path(of: list) else { continue }
                    let element = path.adding(.index(fields.addElement(to: path)))
                    elements[variable] = element
                    elementRows.append((scope, element, line.row))
                }
            case .times(let count?):
                guard let path = path(of: count) else { continue }
                let number = (fields.leaves[path].flatMap { Int($0.text) } ?? 0) + 1
                fields.leaves[path] = .init(text: String(number), place: rows.place(ofRow: line.row))
            case .times(nil), .group, .option: break
            }
        }
    }

    /// Begins the elements that a cell is there for.
    private mutating func enter(_ cell: CellPattern) {
        for (variable, list, index) in cell.elements {
            elements[variable] = path(of: list).map { path in
                fields.positional.insert(path)
                return path.adding(.index(index))
            }
        }
    }

    private mutating func read(_ cell: LineAlignment.Expected, _ found: GridRow.Cell) {
        guard let index = found.index else { return }
        let text = rows.texts[found.text]
        if found.text == 0 {
            note(cell.pattern.text.field, index)
            return
        }
        if cell.isContinued, found.repeats { consumed.insert(index) }
        if !found.startsHere, !cell.isContinued, cell.pattern.text.label == nil { tellCovering(rows.cells[index]) }
        if !found.startsHere || cell.isContinued || cell.pattern.text.label?.isEmpty == true { return }
        consumed.insert(index)
        if cell.pattern.text.isHead { labels += 1 }
        guard cell.pattern.text.label == nil, let match = TextMatch(cell.pattern.text, text) else { return }
        enter(cell.pattern)
        let isWhole = cell.pattern.text.field != nil
        let unit = units.unit(ofLine: position, cell.pattern)
        for (slot, captured) in match.captures {
            take(captured, for: slot, index, isWhole: isWhole, in: unit)
        }
    }

    /// A cell that was merged over several rows is read for the first of them; that it holds for the others is not said.
    private mutating func tellCovering(_ cell: GridCell) {
        guard !faults.contains(where: { $0.place == cell.place && $0.id == "covers-rows" }) else { return }
        faults.append(Fault(severity: .note, id: "covers-rows", message: Self.coversRows, place: cell.place))
    }

    private mutating func readSignature(_ line: LinePattern, _ row: GridRow) {
        let filled = row.filledCells
        let reading = SignatureReading(line.signatureLabels, filled.map { rows.texts[$0.text] })
        consumed.formUnion(filled.compactMap(\.index))
        labels += reading.found.count
        for stray in reading.strays {
            guard let index = filled[stray.cell].index else { continue }
            faults.append(
                Fault(
                    severity: .warning, id: "not-placed", message: Self.unread(stray.text),
                    place: rows.cells[index].place))
        }
        for item in reading.found {
            guard let value = line.cells[item.label].value, let index = filled[item.cell].index, !item.text.isEmpty
            else {
                continue
            }
            let match = TextMatch(value, PlainText(item.text)) ?? value.onlySlot.map { TextMatch($0, item.text) }
            guard let match else {
                faults.append(
                    Fault(id: "not-placed", message: Self.unread(item.text), place: rows.cells[index].place))
                continue
            }
            for (slot, captured) in match.captures {
                take(captured, for: slot, index, isWhole: item.text == rows.cells[index].text)
            }
        }
    }

    private mutating func readReport(_ row: GridRow) {
        let filled = row.filledCells
        guard let first = filled.first, let kind = ReportLevel(rawValue: rows.texts[first.text].trimmed) else {
            return
        }
        consumed.formUnion(filled.compactMap(\.index))
        labels += 1
        guard filled.count == 2, let index = filled[1].index else { return }
        report.append(.init(kind: kind, text: rows.cells[index].text, place: rows.cells[index].place))
    }

    // MARK: Fields

    private func path(of slot: FieldSlot) -> FieldPath? {
        guard let variable = slot.variable else { return slot.path }
        return elements[variable].map { FieldPath(components: $0.components + slot.path.components) }
    }

    private mutating func take(
        _ text: String, for slot: FieldSlot, _ index: Int, isWhole: Bool, in unit: MoneyUnit? = nil
    ) {
        let cell = rows.cells[index]
        guard let path = path(of: slot), note(slot, index), slot.isStated(by: text) else { return }
        if slot.filters.contains(.previous) {
            if let year = Int(text) { implied[path] = .init(text: String(year + 1), place: rows.place(of: cell)) }
            return
        }
        var value = slot.submissionText(text, in: isWhole ? cell : nil)
        if let shown = slot.shownUnit, unit == nil {
            value = shown.converted(value, to: model.unit(at: slot.way) ?? shown)
        } else if let unit, let own = model.unit(at: slot.way), unit != own {
            value = unit.converted(value, to: own)
            converted = (cell.place, unit, own)
        }
        if isWhole, case .rate = slot.type, cell.isRateInPercents {
            faults.append(
                Fault(severity: .note, id: "rate-in-percents", message: Self.inPercents(value), place: cell.place))
        }
        let leaf = ReadFields.Leaf(text: value, place: rows.place(of: cell))
        guard let known = fields.leaves[path] else { return fields.leaves[path] = leaf }
        guard PlainText(known.text).scalars != PlainText(value).scalars else { return }
        let message = leaf.differs(from: known)
        faults.append(Fault(severity: .warning, id: "differing-cells", message: message, place: cell.place))
    }

    /// Notes what is at fault with a cell that holds a field.
    /// - Returns: whether it can be read.
    @discardableResult private mutating func note(_ slot: FieldSlot?, _ index: Int) -> Bool {
        guard slot != nil else { return true }
        let cell = rows.cells[index]
        switch cell.value {
        case .formulaWithoutResult:
            faults.append(Fault(id: "formula-without-result", message: Self.noResult, place: cell.place))
        case .error: faults.append(Fault(id: "formula-error", message: Self.error(cell.text), place: cell.place))
        default: return true
        }
        consumed.insert(index)
        return false
    }

    // MARK: Fields that no form prints

    /// Reads columns beside a table that are headed by the titles of fields that its rows have but do not print.
    private mutating func readUnprinted() {
        for (scope, kind) in pattern.scopes.enumerated() {
            guard case .loop(let loop) = kind else { continue }
            for (variable, list) in loop {
                let places = elementRows.filter {
                    $0.loop == scope && $0.element.components.dropLast().last == list.path.components.last
                }
                guard let first = places.first else { continue }
                for field in pattern.unprinted(variable, list) {
                    guard let columns = head(field.title, above: first.row) else { continue }
                    for place in places { take(field, of: place.element, columns, place.row) }
                }
            }
        }
    }

    /// How many rows above a list its columns may be headed.
    private static let reach = 4

    private mutating func head(_ title: String, above row: Int) -> Range<Int>? {
        let key = PlainText(title).key
        for above in stride(from: row, through: max(0, row - Self.reach), by: -1)
        where rows.rows[above].part == rows.rows[row].part {
            for cell in rows.rows[above].cells.reversed() {
                guard let index = cell.index, !consumed.contains(index), rows.texts[cell.text].key == key else {
                    continue
                }
                consumed.insert(index)
                return cell.columns
            }
        }
        return nil
    }

    private mutating func take(_ field: FieldDescription, of element: FieldPath, _ columns: Range<Int>, _ row: Int) {
        let cell = rows.rows[row].cells.first { $0.text != 0 && $0.columns.overlaps(columns) && $0.startsHere }
        guard let index = cell?.index, !consumed.contains(index) else { return }
        consumed.insert(index)
        let text = field.type.submissionText(rows.cells[index].text, in: rows.cells[index])
        fields.leaves[element.adding(.key(field.name))] = .init(text: text, place: rows.place(of: rows.cells[index]))
    }
}
