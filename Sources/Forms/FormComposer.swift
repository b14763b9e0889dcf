public import Diagnostics
public import Evaluation
public import Layout

/// Turns a submission into blocks by the layouts of a form set.
public struct FormComposer {
    private let formSet: FormSet
    private let submission: ValidatedSubmission
    private var origins = OriginTable()

    /// The sections of a submission, one a form, and the table that says where their texts come from.
    /// - Throws: ``Rejection`` where the submission lacks a part that a form needs.
    public static func compose(
        _ submission: ValidatedSubmission, formSet: FormSet
    ) throws(Rejection) -> (sections: [Section], origins: OriginTable) {
        var composer = FormComposer(formSet: formSet, submission: submission)
        let missing = composer.missingParts
        if missing.containsError { throw Rejection(missing) }
        let sections = composer.sections()
        return (sections, composer.origins)
    }

    private init(formSet: FormSet, submission: ValidatedSubmission) {
        self.formSet = formSet
        self.submission = submission
    }

    private var environment: TemplateEnvironment { TemplateEnvironment(root: submission.model) }

    private var missingParts: [Diagnostic] {
        formSet.entries.flatMap { entry -> [FormSet.Requirement] in
            guard case .form(_, let requirements) = entry else { return [] }
            return requirements
        }.compactMap { requirement in
            guard case .absent = requirement.path.value(in: environment) else { return nil }
            return Diagnostic(
                .error, id: "missing-key",
                LocalizedText(
                    "缺少“\(requirement.name)”：表样 \(formSet.id) 需要它",
                    en: "missing key “\(requirement.name)”, which form set \(formSet.id) needs"),
                at: .whole(submission.file), field: requirement.name)
        }
    }

    private mutating func sections() -> [Section] {
        formSet.entries.flatMap { entry -> [Section] in
            switch entry {
            case .form(let form, _): return [section(form, environment)]
            case .each(let path, let forms):
                guard case .list(let elements) = path.value(in: environment) else { return [] }
                return elements.flatMap { element in
                    forms.map { form in
                        section(form, TemplateEnvironment(root: submission.model, values: [element]))
                    }
                }
            }
        }
    }

    private mutating func section(_ form: FormTemplate, _ environment: TemplateEnvironment) -> Section {
        let title = form.title.texts(in: environment).map(\.text).joined()
        var section = Section(
            title: title, page: form.page, header: form.header.flatMap { header($0, environment) },
            blocks: form.blocks.flatMap { blocks($0, environment) })
        if let stamp = form.stamp, stamp.condition?.isTrue(in: environment) ?? true {
            section.stamp = Stamp(table: table(stamp.table, environment), top: stamp.top)
        }
        return section
    }

    private mutating func header(_ template: HeaderTemplate, _ environment: TemplateEnvironment) -> RunningHeader? {
        paragraphs(template.text, template.style, environment).first.map {
            RunningHeader(
                paragraph: $0, distance: template.distance, standsOnFirstPage: template.standsOnFirstPage)
        }
    }

    private mutating func blocks(_ template: BlockTemplate, _ environment: TemplateEnvironment) -> [Block] {
        switch template {
        case .text(let text): [.text(block(text, environment))]
        case .report(let report): self.report(report, environment)
        case .table(let table): [.table(self.table(table, environment))]
        case .signature(let signature): [.signature(self.signature(signature, environment))]
        }
    }

    // MARK: Text

    private mutating func block(_ template: ParagraphTemplate, _ environment: TemplateEnvironment) -> TextBlock {
        var block = TextBlock(
            paragraphs: paragraphs(template.text, template.style, environment), spaceBefore: template.spaceBefore,
            spaceAfter: template.spaceAfter, keepsWithNext: template.keepsWithNext,
            keepsWithPrevious: template.keepsWithPrevious)
        block.role = template.role
        return block
    }

    /// The paragraphs of a text: each line terminator in it begins another.
    private mutating func paragraphs(
        _ template: TextTemplate, _ style: StyleSheet.Text, _ environment: TemplateEnvironment
    ) -> [Paragraph] {
        var paragraphs = [Paragraph(runs: [], style: style.paragraph)]
        for piece in template.texts(in: environment) {
            let origin = piece.field.flatMap(origins.origin) ?? origins.origin(of: template.span)
            for (index, line) in piece.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .enumerated()
            {
                if index > 0 { paragraphs.append(Paragraph(runs: [], style: style.paragraph)) }
                guard !line.isEmpty else { continue }
                paragraphs[paragraphs.count - 1].runs.append(TextRun(String(line), style: style.run, origin: origin))
            }
        }
        return paragraphs.filter { !$0.runs.isEmpty }
    }

    private mutating func report(_ template: ReportTemplate, _ environment: TemplateEnvironment) -> [Block] {
        guard case .leaf(.report(let body), let id) = template.body.value(in: environment) else { return [] }
        let origin = origins.origin(id)
        return body.blocks.map { block in
            switch block {
            case .line(let line): .text(self.line(line, template.styles[line.level], origin))
            case .table(let rows): .table(table(rows, template.cell, origin))
            }
        }
    }

    private func line(_ line: ReportText.Line, _ style: StyleSheet.Text, _ origin: TextOrigin?) -> TextBlock {
        let run = TextRun(line.text, style: style.run, origin: origin)
        var block = TextBlock(
            paragraphs: [Paragraph(runs: [run], style: style.paragraph)], keepsWithNext: line.level > 0)
        // The title of the form is the heading of level 1.
        if line.level > 0 { block.role = .heading(line.level + 1) }
        return block
    }

    /// A table within the report: columns by their contents, the head repeated on each page.
    private func table(_ rows: [[String]], _ style: StyleSheet.Cell, _ origin: TextOrigin?) -> TableBlock {
        let cells = rows.map { row in
            row.map { text -> TableCell in
                let run = TextRun(text, style: style.text.run, origin: origin)
                let paragraphs = text.isEmpty ? [] : [Paragraph(runs: [run], style: style.text.paragraph)]
                return TableCell(paragraphs: paragraphs, style: style.cell)
            }
        }
        return TableBlock(
            columns: (rows.first ?? []).map { _ in TrackSizing(.auto) }, rows: cells.map { TableRow(cells: $0) },
            headerRows: rows.count > 1 ? 1 : 0, spaceAfter: style.text.run.size)
    }

    private mutating func signature(
        _ template: SignatureTemplate, _ environment: TemplateEnvironment
    ) -> SignatureBlock {
        let lines = template.lines.map { fields in
            fields.map { field -> SignatureBlock.Field in
                let label = paragraphs(field.label, template.style, environment).flatMap(\.runs)
                let value = field.value.map { paragraphs($0, template.style, environment).flatMap(\.runs) } ?? []
                return SignatureBlock.Field(
                    content: Paragraph(runs: label + value, style: template.style.paragraph), blank: field.blank,
                    labelRuns: label.count)
            }
        }
        return SignatureBlock(
            lines: lines, linePitch: template.pitch, sealDiameter: template.sealDiameter,
            spaceBefore: template.spaceBefore)
    }

    // MARK: Tables

    private mutating func table(_ template: TableTemplate, _ environment: TemplateEnvironment) -> TableBlock {
        var table = TableBlock(
            columns: template.columns, rows: rows(template.rows, environment), headerRows: template.headerRows,
            fill: template.fill, spaceBefore: template.spaceBefore)
        table.origin = origins.origin(of: template.span)
        return table
    }

    private mutating func rows(_ templates: [RowTemplate], _ environment: TemplateEnvironment) -> [TableRow] {
        templates.flatMap { rows($0, environment) }
    }

    private mutating func rows(_ template: RowTemplate, _ environment: TemplateEnvironment) -> [TableRow] {
        switch template {
        case .row(let cells, let options, let span):
            return [
                TableRow(
                    cells: cells.map { cell($0, rowSpan: $0.rowSpan, heads: options.heads, environment) },
                    minimumHeight: options.minimumHeight, isBreakable: options.isBreakable,
                    keepsWithNext: options.keepsWithNext, origin: origins.origin(of: span))
            ]
        case .each(let lists, let inner): return each(lists, inner, environment)
        case .times(let path, let inner):
            guard case .leaf(.integer(let count), _) = path.value(in: environment) else { return [] }
            return (0..<count).flatMap { _ in rows(inner, environment) }
        case .when(let condition, let inner, let otherwise):
            return rows(condition.isTrue(in: environment) ? inner : otherwise, environment)
        case .group(let cells, let inner):
            var rows = rows(inner, environment)
            guard !rows.isEmpty else { return [] }
            rows[0].cells = cells.map { cell($0, rowSpan: rows.count, environment) } + rows[0].cells
            return rows
        }
    }

    private mutating func each(
        _ lists: [TemplatePath], _ inner: [RowTemplate], _ environment: TemplateEnvironment
    ) -> [TableRow] {
        let columns = lists.map { path -> [ModelValue] in
            if case .list(let elements) = path.value(in: environment) { elements } else { [] }
        }
        let count = columns.map(\.count).max() ?? 0
        return (0..<count).flatMap { index -> [TableRow] in
            var environment = environment
            environment.values += columns.map { index < $0.count ? $0[index] : .absent }
            environment.values.append(LoopPosition.value(index))
            return rows(inner, environment)
        }
    }

    private mutating func cell(
        _ template: CellTemplate, rowSpan: Int, heads: StructureRole.HeaderScope? = nil,
        _ environment: TemplateEnvironment
    ) -> TableCell {
        let chosen = template.conditional.first { $0.condition.isTrue(in: environment) }
        var style = chosen?.style ?? template.style
        if let path = template.indent, case .leaf(.integer(let level), _) = path.value(in: environment) {
            style.text.paragraph.indent += style.text.run.size * level
        }
        var cell = TableCell(
            paragraphs: paragraphs(template.text, style.text, environment), rowSpan: rowSpan,
            columnSpan: template.columnSpan, style: style.cell)
        cell.heads = template.heads ?? (style.cell.repeatsAfterBreak ? .row : heads)
        return cell
    }
}
