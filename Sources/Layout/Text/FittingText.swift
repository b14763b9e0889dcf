/// Sets a paragraph smaller so that it stays on one line.
struct FittingText {
    private let paragraph: Paragraph
    private let material: LineMaterial
    private let width: Length
    private let context: LayoutContext

    /// Sizes are tried in steps of this.
    private static let step = Length.pt(0.5)

    init(_ paragraph: Paragraph, _ material: LineMaterial, width: Length, context: LayoutContext) {
        self.paragraph = paragraph
        self.material = material
        self.width = width
        self.context = context
    }

    /// The paragraph at the largest size at which it fits on one line; `nil` where it fits as it is, its style does not
    /// allow it to shrink, or even the least size is too large, so that it had better be broken.
    var fitted: LineMaterial? {
        guard let least = material.style.leastSize, material.maxContent > width else { return nil }
        var size = material.size - Self.step
        while size >= least {
            let smaller = resized(to: size)
            if smaller.maxContent <= width { return smaller }
            size -= Self.step
        }
        return nil
    }

    private func resized(to size: Length) -> LineMaterial {
        var smaller = paragraph
        for index in smaller.runs.indices { smaller.runs[index].style.size = min(smaller.runs[index].style.size, size) }
        return context.material(of: smaller)
    }
}
