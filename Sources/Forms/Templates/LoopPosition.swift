import Evaluation

/// Where a loop stands: `loop.first`, `loop.last`, `loop.number`, `loop.count`, `loop.running`.
enum LoopPosition {
    /// The fields that a layout may ask for.
    static let fieldType = FieldType.record(
        RecordType(
            title: "循环",
            fields: [
                FieldDescription(name: "first", title: "是否第一项", type: .text, isRequired: false),
                FieldDescription(name: "number", title: "序号", type: .integer(1...Int.max), isRequired: false),
                FieldDescription(name: "last", title: "是否最后一项", type: .text, isRequired: false),
                FieldDescription(name: "count", title: "项数", type: .integer(1...Int.max), isRequired: false),
                FieldDescription(name: "running", title: "连续序号", type: .integer(1...Int.max), isRequired: false),
            ]))

    /// The position `index`, from 0, of a loop with `count` turns.
    /// - Parameter earlier: how many elements the same loop went through before, for other elements of the loops around it.
    static func value(_ index: Int, of count: Int, earlier: Int) -> ModelValue {
        .record([
            .unnumbered(index == 0 ? .text("true") : .empty),
            .unnumbered(.integer(index + 1)),
            .unnumbered(index == count - 1 ? .text("true") : .empty),
            .unnumbered(.integer(count)),
            .unnumbered(.integer(earlier + index + 1)),
        ])
    }
}

/// How many elements the loops of a form went through so far.
final class LoopCounts {
    private var counts: [ObjectIdentifier: Int] = [:]

    /// The elements that the loop through `lists` went through before, to which `count` are added.
    func add(_ count: Int, to lists: [FieldReference]) -> Int {
        guard let list = lists.first else { return 0 }
        let earlier = counts[ObjectIdentifier(list), default: 0]
        counts[ObjectIdentifier(list)] = earlier + count
        return earlier
    }

    /// Begins anew, with another form.
    func reset() { counts = [:] }
}
