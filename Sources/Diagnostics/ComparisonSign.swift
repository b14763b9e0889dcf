extension Relation {
    /// The relation that `sign` says, as ＞, >= or 不超过 do; `nil` where it says none.
    package static func meant(by sign: String) -> Relation? {
        let sign = sign.filter { !$0.isWhitespace }
        return signs.first { $0.sign == sign }?.relation
    }

    /// The signs and words for a relation that begin with `first`, the longest first, so that the first one with which a text
    /// begins is meant.
    package static func signs(beginningWith first: Unicode.Scalar) -> [(sign: String, relation: Relation)] {
        signsByStart[first] ?? []
    }

    private static let signsByStart = Dictionary(grouping: signs) { $0.sign.unicodeScalars.first }

    /// Every sign and word for a relation, the longest first.
    private static let signs: [(sign: String, relation: Relation)] = texts.flatMap { relation, signs in
        signs.map { (sign: $0, relation: relation) }
    }.sorted { $0.sign.utf8.count > $1.sign.utf8.count }

    private static let texts: [(Relation, [String])] = [
        (.equal, ["=", "＝", "==", "＝＝", "﹦", "═", "等于"]),
        (.less, ["<", "＜", "﹤", "〈", "《", "小于", "少于", "低于", "不到", "不足", "不满", "未满", "短于"]),
        (
            .atMost,
            [
                "≤", "≦", "⩽", "≯", "<=", "=<", "＜＝", "＝＜", "<＝", "＜=", "﹤=", "《=", "〈=", "不超过", "不得超过", "不超", "未超过",
                "不高于", "不得高于", "不大于", "不多于", "不得多于", "小于等于", "小于或等于", "低于或等于", "至多", "最多", "最高", "最大",
            ]
        ),
        (.greater, [">", "＞", "﹥", "〉", "》", "大于", "多于", "高于", "超过", "长于"]),
        (
            .atLeast,
            [
                "≥", "≧", "⩾", "≮", ">=", "=>", "＞＝", "＝＞", ">＝", "＞=", "﹥=", "》=", "〉=", "不低于", "不得低于", "不少于", "不得少于",
                "不小于", "大于等于", "大于或等于", "高于或等于", "至少", "最少", "最低", "达到",
            ]
        ),
    ]
}
