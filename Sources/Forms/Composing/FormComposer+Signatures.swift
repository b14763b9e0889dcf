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
