import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    mutating func signature(
        _ template: SignatureTemplate, _ environment: ExpressionEnvironment
    ) -> SignatureBlock {
        let lines = template.lines.map { fields in
            fields.map { field -> SignatureBlock.Field in
                let label = paragraphs(field.label, style: template.style, in: environment).flatMap(\.runs)
                let value =
                    field.value.map { paragraphs($0, style: template.style, in: environment).flatMap(\.runs) } ?? []
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

    /// The picture of a cell; `nil` where nothing is given.
    mutating func picture(
        _ picture: PictureTemplate, _ template: CellTemplate, _ style: StyleSheet.Cell,
        _ environment: ExpressionEnvironment
    ) -> CellPicture? {
        let content: CellPicture.Content
        switch picture.kind {
        case .image:
            guard let image = image(template.text, environment) else { return nil }
            content = .image(image)
        case .code:
            let text = template.text.template.text(in: environment)
            guard !text.isEmpty else { return nil }
            content = .code(text)
        }
        let alternative = picture.alternativeText.template.text(in: environment)
        noteFaults(at: template.text.span)
        let field = template.text.texts(in: environment).compactMap(\.field).first
        return CellPicture(
            content, room: picture.room, alignment: style.text.paragraph.alignment, alternativeText: alternative,
            origin: field.flatMap(origins.origin) ?? origins.origin(of: template.text.span))
    }

    mutating func image(_ template: LayoutText, _ environment: ExpressionEnvironment) -> RasterImage? {
        let texts = template.texts(in: environment)
        let path = texts.map(\.text).joined()
        guard !path.isEmpty else { return nil }
        let field = texts.compactMap(\.field).first
        var image = images?.image(path, namedBy: field, in: template.span)
        image?.origin = field.flatMap(origins.origin) ?? origins.origin(of: template.span)
        return image
    }
}
