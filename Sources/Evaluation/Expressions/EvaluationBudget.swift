import Synchronization

/// Counts the steps of expressions, so that none costs more than its purpose may, and notes what they could not compute.
///
/// A step is an expression that is evaluated, an element that is looked at, or 64 bytes of text that are made. Once the steps
/// are used up every expression is empty at once; whoever asked for its value says so instead of using it.
package final class EvaluationBudget: Sendable {
    /// The steps that one rule may take over one submission. A rule that goes through a table a hundred times as long as
    /// those of the forms takes a hundredth.
    package static let ofRule = 10_000_000
    /// The steps that auditing or composing one submission may take.
    package static let ofSubmission = 50_000_000

    /// The most steps.
    package let most: Int
    private let taken = Atomic<Int>(0)
    private let hasLeftRange = Atomic<Bool>(false)

    /// A budget of as many steps.
    package init(most: Int = ofSubmission) {
        self.most = most
    }

    /// The steps so far.
    package var steps: Int { taken.load(ordering: .relaxed) }

    /// Whether the steps are used up.
    package var isExhausted: Bool { steps > most }

    /// A budget of its own for a part of the work, of no more than what is left of this one.
    func share(atMost most: Int) -> EvaluationBudget {
        EvaluationBudget(most: min(most, max(0, self.most - steps)))
    }

    /// Takes `count` steps.
    /// - Returns: whether there were as many left.
    @discardableResult
    package func take(_ count: Int = 1) -> Bool {
        // One evaluation belongs to one thread; the atomic only says so to the compiler.
        let steps = taken.load(ordering: .relaxed) &+ count
        taken.store(steps, ordering: .relaxed)
        return steps <= most
    }

    /// Notes that a number was out of range.
    func noteOutOfRange() { hasLeftRange.store(true, ordering: .relaxed) }

    /// Whether a number was out of range since this was asked last.
    package func takeOutOfRange() -> Bool {
        guard hasLeftRange.load(ordering: .relaxed) else { return false }
        hasLeftRange.store(false, ordering: .relaxed)
        return true
    }
}
