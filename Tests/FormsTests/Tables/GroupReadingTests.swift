import Testing

/// Cells at either side of a list's rows are read back.
@Suite struct GroupReadingTests {
    private static let fields = """
          - name: groups
            title: 一级指标
            type: list
            fields:
              - {name: name, title: 名称, type: text, required: true}
              - {name: total, title: 合计, type: figure}
              - name: subgroups
                title: 二级指标
                type: list
                fields:
                  - {name: name, title: 名称, type: text, required: true}
                  - {name: comment, title: 评语, type: text}
                  - name: indicators
                    title: 三级指标
                    type: list
                    fields:
                      - {name: name, title: 名称, type: text, required: true}
                      - {name: score, title: 得分, type: figure}

        """
    private static let table = """
        columns: [1fr, 1fr, 1fr, 1fr, 1fr, 1fr]
        rows:
          - {cells: [一级指标, 二级指标, 三级指标, 指标得分, 专家评语, 本组合计], heads: column}
          - each: first in groups
            rows:
              - group: ["{first.total}"]
                side: right
                rows:
                  - group: ["{first.name}"]
                    rows:
                      - each: second in first.subgroups
                        rows:
                          - group: ["{second.name}"]
                            rows:
                              - group: ["{second.comment}"]
                                side: right
                                rows:
                                  - each: third in second.indicators
                                    rows: [["{third.name}", "{third.score}"]]
                                    else: [["", ""]]
          - [{text: 指标总分合计, columns: 5}, ""]
        """

    @Test func readsGroupsAtBothSidesBack() throws {
        let own = try OwnForms(
            fields: Self.fields, table: Self.table,
            text: """
                groups:
                  - name: 产出指标
                    total: 30
                    subgroups:
                      - name: 数量指标
                        comment: 达到要求
                        indicators: [{name: 修路里程, score: 10}, {name: 架桥座数, score: 8.5}]
                      - {name: 质量指标, comment: 尚未评定}
                      - {name: 时效指标, indicators: [{name: 按时完工率, score: 5}]}
                  - name: 效益指标
                    subgroups: [{name: 社会效益, comment: 群众满意}]
                """)
        #expect(
            try own.cells().dropFirst(6).prefix(13) == [
                "r2 c1 [4×1] 产出指标", "r2 c2 [2×1] 数量指标", "r2 c3 [1×1] 修路里程", "r2 c4 [1×1] 10", "r2 c5 [2×1] 达到要求",
                "r2 c6 [4×1] 30", "r3 c3 [1×1] 架桥座数", "r3 c4 [1×1] 8.5", "r4 c2 [1×1] 质量指标", "r4 c3 [1×1]",
                "r4 c4 [1×1]",
                "r4 c5 [1×1] 尚未评定", "r5 c2 [1×1] 时效指标",
            ])
        try own.expectReadBack()
    }
}
