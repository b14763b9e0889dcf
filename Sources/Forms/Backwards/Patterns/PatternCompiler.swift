import Evaluation
import Layout

extension FormSet {
    /// Its forms as they are looked for in an office's file.
    var patterns: [FormPattern] {
        entries.flatMap { $0.forms(in: PatternLoops()) }.enumerated().map { number, form in
            PatternCompiler.pattern(of: form.template, in: form.loops, number: number)
        }
    }
}

/// The loops around forms.
struct PatternLoops {
    /// The variables of the elements, and their lists.
    var lists: [(variable: Int, list: FieldSlot)] = []
    /// How many variables there are.
    var variables = 0

    /// The same with one more loop within.
    func adding(_ loop: [FieldReference]) -> PatternLoops {
        var inner = self
        inner.lists += loop.enumerated().compactMap { index, list in
            FieldSlot(list).map { (variable: variables + index, list: $0) }
        }
        // The elements of the lists, and the loop's own position.
        inner.variables += loop.count + 1
        return inner
    }
}

extension Repeatable<FormSet.Form> {
    /// The forms with the loops around them.
    fileprivate func forms(in loops: PatternLoops) -> [(template: FormTemplate, loops: PatternLoops)] {
        switch self {
        case .once(let form): [(form.template, loops)]
        case .each(let lists, let forms, let otherwise):
            forms.flatMap { $0.forms(in: loops.adding(lists)) } + otherwise.flatMap { $0.forms(in: loops) }
        case .when(_, let forms, let otherwise): (forms + otherwise).flatMap { $0.forms(in: loops) }
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
    /// The loops around what is compiled, those around the form, too.
    private var loops: PatternLoops
    private var columnKinds = 0
    private var cellCount = 0
    /// The rows at the foot and head of the pages of the table that is compiled.
    private var rowsOfPages: [Repeatable<RowTemplate>] = []

    static func pattern(of template: FormTemplate, in loops: PatternLoops, number: Int) -> FormPattern {
        var compiler = PatternCompiler(loops: loops)
        compiler.add(template.blocks)
        let name = TextPattern(template.name.template).pieces.prefix { if case .literal = $0 { true } else { false } }
        let text = name.map { piece in
            if case .literal(let literal) = piece { literal.trimmed } else { "" }
        }.joined()
        return FormPattern(
            number: number, name: text.filter { !"（(".contains($0) }, lists: loops.lists, report: compiler.report,
            lines: compiler.lines, scopes: compiler.scopes
        )
        .withExtras()
    }

    private init(loops: PatternLoops) {
        self.loops = loops
    }

    // MARK: Repetition

    /// Adds a part as often as it may be there.
    private mutating func add<Part>(
        _ part: Repeatable<Part>, once: (inout PatternCompiler, Part) -> Void,
        inner: (inout PatternCompiler, [Repeatable<Part>]) -> Void
    ) {
        switch part {
        case .once(let part): once(&self, part)
        case .each(let lists, let parts, let otherwise):
            let outer = loops
            loops = outer.adding(lists)
            within(.loop(Array(loops.lists.dropFirst(outer.lists.count)))) { inner(&$0, parts) }
            loops = outer
            within(.option) { inner(&$0, otherwise) }
        case .when(_, let parts, let otherwise):
            within(.option) { inner(&$0, parts) }
            within(.option) { inner(&$0, otherwise) }
        }
    }

    // MARK: Blocks

    private mutating func add(_ blocks: [Repeatable<BlockTemplate>]) {
        var label: TextPattern?
        for block in blocks {
            add(block, once: { $0.add($1, behind: label) }, inner: { $0.add($1) })
            if case .once(.text(let text)) = block { label = TextPattern(text.text.template) } else { label = nil }
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
        /// The columns that groups leave between them.
        var first = 0
        var end: Int
        /// Cells that reach down, and into how many more lines.
        var carried: [(cell: CellPattern, lines: Int)] = []
    }

    private mutating func add(_ table: TableTemplate) {
        columnKinds += 1
        rowsOfPages = table.subtotal + table.carried
        var columns = Columns(kind: columnKinds, end: count(table.columns))
        add(table.rows, &columns)
        // The last page ends in them, too.
        addAgain(table.subtotal, columns)
    }

    private mutating func add(_ rows: [Repeatable<RowTemplate>], _ columns: inout Columns) {
        for (index, row) in rows.enumerated() {
            add(
                row, once: { $0.add($1, &columns) },
                inner: { compiler, inner in
                    if case .each = row { compiler.addGroupName(inner, columns) }
                    compiler.add(inner, &columns)
                })
            if case .each = row { addHeadsAgain(rows[..<index], columns) }
        }
    }

    /// Clerks copy the heads above a list to where they see a page end.
    private mutating func addHeadsAgain(_ above: ArraySlice<Repeatable<RowTemplate>>, _ columns: Columns) {
        let heads = Array(above.reversed().prefix { $0.isHead }.reversed())
        addAgain(heads, columns)
        addAgain(rowsOfPages, columns)
    }

    private mutating func addAgain(_ heads: [Repeatable<RowTemplate>], _ columns: Columns) {
        guard !heads.isEmpty else { return }
        within(.option) { compiler in
            let first = compiler.lines.count
            var own = columns
            compiler.add(heads, &own)
            for line in first..<compiler.lines.count { compiler.lines[line].role = .headsAgain }
        }
    }

    /// Clerks give the name of a group a row of its own.
    private mutating func addGroupName(_ rows: [Repeatable<RowTemplate>], _ columns: Columns) {
        guard case .once(.group(let cells, .left, _))? = rows.first else { return }
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
        case .times(let count, let rows): within(.times(FieldSlot(count))) { $0.add(rows, &columns) }
        case .columns(let tracks, let rows):
            columnKinds += 1
            var own = columns
            (own.kind, own.end) = (columnKinds, count(tracks))
            add(rows, &own)
            columns.carried = own.carried
        case .group(let cells, let side, let rows):
            var own = columns
            if side == .right { own.end -= patterns(of: cells, from: own.end, own).reduce(0) { $0 + $1.span } }
            var first = side == .right ? own.end : own.first
            let placed = place(cells, from: &first, columns)
            if side == .left { own.first = first }
            within(.group(placed, side)) { $0.add(rows, &own) }
            columns.carried = own.carried
        }
    }

    private mutating func add(_ cells: [Repeatable<CellTemplate>], _ columns: inout Columns) {
        let carried = columns.carried
        var first = columns.first
        let placed = place(cells, from: &first, columns)
        columns.carried = carried.compactMap { $0.lines > 1 ? ($0.cell, $0.lines - 1) : nil }
        for cell in placed where cell.rows > 1 { columns.carried.append((cell, cell.rows - 1)) }
        add(LinePattern(isInTable: true, cells: placed, carried: carried.map(\.cell), scopes: path))
    }

    /// Cells beside each other, in columns that no cell from above takes.
    private mutating func place(
        _ cells: [Repeatable<CellTemplate>], from first: inout Int, _ columns: Columns
    ) -> [CellPattern] {
        var placed: [CellPattern] = []
        for var cell in patterns(of: cells, from: first, columns) {
            while let above = columns.carried.first(where: { $0.cell.columns.contains(first) }) {
                first = above.cell.columns.upperBound
            }
            cell.column = first
            placed.append(cell)
            first += cell.span
        }
        return placed
    }

    /// The cells as often as they may be there. One whose columns are computed covers those that the others leave.
    private mutating func patterns(
        of cells: [Repeatable<CellTemplate>], from first: Int, _ columns: Columns
    ) -> [CellPattern] {
        let patterns = cells.map { cell in
            cell.map { template in
                var cell = self.cell(template.pattern, column: 0, kind: columns.kind)
                cell.span = if case .stated(let count) = template.columnSpan { count } else { 0 }
                cell.rows = template.rowSpan
                return cell
            }
        }
        var all = unrolled(patterns, in: loops, times: Self.mostRepeats)
        let room = columns.end - first - all.reduce(0) { $0 + $1.span }
        for index in all.indices where all[index].span == 0 { all[index].span = max(1, room) }
        return all
    }

    /// As often as this cells and columns are repeated for the elements of a list, and as often within others.
    private static let mostRepeats = 24
    private static let mostInnerRepeats = 6

    private func unrolled(
        _ cells: [Repeatable<CellPattern>], in loops: PatternLoops, times: Int
    ) -> [CellPattern] {
        cells.flatMap { cell -> [CellPattern] in
            switch cell {
            case .once(let cell): return [cell]
            case .when(_, let cells, let otherwise): return optional(cells + otherwise, in: loops, times: times)
            case .each(let lists, let cells, let otherwise):
                let inside = loops.adding(lists)
                let own = inside.lists.dropFirst(loops.lists.count)
                let once = optional(cells, in: inside, times: Self.mostInnerRepeats)
                let repeated = (0..<times).flatMap { index in
                    once.map { cell in
                        var cell = cell
                        cell.elements = own.map { (variable: $0.variable, list: $0.list, index: index) } + cell.elements
                        return cell
                    }
                }
                return repeated + optional(otherwise, in: loops, times: times)
            }
        }
    }

    private func optional(
        _ cells: [Repeatable<CellPattern>], in loops: PatternLoops, times: Int
    ) -> [CellPattern] {
        unrolled(cells, in: loops, times: times).map { cell in
            var cell = cell
            cell.isOptional = true
            return cell
        }
    }

    /// How many columns there may be.
    private func count(_ columns: [Repeatable<TrackSizing>]) -> Int {
        let blank = CellPattern(number: 0, text: TextPattern(fixed: ""), column: 0, span: 1, columnKind: 0)
        return unrolled(columns.map { $0.map { _ in blank } }, in: loops, times: Self.mostRepeats).count
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

extension Repeatable<RowTemplate> {
    /// Whether the row heads the columns below it.
    fileprivate var isHead: Bool {
        if case .once(.row(_, let options, _)) = self { options.heads == .column } else { false }
    }
}

extension CellTemplate {
    /// What stands in it: a sum of pages may be any number.
    fileprivate var pattern: TextPattern { sum == nil ? TextPattern(text.template) : .anything }
}
