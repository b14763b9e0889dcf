import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Looks on while expressions read a submission: notes the single values that are read, and may show another number in the place of
/// one that is stated.
final class FieldLens: Sendable {
    /// A value that is shown in the place of the one that is stated.
    struct Trial: Sendable {
        let id: FieldID
        let leaf: Leaf
    }

    /// What is read, by the numbers of leaves.
    typealias Reads = [FieldID: Leaf]

    private let trial: Trial?
    /// Whether only fields at fault are noted.
    private let notesFaultsOnly: Bool
    private let reads = Mutex<Reads>([:])

    /// - Parameters:
    ///   - trial: what is shown otherwise than it is stated.
    ///   - notesFaultsOnly: whether what is not at fault is passed over.
    init(trial: Trial? = nil, notesFaultsOnly: Bool = false) {
        self.trial = trial
        self.notesFaultsOnly = notesFaultsOnly
    }

    /// What was read since this was asked last.
    func take() -> Reads {
        reads.withLock { reads in
            defer { reads.removeAll(keepingCapacity: true) }
            return reads
        }
    }

    /// Notes what was read elsewhere, or before.
    func note(_ more: Reads) {
        guard !more.isEmpty else { return }
        reads.withLock { $0.merge(more) { first, _ in first } }
    }

    /// What `body` gives, and what it has read; that is noted, too.
    func noting(_ body: () -> ModelValue) -> (value: ModelValue, reads: Reads) {
        let before = take()
        let value = body()
        let inner = take()
        note(before)
        note(inner)
        return (value, inner)
    }

    /// `value` as it is shown. Single values in it and in lists of such are noted, groups are not: their fields are read one by one.
    func shown(_ value: ModelValue) -> ModelValue {
        switch value {
        case .leaf(let leaf, let id):
            let isTried = trial?.id == id
            let shown = isTried ? trial?.leaf ?? leaf : leaf
            if id.fault != nil || !notesFaultsOnly && id.rawValue >= 0 { reads.withLock { $0[id] = shown } }
            return isTried ? .leaf(shown, id: id) : value
        case .list(let elements):
            guard trial != nil else {
                for element in elements { _ = shown(element) }
                return value
            }
            return .list(elements.map(shown))
        case .record, .absent: return value
        }
    }
}

extension FieldID {
    /// Stands for what a submission lacks because of one of its faults.
    /// - Parameter number: that of the fault, from 0.
    static func fault(_ number: Int) -> FieldID { FieldID(rawValue: -2 - number) }

    /// The number of the fault because of which the value is missing.
    var fault: Int? { rawValue < -1 ? -2 - rawValue : nil }
}

extension ModelValue {
    /// The number of the fault because of which there is no value.
    var fault: Int? { if case .leaf(_, let id) = self { id.fault } else { nil } }
}
