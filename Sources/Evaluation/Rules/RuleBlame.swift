import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Finds the cells because of which relations do not hold. One wrong cell breaks several: that cell is to blame with which, were it
/// another number, most relations would hold that do not, and none would break that holds.
struct RuleBlame {
    /// A cell that is to blame.
    struct Cause {
        let cell: FieldID
        /// What it states.
        let stated: String
        /// What it would have to state.
        let leaf: Leaf
        /// The relations that would hold then, by their numbers; that of the cell itself first.
        let relations: [Int]
    }

    /// The cells that are to blame, none twice.
    private(set) var causes: [Cause] = []
    /// The relations, by their numbers, whose own cell states what another relation with nothing but that cell asks for: it is
    /// its parts that are wrong.
    private(set) var wrongInParts: Set<Int> = []

    /// The most relations that are looked into: where more are broken, no single cell is the reason.
    private static let mostRelations = 64
    /// The most steps that looking into them may take.
    private static let mostSteps = 4_000_000

    /// - Parameters:
    ///   - broken: relations that do not hold.
    ///   - rules: all rules, of which other relations hold.
    ///   - environment: what rules see.
    ///   - budget: the steps that are left; what it takes is not counted there.
    init(_ broken: [RuleInstance], among rules: [Rule], in environment: ExpressionEnvironment, budget: EvaluationBudget)
    {
        let equations = broken.filter(\.isEquation).count
        guard equations > 0, broken.count <= Self.mostRelations else { return }
        let share = budget.share(atMost: Self.mostSteps)
        var search = BlameSearch(broken, budget: share)
        search.findRelations(that: rules, in: environment)
        search.weigh()
        // What was not found out to the end is not told.
        guard !share.isExhausted else { return }
        causes = search.causes()
        let explained = Set(causes.flatMap(\.relations))
        wrongInParts = search.wrongInParts.subtracting(explained)
    }
}

/// The cells of relations that do not hold, each tried with the number with which one of them would.
private struct BlameSearch {
    /// A cell with another number.
    struct Candidate {
        let cell: FieldID
        /// What it states.
        let stated: String
        let leaf: Leaf
        /// The relations that would hold then, and do not.
        var mended: Set<Int> = []
        /// How many would break then, and hold.
        var spoilt = 0
        /// Whether one that would break looks at nothing but the cell.
        var isPinned = false
    }

    private let broken: [(relation: RuleInstance, reads: FieldLens.Reads)]
    private var holding: [(relation: RuleInstance, reads: FieldLens.Reads)] = []
    private var candidates: [Candidate] = []
    private let budget: EvaluationBudget

    init(_ broken: [RuleInstance], budget: EvaluationBudget) {
        self.budget = budget
        self.broken = broken.map { relation in
            let lens = FieldLens()
            _ = relation.verdict(through: lens, within: budget)
            return (relation, lens.take().filter { $0.value.number != nil })
        }
        for (relation, reads) in self.broken where relation.isEquation {
            for (cell, leaf) in reads.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                guard let other = relation.solution(for: cell, leaf, within: budget) else { continue }
                if !candidates.contains(where: { $0.cell == cell && $0.leaf == other }) {
                    candidates.append(Candidate(cell: cell, stated: leaf.text, leaf: other))
                }
            }
        }
    }

    /// Finds the relations that hold and look at one of the cells.
    mutating func findRelations(that rules: [Rule], in environment: ExpressionEnvironment) {
        let cells = Set(candidates.map(\.cell))
        let lens = FieldLens()
        for rule in rules where rule.severity != nil {
            rule.forEachCheck(in: environment.seen(through: lens, within: budget)) { check, environment in
                _ = lens.take()
                let relation = RuleInstance(rule: rule, check: check, environment: environment)
                guard !budget.isExhausted, relation.verdict == .holds else { return }
                let all = lens.take()
                // What looks at a field at fault cannot be told to hold.
                guard all.allSatisfy({ $0.key.fault == nil }) else { return }
                let reads = all.filter { $0.value.number != nil }
                if reads.contains(where: { cells.contains($0.key) }) { holding.append((relation, reads)) }
            }
        }
    }

    /// Finds out what each candidate mends and spoils.
    mutating func weigh() {
        for index in candidates.indices {
            let candidate = candidates[index]
            func verdict(_ relation: RuleInstance) -> RuleInstance.Verdict {
                let lens = FieldLens(trial: FieldLens.Trial(id: candidate.cell, leaf: candidate.leaf))
                return relation.verdict(through: lens, within: budget)
            }
            for (number, (relation, reads)) in broken.enumerated() where reads[candidate.cell] != nil {
                if verdict(relation) != .broken { candidates[index].mended.insert(number) }
            }
            for (relation, reads) in holding where reads[candidate.cell] != nil {
                guard verdict(relation) == .broken else { continue }
                candidates[index].spoilt += 1
                if reads.count == 1 { candidates[index].isPinned = true }
            }
        }
    }

    /// The cells that are to blame: those first that mend most.
    func causes() -> [RuleBlame.Cause] {
        var causes: [RuleBlame.Cause] = []
        var left = Set(broken.indices)
        while !left.isEmpty {
            let ranked = candidates.filter { $0.spoilt == 0 && !$0.mended.isDisjoint(with: left) }
            guard let most = ranked.map({ $0.mended.intersection(left).count }).max() else { break }
            let best = ranked.filter { $0.mended.intersection(left).count == most }
            let own = best.first { isOwn($0, of: left) }
            let mended = (own ?? best[0]).mended.intersection(left)
            left.subtract(mended)
            // Where one of several cells may be wrong, nobody knows which.
            guard let cause = own ?? (Set(best.map(\.cell)).count == 1 ? best[0] : nil) else { continue }
            let ordered = mended.sorted { left, right in
                rank(left, cause).lexicographicallyPrecedes(rank(right, cause))
            }
            causes.append(
                RuleBlame.Cause(cell: cause.cell, stated: cause.stated, leaf: cause.leaf, relations: ordered))
        }
        return causes
    }

    /// Whether the cell is the one that a rule itself takes to be at fault.
    private func isOwn(_ candidate: Candidate, of relations: Set<Int>) -> Bool {
        candidate.mended.contains { relations.contains($0) && broken[$0].relation.cell == candidate.cell }
    }

    /// The order in which relations are told: that of the cell itself first, and of these the gravest.
    private func rank(_ number: Int, _ cause: Candidate) -> [Int] {
        let relation = broken[number].relation
        return [
            relation.cell == cause.cell ? 0 : 1, relation.isEquation ? 0 : 1,
            relation.rule.severity == .error ? 0 : 1, number,
        ]
    }

    /// The relations whose own cell cannot be another number.
    var wrongInParts: Set<Int> {
        var wrong: Set<Int> = []
        for (number, (relation, _)) in broken.enumerated() {
            let isPinned = candidates.contains {
                $0.cell == relation.cell && $0.isPinned && $0.mended.contains(number)
            }
            if isPinned { wrong.insert(number) }
        }
        return wrong
    }
}

extension RuleInstance {
    /// What the cell would have to state so that both sides are equal, as far as they are proportional to it; `nil` where no such
    /// figure can stand there.
    fileprivate func solution(for cell: FieldID, _ leaf: Leaf, within budget: EvaluationBudget) -> Leaf? {
        func difference(_ leaf: Leaf) -> Decimal? {
            self.difference(through: FieldLens(trial: FieldLens.Trial(id: cell, leaf: leaf)), within: budget)
        }
        guard let number = leaf.number, let step = number.plus(1).flatMap(leaf.stating), let here = difference(leaf),
            let there = difference(step), let slope = there.minus(here), !slope.isZero,
            let change = here.over(slope), let exact = number.minus(change)
        else { return nil }
        let solution = exact.rounded(to: max(2, leaf.printedPlaces ?? 0))
        guard solution != number, solution >= 0 || number < 0 else { return nil }
        return leaf.stating(solution)
    }
}

extension Leaf {
    /// A value of the same kind that states `number`; `nil` where none does.
    fileprivate func stating(_ number: Decimal) -> Leaf? {
        switch self {
        case .figure(.amount):
            .figure(
                .amount(
                    Amount(
                        value: number, text: number.description + (isPercentage ? "%" : ""), isPercentage: isPercentage)
                ))
        case .integer: Int(number.description).map(Leaf.integer)
        default: nil
        }
    }
}
