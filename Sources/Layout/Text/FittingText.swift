/// Sets a paragraph smaller so that it stays on one line.
struct FittingText {
    private let material: LineMaterial
    private let width: Length
    private let context: LayoutContext

    /// Sizes are tried in steps of this.
    private static let step = Length.pt(0.5)

    init(_ material: LineMaterial, width: Length, context: LayoutContext) {
        self.material = material
        self.width = width
        self.context = context
    }

    /// The paragraph at the largest size at which it fits on one line; `nil` where it fits as it is, its style does not
    /// allow it to shrink, or even the least size is too large, so that it had better be broken.
    var fitted: LineMaterial? {
        guard let least = material.style.leastSize, LineBreaker.maxContent(of: material) > width else { return nil }
        var size = material.size - Self.step
        while size >= least {
            let smaller = resized(to: size)
            if LineBreaker.maxContent(of: smaller) <= width { return smaller }
            size -= Self.step
        }
        return nil
    }

    private func resized(to size: Length) -> LineMaterial {
        let runs = material.runs.map { run in
            TextRun(
                run.text, style: TextStyle(role: run.style.role, size: min(run.style.size, size)), origin: run.origin)
        }
        return LineMaterial(Paragraph(runs: runs, style: material.style), context: context)
    }
}
