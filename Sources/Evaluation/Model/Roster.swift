/// 附件6, the people in charge of performance management.
package struct Roster: Record {
    /// The rows that are filled in.
    package var people: [RosterRow] = []
    /// How many blank rows follow, to be filled in by hand.
    package var blankRows = BlankRows(0)
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty roster.
    package init() {}

    /// The fields of the roster.
    package static let schema = RecordSchema<Roster>(
        "附件6 负责人名册",
        [
            Field("people", \.people, "人员", required: true),
            Field("blankRows", \.blankRows, "空行数"),
        ])
}

/// How many blank rows a table has.
package struct BlankRows: BoundedInteger, Hashable {
    /// A few pages of them at the most.
    package static let range = 0...200
    /// The number of rows.
    package let value: Int

    /// Creates a number of rows.
    package init(_ value: Int) {
        self.value = value
    }
}

/// A person of the roster.
package struct RosterRow: Record {
    /// The first column: 分管领导, 联络员.
    package var duty = ""
    /// 姓名
    package var name = ""
    /// 职务
    package var position = ""
    /// 办公电话
    package var officePhone = ""
    /// 移动通讯号码
    package var mobile = ""
    /// 备注
    package var note = ""
    /// The fields that the form set adds.
    package var added: [AddedValue] = []

    /// An empty row.
    package init() {}

    /// The fields of the row.
    package static let schema = RecordSchema<RosterRow>(
        "名册的一行",
        [
            Field("duty", \.duty, "职责"),
            Field("name", \.name, "姓名", personal: true),
            Field("position", \.position, "职务"),
            Field("officePhone", \.officePhone, "办公电话", personal: true),
            Field("mobile", \.mobile, "移动通讯号码", personal: true),
            Field("note", \.note, "备注"),
        ])
}
