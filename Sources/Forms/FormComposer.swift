package import Diagnostics
package import Evaluation
package import Layout

/// The forms of a submission, ready to be laid out.
package struct ComposedForms {
    /// One a form, in the order of the form set.
    package let sections: [Section]
    /// Where their texts come from.
    package let origins: OriginTable
    /// The images that the submission names, by their paths in it.
    package let images: [Spelling: [UInt8]]
    /// What is printed across each page of a draft.
    package var watermark: Watermark?
}

/// Turns a submission into blocks by the layouts of a form set.
package struct FormComposer {
    private let formSet: FormSet
    private let environment: ExpressionEnvironment
    private var origins = OriginTable()
    /// What layouts cannot compute, each place told once.
    private var faults: [Diagnostic] = []
    /// `nil` where nothing is drawn and images do not matter.
    private var images: SubmissionImages?

    /// The forms of a submission that may be printed.
    /// - Parameter images: the bytes of images by their paths in the submission; without it they are read from files.
    /// - Throws: ``Rejection`` where the submission lacks a part that a form needs, or names an image that cannot be used.
    package static func compose(
        _ submission: ValidatedSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        try compose(submission.audit, formSet: formSet, images)
    }

    /// The forms of a draft, with a sheet of what was found behind them, so that their pages have the numbers of the final.
    /// - Throws: ``Rejection`` as for a submission that may be printed, with all else that was found; and where the form set
    ///   does not say how drafts look.
    package static func compose(
        _ draft: DraftSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        guard let look = formSet.draft else {
            throw Rejection(
                draft.audit.findings + [
                    Diagnostic(
                        .error, id: "no-draft",
                        LocalizedText(
                            "表样 \(formSet.id) 没有写明草稿的样子（formset.yaml 的 draft）",
                            en: "form set \(formSet.id) does not say how drafts look (draft in formset.yaml)"))
                ])
        }
        let forms = try compose(draft.audit, formSet: formSet, images)
        var composer = FormComposer(formSet: formSet, model: draft.audit.model)
        composer.origins = forms.origins
        let findings = FindingsSheet.value(draft.audit.findings)
        var sheet = composer.section(look.findings, composer.environment.adding(findings))
        if !composer.faults.isEmpty { throw Rejection(draft.audit.findings + composer.faults) }
        sheet.page.beginsOnOddPage = true
        var sections = forms.sections + [sheet]
        let watermark = composer.origins.origin(of: look.span)
        for index in sections.indices { sections[index].origins[.watermark] = watermark }
        return ComposedForms(
            sections: sections, origins: composer.origins, images: forms.images, watermark: look.watermark)
    }

    /// The sheet before the forms of a submission in a print job.
    /// - Throws: ``Rejection`` where the form set does not say how it looks.
    package static func compose(
        _ sheet: SeparatorSheet, of audit: AuditedSubmission, formSet: FormSet
    ) throws(Rejection) -> ComposedForms {
        let look = try formSet.look(ofPrintJobs: "separator")
        var composer = FormComposer(formSet: formSet, model: audit.model)
        let section = composer.section(look.separator, composer.environment.adding(sheet.value))
        if !composer.faults.isEmpty { throw Rejection(composer.faults) }
        return ComposedForms(sections: [section], origins: composer.origins, images: [:])
    }

    /// The forms of a submission that is only checked, whatever was found in it.
    /// - Throws: ``Rejection`` as for a submission that may be printed, with all else that was found.
    package static func compose(
        checking draft: DraftSubmission, formSet: FormSet, images: [Spelling: [UInt8]]? = nil
    ) throws(Rejection) -> ComposedForms {
        try compose(draft.audit, formSet: formSet, images)
    }

    private static func compose(
        _ audit: AuditedSubmission, formSet: FormSet, _ images: [Spelling: [UInt8]]?
    ) throws(Rejection) -> ComposedForms {
        var composer = FormComposer(formSet: formSet, model: audit.model)
        let missing = composer.missingParts(of: audit)
        if missing.containsError { throw Rejection(audit.findings + missing) }
        composer.images = SubmissionImages(audit, given: images)
        let sections = composer.sections()
        let faults = (composer.images?.findings ?? []) + composer.faults
        if faults.containsError { throw Rejection(audit.findings + faults) }
        return ComposedForms(sections: sections, origins: composer.origins, images: composer.images?.read ?? [:])
    }

    /// The cells that show `fields` of a model as they are printed: 附件5 第14行; what stands in no table, by its form.
    package static func cells(
        of fields: Set<FieldID>, in model: ModelValue, formSet: FormSet
    ) -> [FieldID: String] {
        var composer = FormComposer(formSet: formSet, model: model)
        var cells: [FieldID: String] = [:]
        for placed in composer.placedForms where cells.count < fields.count {
            let name = placed.form.template.name.texts(in: placed.environment).map(\.text).joined()
            for block in composer.section(placed.form.template, placed.environment).blocks {
                block.forEachOrigin { origin, row in
                    guard let field = composer.origins.field(of: origin), fields.contains(field) else { return }
                    guard cells[field] == nil else { return }
                    cells[field] = row.map { name + (name.hasSuffix("）") ? "" : " ") + "第\($0 + 1)行" } ?? name
                }
            }
        }
        return cells
    }

    private init(formSet: FormSet, model: ModelValue) {
        self.formSet = formSet
        environment = ExpressionEnvironment(root: model)
    }

    /// A cell or paragraph costs about as much as so many steps of an expression.
    private static let stepsOfText = 50

    /// Tells what could not be computed since this was called last, for something that the layout states at `span`.
    private mutating func noteFaults(at span: SourceSpan) {
        let isTold = faults.contains { $0.id == "too-much-work" }
        if environment.budget.takeOutOfRange() { addFault(.outOfRange, span) }
        if environment.budget.isExhausted, !isTold { addFault(.tooMuchWork(environment.budget), span) }
    }

    private mutating func addFault(_ fault: ExpressionFault, _ span: SourceSpan) {
        guard
            !faults.contains(where: { $0.id == fault.id && $0.span?.start == span.start && $0.span?.file === span.file }
            )
        else { return }
        faults.append(Diagnostic(.error, id: fault.id, fault.message, at: span, hints: fault.hints))
    }

    /// A form where it is printed: with the values of its variables.
    private struct PlacedForm {
        let form: FormSet.Form
        let environment: ExpressionEnvironment
        /// The element that the form is repeated for, as messages name it.
        var element = ""
    }

    private var placedForms: [PlacedForm] {
        formSet.entries.flatMap { entry -> [PlacedForm] in
            switch entry {
            case .form(let form): return [PlacedForm(form: form, environment: environment)]
            case .each(let list, let forms):
                return list.elements(in: environment).enumerated().flatMap { index, element in
                    forms.map {
                        PlacedForm(
                            form: $0, environment: environment.adding(element),
                            element: "\(list.way.joined(separator: "."))[\(index)].")
                    }
                }
            }
        }
    }

    private func missingParts(of submission: AuditedSubmission) -> [Diagnostic] {
        placedForms.flatMap { placed in
            placed.form.requirements.compactMap { requirement in
                guard case .absent = requirement.field.value(in: placed.environment) else { return nil }
                let name =
                    placed.element.isEmpty ? requirement.name : String(requirement.name.drop { $0 != "." }.dropFirst())
                return Diagnostic(
                    .error, id: "missing-key",
                    LocalizedText(
                        "缺少“\(name)”：表样 \(formSet.id) 需要它",
                        en: "missing key “\(name)”, which form set \(formSet.id) needs"),
                    at: submission.span(of: placed.element), field: placed.element + name)
            }
        }
    }

    private mutating func sections() -> [Section] {
        placedForms.map { section($0.form.template, $0.environment) }
    }

    private mutating func section(_ form: FormTemplate, _ environment: ExpressionEnvironment) -> Section {
        let title = form.title.texts(in: environment).map(\.text).joined()
        var section = Section(
            title: title, name: form.name.texts(in: environment).map(\.text).joined(), page: form.page.style,
            header: form.header.flatMap { header($0, environment) },
            blocks: form.blocks.flatMap { blocks($0, environment) })
        if let stamp = form.stamp, stamp.condition?.holds(in: environment) ?? true {
            section.stamp = Stamp(table: table(stamp.table, environment), top: stamp.top)
        }
        noteFaults(at: form.title.span)
        var places = form.page.places
        places[.body] = form.title.span
        places[.header] = form.header?.text.span
        places[.stamp] = form.stamp?.table.span
        section.origins = places.mapValues { origins.origin(of: $0) }
        return section
    }

    private mutating func header(_ template: HeaderTemplate, _ environment: ExpressionEnvironment) -> RunningHeader? {
        paragraphs(template.text, template.style, environment).first.map {
            RunningHeader(
                paragraph: $0, distance: template.distance, standsOnFirstPage: template.standsOnFirstPage)
        }
    }

    private mutating func blocks(_ template: BlockTemplate, _ environment: ExpressionEnvironment) -> [Block] {
        switch template {
        case .text(let text): [.text(block(text, environment))]
        case .report(let report): self.report(report, environment)
        case .table(let table): [.table(self.table(table, environment))]
        case .signature(let signature): [.signature(self.signature(signature, environment))]
        case .when(let condition, let inner, let otherwise):
            (condition.holds(in: environment) ? inner : otherwise).flatMap { blocks($0, environment) }
        }
    }

    // MARK: Text

    private mutating func block(_ template: ParagraphTemplate, _ environment: ExpressionEnvironment) -> TextBlock {
        var block = TextBlock(
            paragraphs: paragraphs(template.text, template.style, environment), spaceBefore: template.spaceBefore,
            spaceAfter: template.spaceAfter, keepsWithNext: template.keepsWithNext,
            keepsWithPrevious: template.keepsWithPrevious)
        block.role = template.role
        block.origin = origins.origin(of: template.text.span)
        return block
    }

    /// The paragraphs of a text: each line terminator in it begins another.
    private mutating func paragraphs(
        _ template: LayoutText, _ style: StyleSheet.Text, _ environment: ExpressionEnvironment
    ) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        var runs: [TextRun] = []
        func endParagraph() {
            if !runs.isEmpty { paragraphs.append(Paragraph(runs: runs, style: style.paragraph)) }
            runs = []
        }
        for piece in template.texts(in: environment) {
            let origin = piece.field.flatMap(origins.origin) ?? origins.origin(of: template.span)
            for (index, line) in piece.text.lines.enumerated() {
                if index > 0 { endParagraph() }
                guard !line.isEmpty, environment.budget.take(Self.stepsOfText) else { continue }
                runs.append(TextRun(line, style: style.run, origin: origin))
            }
        }
        endParagraph()
        noteFaults(at: template.span)
        return paragraphs
    }

    private mutating func report(_ template: ReportTemplate, _ environment: ExpressionEnvironment) -> [Block] {
        guard case .leaf(.report(let body), let id) = template.body.value(in: environment) else { return [] }
        let origin = origins.origin(id)
        let place = origins.origin(of: template.span)
        return body.blocks.compactMap { block in
            guard environment.budget.take(block.cellCount * Self.stepsOfText) else { return nil }
            return switch block {
            case .line(let line): .text(self.line(line, template.styles, origin, place))
            case .table(let rows): .table(table(rows, template.cell, origin))
            }
        }
    }

    /// A paragraph or heading. Where a paragraph runs on behind its heading, it is set as a paragraph whose first words are
    /// in the heading's face.
    private func line(
        _ line: ReportText.Line, _ styles: [StyleSheet.Text], _ origin: TextOrigin?, _ place: TextOrigin
    ) -> TextBlock {
        var runs = [TextRun(line.text, style: styles[line.level].run, origin: origin)]
        guard !line.runOn.isEmpty else {
            let paragraph = Paragraph(runs: runs, style: styles[line.level].paragraph)
            var block = TextBlock(paragraphs: [paragraph], keepsWithNext: line.level > 0)
            // The title of the form is the heading of level 1.
            if line.level > 0 { block.role = .heading(line.level + 1) }
            block.origin = place
            return block
        }
        runs.append(TextRun(line.runOn, style: styles[0].run, origin: origin))
        var block = TextBlock(paragraphs: [Paragraph(runs: runs, style: styles[0].paragraph)])
        block.origin = place
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
        var table = TableBlock(
            columns: (rows.first ?? []).map { _ in TrackSizing(.auto) }, rows: cells.map { TableRow(cells: $0) },
            headerRows: rows.count > 1 ? 1 : 0, spaceAfter: style.text.run.size)
        table.origin = origin
        return table
    }

    private mutating func signature(
        _ template: SignatureTemplate, _ environment: ExpressionEnvironment
    ) -> SignatureBlock {
        let lines = template.lines.map { fields in
            fields.map { field -> SignatureBlock.Field in
                let label = paragraphs(field.label, template.style, environment).flatMap(\.runs)
                let value = field.value.map { paragraphs($0, template.style, environment).flatMap(\.runs) } ?? []
                return SignatureBlock.Field(
                    content: Paragraph(runs: label + value, style: template.style.paragraph), blank: field.blank,
                    labelRuns: label.count, image: field.image.flatMap { image($0, environment) })
            }
        }
        var block = SignatureBlock(
            lines: lines, linePitch: template.pitch, sealDiameter: template.sealDiameter,
            spaceBefore: template.spaceBefore)
        block.arrangement = template.arrangement
        block.origin = origins.origin(of: template.span)
        return block
    }

    private mutating func image(_ template: LayoutText, _ environment: ExpressionEnvironment) -> RasterImage? {
        let texts = template.texts(in: environment)
        let path = texts.map(\.text).joined()
        guard !path.isEmpty else { return nil }
        let field = texts.compactMap(\.field).first
        var image = images?.image(path, namedBy: field, in: template.span)
        image?.origin = field.flatMap(origins.origin) ?? origins.origin(of: template.span)
        return image
    }

    // MARK: Tables

    private mutating func table(_ template: TableTemplate, _ environment: ExpressionEnvironment) -> TableBlock {
        let rows = rows(template.rows, environment)
        noteFaults(at: template.span)
        var table = TableBlock(
            columns: template.columns, rows: rows, headerRows: template.headerRows, fill: template.fill,
            spaceBefore: template.spaceBefore)
        table.origin = origins.origin(of: template.span)
        return table
    }

    private mutating func rows(_ templates: [RowTemplate], _ environment: ExpressionEnvironment) -> [TableRow] {
        templates.flatMap { rows($0, environment) }
    }

    private mutating func rows(_ template: RowTemplate, _ environment: ExpressionEnvironment) -> [TableRow] {
        guard environment.budget.take() else { return [] }
        switch template {
        case .row(let cells, let options, let span):
            guard environment.budget.take(cells.count * Self.stepsOfText) else { return [] }
            return [
                TableRow(
                    cells: cells.map { cell($0, rowSpan: $0.rowSpan, heads: options.heads, environment) },
                    minimumHeight: options.minimumHeight, isBreakable: options.isBreakable,
                    keepsWithNext: options.keepsWithNext, repeatsInGroup: options.repeatsInGroup,
                    origin: origins.origin(of: span))
            ]
        case .each(let lists, let inner): return each(lists, inner, environment)
        case .columns(let columns, let inner):
            var rows = rows(inner, environment)
            for index in rows.indices where rows[index].columns == nil { rows[index].columns = columns }
            return rows
        case .times(let path, let inner):
            guard case .leaf(.integer(let count), _) = path.value(in: environment) else { return [] }
            return (0..<count).flatMap { _ in rows(inner, environment) }
        case .when(let condition, let inner, let otherwise):
            return rows(condition.holds(in: environment) ? inner : otherwise, environment)
        case .group(let cells, let inner):
            var rows = rows(inner, environment)
            guard !rows.isEmpty else { return [] }
            rows[0].cells = cells.map { cell($0, rowSpan: rows.count, environment) } + rows[0].cells
            return rows
        }
    }

    private mutating func each(
        _ lists: [FieldReference], _ inner: [RowTemplate], _ environment: ExpressionEnvironment
    ) -> [TableRow] {
        let columns = lists.map { $0.elements(in: environment) }
        let count = columns.map(\.count).max() ?? 0
        return (0..<count).flatMap { index -> [TableRow] in
            let elements = columns.map { index < $0.count ? $0[index] : .absent }
            let inside = (elements + [LoopPosition.value(index)]).reduce(environment) { $0.adding($1) }
            return rows(inner, inside)
        }
    }

    private mutating func cell(
        _ template: CellTemplate, rowSpan: Int, heads: StructureRole.HeaderScope? = nil,
        _ environment: ExpressionEnvironment
    ) -> TableCell {
        let chosen = template.conditional.first { $0.condition.holds(in: environment) }
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

extension Block {
    /// Calls `body` with where each text of the block comes from, and the row of the table that it stands in, from 0.
    fileprivate func forEachOrigin(_ body: (TextOrigin, Int?) -> Void) {
        guard case .table(let table) = self else {
            return forEachRun { run in if let origin = run.origin { body(origin, nil) } }
        }
        for (index, row) in table.rows.enumerated() {
            for cell in row.cells {
                for paragraph in cell.paragraphs {
                    for run in paragraph.runs {
                        if let origin = run.origin { body(origin, index) }
                    }
                }
            }
        }
    }
}

extension String {
    /// The lines of the text, some of which may be empty. Characters are found at a cost that scalars do not have.
    fileprivate var lines: [String] {
        guard unicodeScalars.contains(where: { $0.isLineTerminator }) else { return [self] }
        return unicodeScalars.split(omittingEmptySubsequences: false) { $0.isLineTerminator }.map { String($0) }
    }
}

extension Unicode.Scalar {
    /// Whether it is what `Character.isNewline` calls a newline, or a part of one.
    fileprivate var isLineTerminator: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

extension ReportText.Block {
    /// How many texts are set for the block.
    fileprivate var cellCount: Int {
        switch self {
        case .line: 1
        case .table(let rows): rows.reduce(0) { $0 + $1.count }
        }
    }
}
