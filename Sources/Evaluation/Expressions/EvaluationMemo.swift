import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What ways through lists gave that a loop or filter around them asks for again and again, though it does not bear on them.
final class EvaluationMemo: Sendable {
    /// What was found while the outer variables had the values of `stamp`. Holding the way keeps its identity from being
    /// another's.
    private struct Found {
        let way: FieldReference
        let stamp: Int
        let value: ModelValue
        /// What was read to find it, where somebody looks on.
        let reads: FieldLens.Reads
        var numbers: [ExpressionFunction: Decimal?] = [:]
    }

    /// Lists of more ways than these are not held.
    private static let most = 16

    private let found = Mutex<[ObjectIdentifier: Found]>([:])
    private let stamps = Atomic<Int>(0)

    /// A number that no value of a variable had before.
    func stamp() -> Int { stamps.add(1, ordering: .relaxed).newValue }

    /// The value of `way`, looked up by `look` only where the variables have changed that it depends on.
    /// - Parameter lens: looks on; it is told what was read even where nothing is looked up again.
    func value(
        of way: FieldReference, at stamp: Int, before lens: FieldLens?, _ look: () -> ModelValue
    ) -> ModelValue {
        if let known = known(way, at: stamp) {
            lens?.note(known.reads)
            return known.value
        }
        let (value, reads) = lens?.noting(look) ?? (look(), [:])
        found.withLock { found in
            if found.count >= Self.most { found.removeAll(keepingCapacity: true) }
            found[ObjectIdentifier(way)] = Found(way: way, stamp: stamp, value: value, reads: reads)
        }
        return value
    }

    /// What `function` gives of the list at the end of `way`, computed once for its value.
    func number(
        _ function: ExpressionFunction, of way: FieldReference, at stamp: Int, _ compute: () -> Decimal?
    ) -> Decimal? {
        if let number = known(way, at: stamp)?.numbers[function] { return number }
        let number = compute()
        found.withLock { found in
            guard found[ObjectIdentifier(way)]?.stamp == stamp else { return }
            found[ObjectIdentifier(way)]?.numbers[function] = .some(number)
        }
        return number
    }

    private func known(_ way: FieldReference, at stamp: Int) -> Found? {
        found.withLock { found in
            guard let known = found[ObjectIdentifier(way)], known.stamp == stamp else { return nil }
            return known
        }
    }
}
