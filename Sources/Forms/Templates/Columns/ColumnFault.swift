import Diagnostics

/// A cell that keeps a row of a table template from filling the columns.
struct ColumnFault {
    /// What is wrong with it.
    enum Kind {
        /// It takes so many columns, and fewer are open.
        case tooWide(Int)
        /// It is the last of its row, and columns are open behind it.
        case tooNarrow
        /// It goes on below the rows that it may cover.
        case tooTall(ColumnCover.Cell, End)
    }

    /// What ends the rows that a cell may cover.
    enum End {
        case table, header, otherColumns
    }

    /// The columns of a row as far as it has cells.
    struct Row {
        let columns: Int
        /// The cells from above that go on through it, and how many columns they cover.
        let above: [ColumnCover.Cell]
        let fromAbove: Int
        /// How many columns its own cells take.
        let own: Int

        init(_ cover: ColumnCover, _ above: [ColumnCover.Cell], _ fromAbove: Int) {
            columns = cover.columns.count
            self.above = above
            self.fromAbove = fromAbove
            own = cover.columns.count { $0 != nil } - fromAbove
        }
    }

    let kind: Kind
    let row: Row
    let span: SourceSpan

    /// What is wrong.
    var message: LocalizedText {
        switch kind {
        case .tooWide(let columns):
            LocalizedText(
                "表格有 \(row.columns) 列，这一行到这一格以前已占 \(taken.zh)，这一格占 \(columns) 列，排不下",
                en:
                    "no room for this cell of \(columns) columns: the table has \(row.columns), the row takes \(taken.en) before it"
            )
        case .tooNarrow:
            LocalizedText(
                "表格有 \(row.columns) 列，这一行只占 \(taken.zh)",
                en: "the table has \(row.columns) columns, this row covers \(taken.en)")
        case .tooTall(let cell, let end): Self.tooTall(cell, end)
        }
    }

    /// How many columns are taken, and by what.
    private var taken: LocalizedText {
        guard row.fromAbove > 0 else { return LocalizedText("\(row.own) 列", en: "\(row.own)") }
        return LocalizedText(
            "\(row.fromAbove + row.own) 列（上面跨下来的格 \(row.fromAbove) 列，本行的格 \(row.own) 列）",
            en: "\(row.fromAbove + row.own) (\(row.fromAbove) by cells from above, \(row.own) by its own)")
    }

    private static func tooTall(_ cell: ColumnCover.Cell, _ end: End) -> LocalizedText {
        let place =
            switch end {
            case .table: LocalizedText("表格末尾", en: "the table ends")
            case .header: LocalizedText("表头末尾", en: "its header ends")
            case .otherColumns: LocalizedText("列宽不同的行", en: "rows with other columns begin")
            }
        guard let span = cell.rowSpan, case .rows(let left) = cell.reach else {
            return LocalizedText(
                "这一格跨 group 的各行，其中有些在\(place.zh)之后",
                en: "this cell covers all rows of its group, some of them behind the place where \(place.en)")
        }
        return LocalizedText(
            "这一格跨 \(span) 行，有时只到第 \(span - left) 行就是\(place.zh)",
            en: "this cell covers \(span) rows, but after \(span - left) of them \(place.en)")
    }

    /// Where the cells from above stand, and what helps where the number of rows follows the submission.
    var hints: [LocalizedText] {
        var hints = row.above.map { cell in
            let line = cell.start.line
            guard let span = cell.rowSpan else {
                return LocalizedText(
                    "第 \(line) 行 group 的格跨到这一行", en: "a cell of the group in line \(line) goes on here")
            }
            return LocalizedText(
                "第 \(line) 行的格跨 \(span) 行，跨到这一行", en: "a cell of \(span) rows in line \(line) goes on here")
        }
        if case .tooTall(let cell, _) = kind, cell.rowSpan != nil {
            hints.append(
                LocalizedText(
                    "each、times、if 的行数随材料变，左边的格用 group 跨它们",
                    en: "what each, times and if make follows the submission: cover it with a group"))
        }
        return hints
    }
}
