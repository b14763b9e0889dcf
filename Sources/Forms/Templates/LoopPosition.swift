import Evaluation

/// Where a loop stands: `loop.first`, `loop.last`, `loop.number`, `loop.count`.
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
            ]))

    /// The position `index`, from 0, of a loop with `count` turns.
    static func value(_ index: Int, of count: Int) -> ModelValue {
        .record([
            .unnumbered(index == 0 ? .text("true") : .empty),
            .unnumbered(.integer(index + 1)),
            .unnumbered(index == count - 1 ? .text("true") : .empty),
            .unnumbered(.integer(count)),
        ])
    }
}
