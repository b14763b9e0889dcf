import Evaluation

extension FormComposer {
    /// What `parts` come to in `environment`.
    /// - Parameters:
    ///   - isNoted: whether sheets may show more of the elements of lists, beside what is made for them.
    ///   - make: what a part comes to with the values around it.
    mutating func repeated<Part, Result>(
        _ parts: [Repeatable<Part>], in environment: ExpressionEnvironment, isNoted: Bool = true,
        _ make: (inout FormComposer, Part, ExpressionEnvironment) -> [Result]
    ) -> [Result] {
        parts.flatMap { part -> [Result] in
            guard environment.budget.take() else { return [] }
            switch part {
            case .once(let part): return make(&self, part, environment)
            case .when(let condition, let inner, let otherwise):
                return repeated(
                    condition.holds(in: environment) ? inner : otherwise, in: environment, isNoted: isNoted, make)
            case .each(let lists, let inner, let otherwise):
                let rounds = environment.rounds(of: lists, counts)
                if rounds.isEmpty { return repeated(otherwise, in: environment, isNoted: isNoted, make) }
                return rounds.flatMap { round in
                    let first = notes?.count ?? 0
                    defer { if isNoted { notes?.add(round.elements, from: first) } }
                    return repeated(inner, in: round.environment, isNoted: isNoted, make)
                }
            }
        }
    }
}

extension ExpressionEnvironment {
    /// The rounds of a loop through `lists` side by side: their elements, and the environment with these and the loop's position.
    func rounds(of lists: [FieldReference], _ counts: LoopCounts) -> [(
        elements: [ModelValue], environment: ExpressionEnvironment
    )] {
        let columns = lists.map { $0.elements(in: self) }
        let count = columns.map(\.count).max() ?? 0
        let earlier = counts.add(count, to: lists)
        return (0..<count).map { index in
            let elements = columns.map { index < $0.count ? $0[index] : .absent }
            let position = LoopPosition.value(index, of: count, earlier: earlier)
            return (elements, (elements + [position]).reduce(self) { $0.adding($1) })
        }
    }
}
