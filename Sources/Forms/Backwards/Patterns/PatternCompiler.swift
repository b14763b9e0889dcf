import Evaluation
import Layout

extension FormSet {
    /// Its forms as they are looked for in an office's file.
    var patterns: [FormPattern] {
        let forms = entries.flatMap { entry -> [(Form, FieldSlot?)] in
            switch entry {
            case .form(let form): [(form, nil)]
            case .each(let list, let forms): forms.map { ($0, FieldSlot(list)) }
            }
        }
        return forms.enumerated().map { number, form in
            PatternCompiler.pattern(of: form.0.template, list: form.1, number: number)
        }
    }
}

/// Turns the layout of a form into the lines that are looked for.
struct PatternCompiler {
    private var lines: [LinePattern] = []
    private var scopes: [PatternScope] = []
    private var report: FieldSlot?
    /// The scopes around what is compiled, the outermost first.
    private var path: [Int] = []
    /// How many variables the layout knows where it is compiled.
    private var variables: Int
    private var columnKinds = 0
    private var cellCount = 0

    static func pattern(of template: FormTemplate, list: FieldSlot?, number: Int) -> FormPattern {
        var compiler = PatternCompiler(variables: list == nil ? 0 : 1)
        compiler.add(template.blocks)
        let name = TextPattern(template.name.template).pieces.prefix { if case .literal = $0 { true } else { false } }
        let text = name.map { piece in
            if case .literal(let literal) = piece { literal.trimmed } else { "" }
        }.joined()
        return FormPattern(
            number: number, name: text.filter { !"（(".contains($0) }, list: list, report: compiler.report,
            cellCount: compiler.cellCount, lines: compiler.lines,
            scopes: compiler.scopes
        )
        .withExtras()
    }

    private init(variables: Int) {
        self.variables = variables
    }

    // MARK: Blocks

    private mutating func add(_ blocks: [BlockTemplate]) {
        var label: TextPattern?
        for block in blocks {
            add(block, behind: label)
            if case .text(let text) = block { label = TextPattern(text.text.template) } else { label = nil }
        }
    }

    private mutating func add(_ block: BlockTemplate, behind label: TextPattern?) {
        switch block {
        case .text(let text): add(LinePattern(cells: [paragraph(text.text, behind: label)], scopes: path))
        case .report(let body): addReport(FieldSlot(body.body))
        case .table(let table): add(table)
        case .signature(let signature): add(signature)
        // It says nothing that the forms do not.
        case .contents: break
        case .when(_, let blocks, let otherwise):
            within(.option) { $0.add(blocks) }
            within(.option) { $0.add(otherwise) }
        }
    }

    private mutating func add(_ line: LinePattern) { lines.append(line) }

    private mutating func paragraph(_ text: LayoutText, behind label: TextPattern?) -> CellPattern {
        columnKinds += 1
        return cell(TextPattern(text.template).behind(label), column: 0, kind: columnKinds)
    }

    /// The narrative as workbooks hold it: a paragraph a row, its kind before it.
    private mutating func addReport(_ slot: FieldSlot?) {
        guard let slot else { return }
        report = slot
        columnKinds += 1
        let heads = ReportLevel.heads.enumerated().map { column, head in
            cell(TextPattern(fixed: head), column: column, kind: columnKinds)
        }
        add(LinePattern(cells: heads, scopes: path))
        within(.times(nil)) { $0.add(LinePattern(kind: .report, cells: [], scopes: $0.path)) }
    }

    private mutating func add(_ signature: SignatureTemplate) {
        columnKinds += 1
        let fields = signature.lines.joined().enumerated().map { index, field in
            var cell = cell(TextPattern(field.label.template), column: index, kind: columnKinds)
            cell.value = field.value.map { TextPattern($0.template) }
            return cell
        }
        within(.times(nil)) {
            $0.add(
                LinePattern(
                    kind: .signature, cells: fields, signatureLabels: SignatureReading.labels(fields), scopes: $0.path))
        }
    }

    // MARK: Tables

    /// Where the cells of a row begin, and which cells reach into it from above.
    private struct Columns {
        var kind: Int
        /// The columns that groups take at the left.
        var first = 0
        /// Cells that reach down, and into how many more lines.
        var carried: [(cell: CellPattern, lines: Int)] = []
    }

    private mutating func add(_ table: TableTemplate) {
        columnKinds += 1
        var columns = Columns(kind: columnKinds)
        add(table.rows, &columns)
    }

    private mutating func add(_ rows: [RowTemplate], _ columns: inout Columns) {
        for (index, row) in rows.enumerated() {
            add(row, &columns)
            if case .each = row { addHeadsAgain(rows[..<index], columns) }
        }
    }

    /// Clerks copy the heads above a list to where they see a page end.
    private mutating func addHeadsAgain(_ above: ArraySlice<RowTemplate>, _ columns: Columns) {
        let heads = above.reversed().prefix { $0.isHead }.reversed()
        guard !heads.isEmpty else { return }
        within(.option) { compiler in
            let first = compiler.lines.count
            var own = columns
            compiler.add(heads.map { $0 }, &own)
            for line in first..<compiler.lines.count { compiler.lines[line].role = .headsAgain }
        }
    }

    /// Clerks give the name of a group a row of its own.
    private mutating func addGroupName(_ rows: [RowTemplate], _ columns: Columns) {
        guard case .group(let cells, _)? = rows.first else { return }
        var first = columns.first
        let placed = place(cells, from: &first, columns)
        guard placed.contains(where: { $0.text.label == nil }) else { return }
        within(.option) {
            $0.add(
                LinePattern(
                    role: .groupName, isInTable: true, cells: placed, carried: columns.carried.map(\.cell),
                    scopes: $0.path))
        }
    }

    private mutating func add(_ row: RowTemplate, _ columns: inout Columns) {
        switch row {
        case .row(let cells, _, _): add(cells, &columns)
        case .each(let lists, let rows):
            let loop = lists.enumerated().compactMap { index, list in
                FieldSlot(list).map { (variable: variables + index, list: $0) }
            }
            // The elements of the lists, and the loop's own position.
            variables += lists.count + 1
            within(.loop(loop)) {
                $0.addGroupName(rows, columns)
                $0.add(rows, &columns)
            }
            variables -= lists.count + 1
        case .times(let count, let rows): within(.times(FieldSlot(count))) { $0.add(rows, &columns) }
        case .when(_, let rows, let otherwise):
            within(.option) { $0.add(rows, &columns) }
            within(.option) { $0.add(otherwise, &columns) }
        case .columns(_, let rows):
            columnKinds += 1
            var own = columns
            own.kind = columnKinds
            add(rows, &own)
            columns.carried = own.carried
        case .group(let cells, let rows):
            var own = columns
            let placed = place(cells, from: &own.first, own)
            within(.group(placed)) { $0.add(rows, &own) }
            columns.carried = own.carried
        }
    }

    private mutating func add(_ cells: [CellTemplate], _ columns: inout Columns) {
        let carried = columns.carried
        var first = columns.first
        let placed = place(cells, from: &first, columns)
        columns.carried = carried.compactMap { $0.lines > 1 ? ($0.cell, $0.lines - 1) : nil }
        for (cell, pattern) in zip(cells, placed) where cell.rowSpan > 1 {
            columns.carried.append((pattern, cell.rowSpan - 1))
        }
        add(LinePattern(isInTable: true, cells: placed, carried: carried.map(\.cell), scopes: path))
    }

    /// Cells beside each other, in columns that no cell from above takes.
    private mutating func place(
        _ cells: [CellTemplate], from first: inout Int, _ columns: Columns
    ) -> [CellPattern] {
        var placed: [CellPattern] = []
        for cell in cells {
            while let above = columns.carried.first(where: { $0.cell.columns.contains(first) }) {
                first = above.cell.columns.upperBound
            }
            placed.append(
                self.cell(
                    TextPattern(cell.text.template), column: first, span: cell.columnSpan, kind: columns.kind))
            first += cell.columnSpan
        }
        return placed
    }

    private mutating func cell(_ text: TextPattern, column: Int, span: Int = 1, kind: Int) -> CellPattern {
        defer { cellCount += 1 }
        return CellPattern(number: cellCount, text: text, column: column, span: span, columnKind: kind)
    }

    private mutating func within(_ scope: PatternScope, _ body: (inout PatternCompiler) -> Void) {
        path.append(scopes.count)
        scopes.append(scope)
        body(&self)
        path.removeLast()
    }
}

extension RowTemplate {
    /// Whether the row heads the columns below it.
    fileprivate var isHead: Bool { if case .row(_, let options, _) = self { options.heads == .column } else { false } }
}
