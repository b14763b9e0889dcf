import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    mutating func sections() -> [Section] {
        placedForms().map { section($0.form.template, $0.environment) }
    }

    mutating func section(_ form: FormTemplate, _ environment: ExpressionEnvironment) -> Section {
        counts.reset()
        let title = form.title.texts(in: environment).map(\.text).joined()
        var section = Section(
            title: title, name: form.name.texts(in: environment).map(\.text).joined(), page: form.page.style,
            header: form.header.flatMap { header($0, environment) },
            blocks: repeated(form.blocks, in: environment) { $0.blocks($1, $2) })
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
        }
    }

    mutating func block(_ template: ParagraphTemplate, _ environment: ExpressionEnvironment) -> TextBlock {
        var block = TextBlock(
            paragraphs: paragraphs(template.text, style: template.style, in: environment),
            spaceBefore: template.spaceBefore,
            spaceAfter: template.spaceAfter, keepsWithNext: template.keepsWithNext,
            keepsWithPrevious: template.keepsWithPrevious)
        block.role = template.role
        block.origin = origins.origin(of: template.text.span)
        return block
    }
}
