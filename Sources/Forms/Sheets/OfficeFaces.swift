import Layout

/// The faces by which office programs know the roles of faces.
enum OfficeFaces {
    private static let names = [
        "title": "方正小标宋简体", "body": "仿宋", "hei": "黑体", "kai": "楷体", "song": "宋体",
    ]

    /// The face for `role`.
    static func name(of role: FontRole) -> String { names[role.name] ?? "宋体" }
}
