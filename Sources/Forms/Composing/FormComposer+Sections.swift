import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    mutating func sections() -> [Section] {
        let forms = placedForms()
        var sections = forms.map { section($0.form.template, $0.environment) }
        for index in sections.indices {
            for block in sections[index].blocks.indices {
                guard case .contents(var contents) = sections[index].blocks[block] else { continue }
                contents.entries = entries(forms, besides: index, in: contents)
                sections[index].blocks[block] = .contents(contents)
            }
        }
        return sections
    }

    /// The entries of a list: all forms that are listed, but the one at `own` in which it stands.
    private mutating func entries(
        _ forms: [PlacedForm], besides own: Int, in contents: ContentsBlock
    ) -> [ContentsBlock.Entry] {
        let style = StyleSheet.Text(run: contents.style, paragraph: contents.paragraph)
        return forms.indices.compactMap { index in
            let template = forms[index].form.template
            guard index != own, template.isListed else { return nil }
            let lines = paragraphs(template.title, style: style, in: forms[index].environment)
            guard var title = lines.first else { return nil }
            title.runs += lines.dropFirst().flatMap(\.runs)
            return ContentsBlock.Entry(section: index, title: title)
        }
    }

    mutating func section(_ form: FormTemplate, _ environment: ExpressionEnvironment) -> Section {
        counts.reset()
        let title = form.title.texts(in: environment).map(\.text).joined()
        var section = Section(
            title: title, name: form.name.texts(in: environment).map(\.text).joined(),
            page: page(form.page, environment),
            header: form.header.flatMap { header($0, environment) },
            blocks: repeated(form.blocks, in: environment) { $0.blocks($1, $2) })
        section.footer = form.footer.flatMap { footer($0, environment) }
        if let stamp = form.stamp, stamp.condition?.holds(in: environment) ?? true {
            section.stamp = Stamp(table: table(stamp.table, environment), top: stamp.top)
        }
        noteFaults(at: form.title.span)
        var places = form.page.places
        places[.body] = form.title.span
        places[.header] = form.header?.text.span
        places[.footer] = form.footer?.text.span
        places[.stamp] = form.stamp?.table.span
        section.origins = places.mapValues { origins.origin(of: $0) }
        return section
    }

    /// The pages of a form, with what the submission says beside their numbers.
    private mutating func page(_ template: PageTemplate, _ environment: ExpressionEnvironment) -> PageStyle {
        var style = template.style
        guard let format = template.numberFormat else { return style }
        let text = format.texts(in: environment).map(\.text).joined()
        style.numbering?.format = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        style.numbering?.origin = origins.origin(of: format.span)
        noteFaults(at: format.span)
        return style
    }

    private mutating func footer(
        _ template: HeaderTemplate, _ environment: ExpressionEnvironment
    ) -> RunningFooter? {
        paragraphs(template.text, style: template.style, in: environment).first.map {
            RunningFooter(
                paragraph: $0, distance: template.distance, standsOnFirstPage: template.standsOnFirstPage)
        }
    }

    mutating func header(_ template: HeaderTemplate, _ environment: ExpressionEnvironment) -> RunningHeader? {
        paragraphs(template.text, style: template.style, in: environment).first.map {
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
        case .contents(let contents): [.contents(block(contents))]
        }
    }

    /// A list whose entries are known when all forms are composed.
    private mutating func block(_ template: ContentsTemplate) -> ContentsBlock {
        var block = ContentsBlock(
            style: template.style.run, paragraph: template.style.paragraph, leader: template.leader,
            spaceBefore: template.spaceBefore)
        block.origin = origins.origin(of: template.span)
        return block
    }

    mutating func block(_ template: ParagraphTemplate, _ environment: ExpressionEnvironment) -> TextBlock {
        var block = TextBlock(
            paragraphs: paragraphs(template.text, style: template.style, in: environment),
            spaceBefore: template.spaceBefore,
            spaceAfter: template.spaceAfter, keepsWithNext: template.keepsWithNext,
            keepsWithPrevious: template.keepsWithPrevious)
        block.keepsSpaceAtHead = template.keepsSpaceAtHead
        block.role = template.role
        block.origin = origins.origin(of: template.text.span)
        return block
    }
}
