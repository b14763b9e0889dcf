/// 附件6, the people in charge of performance management.
public struct Roster: Record {
    /// The rows that are filled in.
    public var people: [RosterRow] = []
    /// How many blank rows follow, to be filled in by hand.
    public var blankRows = BlankRows(0)
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty roster.
    public init() {}

    /// The fields of the roster.
    public static let schema = RecordSchema<Roster>(
        "附件6 负责人名册",
        [
            Field("people", \.people, "人员", required: true),
            Field("blankRows", \.blankRows, "空行数"),
        ])
}

/// How many blank rows a table has.
public struct BlankRows: BoundedInteger, Hashable {
    /// A few pages of them at the most.
    public static let range = 0...200
    /// The number of rows.
    public let value: Int

    /// Creates a number of rows.
    public init(_ value: Int) {
        self.value = value
    }
}

/// A person of the roster.
public struct RosterRow: Record {
    /// The first column: 分管领导, 联络员.
    public var duty = ""
    /// 姓名
    public var name = ""
    /// 职务
    public var position = ""
    /// 办公电话
    public var officePhone = ""
    /// 移动通讯号码
    public var mobile = ""
    /// 备注
    public var note = ""
    /// The fields that the form set adds.
    public var added: [AddedValue] = []

    /// An empty row.
    public init() {}

    /// The fields of the row.
    public static let schema = RecordSchema<RosterRow>(
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
