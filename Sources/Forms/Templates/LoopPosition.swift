import Evaluation

/// Where a loop stands: `loop.first`, `loop.number`.
enum LoopPosition {
    /// The fields that a layout may ask for.
    static let fieldType = FieldType.record(
        RecordType(
            title: "循环",
            fields: [
                FieldDescription(name: "first", title: "是否第一项", type: .text, isRequired: false),
                FieldDescription(name: "number", title: "序号", type: .integer(1...Int.max), isRequired: false),
            ]))

    /// The position `index`, from 0.
    static func value(_ index: Int) -> ModelValue {
        .record([
            .unnumbered(index == 0 ? .text("true") : .empty),
            .unnumbered(.integer(index + 1)),
        ])
    }
}
