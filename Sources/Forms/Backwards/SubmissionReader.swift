import Diagnostics
import Evaluation

/// Puts together what the forms in an office's files hold.
struct SubmissionReader {
    private let forms: OfficeForms
    private var model: RecordType { forms.formSet.model.type }
    /// The fields so far.
    private(set) var fields = ReadFields()
    /// What was found.
    private(set) var findings: [Diagnostic] = []
    /// How many cells were placed.
    private(set) var placed = 0

    private var file = ""
    /// The forms that were read already, and where; those of a list's elements by the element.
    private var known: [FormKey: SourceFile.Place] = [:]
    private var implied: [FieldPath: ReadFields.Leaf] = [:]

    private struct FormKey: Hashable {
        let form: Int
        let elements: [FieldPath]
    }

    init(_ forms: OfficeForms) {
        self.forms = forms
    }

    /// Fewer labels than these, and what looks like a form is none.
    private static let fewestLabels = 2

    // MARK: Files

    mutating func read(_ office: OfficeRows) {
        let (file, rows) = (office.file, office.rows)
        self.file = file.name
        for sheet in office.hidden {
            let place = SourceFile.Place(file: file.name, cell: sheet.name)
            tell(.note, "hidden-sheet", Self.hidden(sheet.name), at: place)
        }
        var search = FormSearch(forms, rows)
        var consumed = Set<Int>()
        var covered = Set<Int>()
        for found in search.found() {
            let pattern = forms.patterns[found.form]
            let reader = FormReader(found, of: pattern, in: rows, search, model: model)
            // Texts alone make no form, however many there are.
            guard reader.labels >= Self.fewestLabels else { continue }
            consumed.formUnion(reader.consumed)
            covered.formUnion(found.rows)
            take(reader, pattern, at: rows.place(ofRow: found.rows.lowerBound))
        }
        placed += consumed.count
        let narrative = NarrativeReader(file, rows, besides: covered)
        if let report = forms.report, fields.leaves[report] == nil, !narrative.lines.isEmpty {
            take(narrative, for: report)
            consumed.formUnion(narrative.consumed)
        }
        tell(rows, file, consumed)
        for sheet in office.fieldSheets { read(other: sheet) }
    }

    /// Reads a sheet that states fields by their paths.
    private mutating func read(other grid: Grid) {
        let sheet = FieldSheet(grid)
        for row in sheet.rows {
            let place = SourceFile.Place(file: file, cell: row.cell.place)
            guard let path = FieldPath(row.code), let type = model.field(at: path) else {
                tell(.warning, "not-placed", Self.unknownCode(row.code), at: place)
                continue
            }
            let text = type.submissionText(row.cell.text, in: row.cell)
            guard !text.isEmpty else { continue }
            placed += 1
            var read = ReadFields()
            read.leaves[path] = .init(text: text, place: place)
            merge(read)
        }
    }

    // MARK: Forms

    private mutating func take(_ reader: FormReader, _ pattern: FormPattern, at place: SourceFile.Place) {
        for fault in reader.faults {
            tell(fault.severity, fault.id, fault.message, at: SourceFile.Place(file: file, cell: fault.place))
        }
        if let converted = reader.converted {
            tell(.note, "unit-converted", Self.converted(converted.from, converted.to), at: place)
        }
        let (own, elements) = placed(reader.fields, pattern)
        let key = FormKey(form: pattern.number, elements: elements)
        var read = own
        if let report = pattern.report, !reader.report.isEmpty {
            read.leaves[report.path] = NarrativeReader.body(of: reader.report, in: file, isNotation: true)
        }
        if let first = known[key] { return compare(read, of: pattern, at: place, with: first) }
        known[key] = place
        merge(read)
        implied.merge(reader.implied) { first, _ in first }
    }

    /// Tells of a form that is there twice, and of each cell in which the two differ.
    private mutating func compare(
        _ copy: ReadFields, of pattern: FormPattern, at place: SourceFile.Place, with first: SourceFile.Place
    ) {
        let differing = copy.leaves.filter { path, leaf in
            fields.leaves[path].map { PlainText($0.text).scalars != PlainText(leaf.text).scalars } ?? true
        }.sorted { $0.key.description < $1.key.description }
        let message = Self.twice(pattern.name, first.seen(from: place), isSame: differing.isEmpty)
        tell(differing.isEmpty ? .warning : .error, "form-twice", message, at: place)
        for (path, leaf) in differing {
            let message = fields.leaves[path].map(leaf.differs) ?? Self.onlyHere(leaf.text, first.seen(from: place))
            tell(.error, "differing-cells", message, at: leaf.place)
        }
    }

    private mutating func merge(_ read: ReadFields) {
        for (path, leaf) in read.leaves {
            guard let first = fields.leaves[path] else {
                fields.leaves[path] = leaf
                continue
            }
            if PlainText(first.text).scalars != PlainText(leaf.text).scalars {
                tell(.warning, "differing-cells", leaf.differs(from: first), at: leaf.place)
            }
        }
        fields.positional.formUnion(read.positional)
        for (path, length) in read.lengths { fields.lengths[path] = max(length, fields.lengths[path] ?? 0) }
    }

    /// The fields of a form where they belong, and the elements of the lists that it is repeated for.
    private mutating func placed(_ read: ReadFields, _ pattern: FormPattern) -> (ReadFields, [FieldPath]) {
        var read = read
        var elements: [Int: FieldPath] = [:]
        for (variable, list) in pattern.lists {
            let outer = list.variable.flatMap { elements[$0] } ?? FieldPath()
            let path = FieldPath(components: outer.components + list.path.components)
            let element = element(of: list, at: path, around: variable, pattern, read)
            elements[variable] = element
            var moved = ReadFields()
            moved.add(read, replacing: FormReader.element(of: path), by: element)
            read = moved
        }
        return (read, elements.sorted { $0.key < $1.key }.map(\.value))
    }

    /// The element of the list at `path` that a form belongs to: the one of the same name, and where there is none a further
    /// one. Without a name it is the first without one of which the form was not read yet; where another list of the form is in
    /// it, the last.
    private mutating func element(
        of list: FieldSlot, at path: FieldPath, around variable: Int, _ pattern: FormPattern, _ read: ReadFields
    ) -> FieldPath {
        guard case .list(.record(let record)) = list.type,
            let name = record.fields.first(where: { $0.isIdentity && $0.isRequired })?.name
        else { return path.adding(.index(fields.addElement(to: path))) }
        let own = read.leaves[FormReader.element(of: path).adding(.key(name))].map { PlainText($0.text).key }
        let count = fields.lengths[path] ?? 0
        let isOuter = pattern.lists.contains { $0.list.variable == variable }
        if isOuter, own == nil, count > 0 { return path.adding(.index(count - 1)) }
        for index in 0..<count {
            let element = path.adding(.index(index))
            let other = fields.leaves[element.adding(.key(name))].map { PlainText($0.text).key }
            let isRead = known.keys.contains { $0.form == pattern.number && $0.elements.contains(element) }
            if other == own, own != nil || !isRead { return element }
        }
        return path.adding(.index(fields.addElement(to: path)))
    }

    // MARK: Narrative

    private mutating func take(_ narrative: NarrativeReader, for report: FieldPath) {
        fields.leaves[report] = NarrativeReader.body(of: narrative.lines, in: file, isNotation: false)
        let title = report.prefix(report.components.count - 1).adding(.key("title"))
        if let line = narrative.title, model.field(at: title) != nil, fields.leaves[title] == nil {
            fields.leaves[title] = line
        }
        placed += narrative.lines.count
    }

    // MARK: Afterwards

    /// Adds what follows from what was read: elements without anything go, choices are known by their labels, groups that
    /// all say the same are stated once.
    mutating func complete() {
        for (path, leaf) in implied where fields.leaves[path] == nil { fields.leaves[path] = leaf }
        var draft = ReadFieldsCompletion(fields.withoutEmptyElements(), model, forms.start)
        draft.complete()
        fields = draft.fields
        for (place, label) in draft.unknown { tell(.warning, "not-known", Self.unknownChoice(label), at: place) }
    }

    // MARK: Findings

    /// Tells of every cell that is not accounted for; of a sheet in which nothing was found at once.
    private mutating func tell(_ rows: GridRows, _ file: GridFile, _ consumed: Set<Int>) {
        let cellsOfParts = Dictionary(grouping: rows.cells.indices) { rows.parts[$0] }
        for part in file.parts.indices {
            let cells = cellsOfParts[part] ?? []
            let left = cells.filter { !consumed.contains($0) && !PlainText(rows.cells[$0].text).isEmpty }
            guard !left.isEmpty else { continue }
            if left.count == cells.count, left.count > 1, case .grid(let grid) = file.parts[part] {
                tell(
                    .warning, "unknown-sheet", Self.unknownSheet(grid.name, left.count),
                    at: rows.place(of: rows.cells[left[0]]))
                continue
            }
            for cell in left {
                tell(
                    .warning, "not-placed", Self.notPlaced(rows.cells[cell].text), at: rows.place(of: rows.cells[cell]))
            }
        }
    }

    private mutating func tell(_ severity: Severity, _ id: String, _ message: LocalizedText, at place: SourceFile.Place)
    {
        findings.append(
            Diagnostic(severity, id: id, message, at: .whole(SourceFile(name: place.file, at: place.cell))))
    }
}

extension SubmissionReader {
    private static func hidden(_ name: String) -> LocalizedText {
        LocalizedText("隐藏的工作表“\(name)”没有读", en: "the hidden sheet “\(name)” was not read")
    }

    private static func twice(_ name: String, _ place: String, isSame: Bool) -> LocalizedText {
        isSame
            ? LocalizedText(
                "\(name)有两份，另一份在 \(place)；两份相同，读的是那一份",
                en: "\(name) is there twice; the one at \(place), which says the same, was read")
            : LocalizedText(
                "\(name)有两份，与 \(place) 的一份不同，不知道以哪一份为准；留下一份",
                en: "\(name) is there twice, and the one at \(place) differs: keep the right one")
    }

    private static func onlyHere(_ text: String, _ place: String) -> LocalizedText {
        LocalizedText(
            "与 \(place) 的一份不一致：这里是“\(text.quoted)”，那里没有",
            en: "differs from the one at \(place): “\(text.quoted)” here, nothing there")
    }

    private static func converted(_ from: MoneyUnit, _ to: MoneyUnit) -> LocalizedText {
        LocalizedText(
            "这张表的金额写的是\(from.rawValue)，读入时换算成\(to.rawValue)",
            en: "amounts of this form are in \(from.rawValue); they were converted to \(to.rawValue)")
    }

    private static func notPlaced(_ text: String) -> LocalizedText {
        LocalizedText(
            "没有认出“\(text.quoted)”是表上的哪一项，没有读入", en: "“\(text.quoted)” belongs to no field of the form; it was not read")
    }

    private static func unknownSheet(_ name: String, _ count: Int) -> LocalizedText {
        LocalizedText(
            "没有认出“\(name)”是哪张表，其中 \(count) 格没有读入",
            en: "“\(name)” is none of the forms; its \(count) cells were not read")
    }

    private static func unknownCode(_ code: String) -> LocalizedText {
        LocalizedText("材料里没有代码为“\(code.prefix(40))”的内容", en: "the submission has no field “\(code.prefix(40))”")
    }

    private static func unknownChoice(_ label: String) -> LocalizedText {
        LocalizedText(
            "没有认出“\(label.quoted)”是表上的哪一种，规则不会核对它", en: "“\(label.quoted)” is of no kind that rules know")
    }
}

extension GridRows {
    /// Where a row stands, by its first cell.
    func place(ofRow row: Int) -> SourceFile.Place {
        SourceFile.Place(file: file, cell: rows[row].cells.lazy.compactMap(\.index).first.map { cells[$0].place })
    }

    /// Where a cell stands.
    func place(of cell: GridCell) -> SourceFile.Place { SourceFile.Place(file: file, cell: cell.place) }
}

extension RecordType {
    /// Whether the field to which the names of `way` lead, through lists, is a person's name or number.
    func isPersonal(at way: some Collection<String>) -> Bool {
        guard let name = way.first, let field = fields.first(where: { $0.name == name }) else { return false }
        switch field.type {
        case .record(let inner), .list(.record(let inner)): return inner.isPersonal(at: way.dropFirst())
        default: return field.isPersonal
        }
    }

    /// What the field at `path` holds; `nil` where there is none, or it is a group or a list.
    func field(at path: FieldPath) -> FieldType? {
        var type: FieldType? = .record(self)
        for component in path.components {
            switch (component, type) {
            case (.key(let key), .record(let record)): type = record.fields.first { $0.name == key }?.type
            case (.index, .list(let element)): type = element
            default: return nil
            }
        }
        switch type {
        case .record, .list: return nil
        default: return type
        }
    }
}
