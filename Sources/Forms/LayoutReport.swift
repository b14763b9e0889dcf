package import Diagnostics
package import Evaluation
package import Layout

/// Says what the faults and notes of a layout mean to the user: which field, which place, which character.
package struct LayoutReport {
    let origins: OriginTable
    let submission: AuditedSubmission

    /// Creates a report on the pages of `submission`.
    package init(_ origins: OriginTable, _ submission: AuditedSubmission) {
        self.origins = origins
        self.submission = submission
    }

    /// The findings for `faults`: characters that one text lacks make one.
    package func diagnostics(for faults: [LayoutFault]) -> [Diagnostic] {
        var missing: [TextOrigin?: [Unicode.Scalar]] = [:]
        for case .missingCharacter(let character) in faults
        where missing[character.origin]?.contains(character.scalar) != true {
            missing[character.origin, default: []].append(character.scalar)
        }
        let places = submission.places(of: missing.keys.compactMap(origins.field))
        var told = Set<[String]>()
        var seen = Set<LayoutFault>()
        return faults.compactMap { fault in
            // A form that is printed for each project has its faults as often.
            guard seen.insert(fault).inserted else { return nil }
            switch fault {
            case .missingCharacter(let character):
                guard let scalars = missing.removeValue(forKey: character.origin) else { return nil }
                let place = origins.field(of: character.origin).flatMap { places[$0] }
                let list = Self.list(scalars)
                // A filing that several forms inherit is one text of the submission.
                if let place, !told.insert([place.path.description, list]).inserted { return nil }
                return missingCharacters(list, place, character.scalar, span: origins.span(of: character.origin))
            case .grid(let fault, let place): return .badGrid(fault, at: origins.span(of: place))
            case .rowTooTall(let row, let place): return tooTall(row, place)
            case .columnTooNarrow(let column, let place): return tooNarrow(column, place)
            case .columnsTooWide(let width, let available, let place):
                return tooWide(width, available: available, table: place)
            case .offPage(let offPage, let section, let place):
                return OffPageText(offPage, section: section).diagnostic(at: origins.span(of: place))
            case .footerOver(let part, let section, let place):
                return OffPageText.footerOver(part, section: section, at: origins.span(of: place))
            case .signatureTooWide(let origin): return tooWide(origin)
            case .signatureTooTall(let origin): return signatureTooTall(origin)
            case .headerTooTall(let origin): return headerTooTall(origin)
            case .codeTooFine(let origin): return codeTooFine(origin)
            case .unreadableImage(let origin):
                let place = field(of: origin)
                if let place, !told.insert([place.path.description]).inserted { return nil }
                return unreadable(place, span: origins.span(of: origin))
            }
        }
    }

    /// The findings for `notes`.
    package func diagnostics(for notes: [LayoutNote]) -> [Diagnostic] {
        let fields = notes.compactMap { note -> FieldID? in
            switch note {
            case .shrunk(let origin, _, _), .numberSplit(let origin), .broken(_, let origin, _):
                origins.field(of: origin)
            case .sealCut: nil
            }
        }
        let places = fields.isEmpty ? [:] : submission.places(of: fields)
        return notes.map { note in
            func place(_ origin: TextOrigin?) -> FieldPlace? { origins.field(of: origin).flatMap { places[$0] } }
            return switch note {
            case .shrunk(let origin, let from, let to):
                shrunk(at: place(origin), from: from, to: to, span: origins.span(of: origin))
            case .numberSplit(let origin): numberSplit(place(origin), span: origins.span(of: origin))
            case .sealCut(let section, let room, let diameter): sealCut(section, room: room, diameter: diameter)
            case .broken(let rule, let origin, let page):
                broken(rule, at: place(origin), page: page, span: origins.span(of: origin))
            }
        }
    }

    /// The field that a single fault is about, if it is one of the submission's.
    private func field(of origin: TextOrigin?) -> FieldPlace? {
        origins.field(of: origin).flatMap { submission.places(of: [$0])[$0] }
    }

    /// The titles of a field before what is said of it.
    static func lead(_ place: FieldPlace?) -> String {
        place.map { $0.title + "：" } ?? ""
    }

    // MARK: Characters

    /// The most characters that one finding names.
    static let mostCharacters = 8

    /// A character with its code point; one that is not seen on its own by its code point only.
    static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .privateUse, .unassigned:
            scalar.codePoint
        default: "“\(scalar)”（\(scalar.codePoint)）"
        }
    }

    static func list(_ scalars: [Unicode.Scalar]) -> String {
        let named = scalars.prefix(mostCharacters).map(name).joined(separator: "、")
        return scalars.count > mostCharacters ? named + " 等 \(scalars.count) 个字" : named
    }

    private func missingCharacters(
        _ list: String, _ place: FieldPlace?, _ first: Unicode.Scalar, span: SourceSpan?
    ) -> Diagnostic {
        Diagnostic(
            .error, id: "missing-character",
            LocalizedText("\(Self.lead(place))字体中没有\(list)", en: "no face has \(list)"),
            at: (place?.span ?? span).map { $0.place(of: first) ?? $0 }, field: place?.path.description,
            hints: [
                LocalizedText(
                    "换一个字，或用 --fonts 指定有这个字的字体",
                    en: "use another character, or name a folder of faces that have it with --fonts")
            ])
    }

    private func shrunk(at place: FieldPlace?, from: Length, to: Length, span: SourceSpan?) -> Diagnostic {
        Diagnostic(
            .note, id: "set-smaller",
            LocalizedText(
                "\(Self.lead(place))为排在一行内，字号由 \(from.points) 磅缩到 \(to.points) 磅",
                en: "set in \(to.points) pt instead of \(from.points) pt to stay on one line"),
            at: place?.span ?? span, field: place?.path.description)
    }

    private func numberSplit(_ place: FieldPlace?, span: SourceSpan?) -> Diagnostic {
        Diagnostic(
            .warning, id: "number-split",
            LocalizedText(
                "\(Self.lead(place))格子放不下这个数，拆成了两行",
                en: "the cell has no room for the number, which stands on two lines"),
            at: place?.span ?? span, field: place?.path.description,
            hints: [LocalizedText("把同一行或同一列的内容写短些", en: "shorten what else stands in its row or column")])
    }

    private func codeTooFine(_ origin: TextOrigin?) -> Diagnostic {
        let place = field(of: origin)
        return Diagnostic(
            .error, id: "code-too-fine",
            LocalizedText(
                "\(Self.lead(place))这样长的内容，二维码印在写定的大小里读不出来",
                en: "the code of a text as long as this cannot be read in the size that is stated"),
            at: place?.span ?? origins.span(of: origin), field: place?.path.description,
            hints: [LocalizedText("把 width、height 写大些，或者缩短内容", en: "raise width and height, or shorten the text")])
    }

    // MARK: Page breaks

    private func broken(_ rule: LayoutRule, at place: FieldPlace?, page: Int, span: SourceSpan?) -> Diagnostic {
        let message =
            switch rule {
            case .fewestLines:
                LocalizedText(
                    "第 \(page) 页末断开的文字，有一侧的行数少于样式的要求",
                    en: "the break at the foot of page \(page) leaves fewer lines on one side than the style asks for")
            case .rowWhole:
                LocalizedText(
                    "不该拆开的一行比一页还高，在第 \(page) 页末拆开了",
                    en: "a row that must not be cut is taller than a page: it is cut at the foot of page \(page)")
            case .rowWithNext:
                LocalizedText(
                    "应与下一行同页的一行，在第 \(page) 页末与下一行分开了",
                    en: "a row that keeps with the next is parted from it at the foot of page \(page)")
            case .blockWithNext:
                LocalizedText(
                    "应与后面同页的部分，在第 \(page) 页末与后面分开了",
                    en: "a block that keeps with the next is parted from it at the foot of page \(page)")
            case .blockWithPrevious:
                LocalizedText(
                    "应与前面同页的部分，在第 \(page) 页末与前面分开了",
                    en: "a block that keeps with the one before is parted from it at the foot of page \(page)")
            }
        return Diagnostic(
            .note, id: "broken-rule", LocalizedText(Self.lead(place) + message.zh, en: message.en),
            at: place?.span ?? span, field: place?.path.description)
    }

    // MARK: Tables and seals

    private func sealCut(_ section: String, room: Length, diameter: Length) -> Diagnostic {
        let free = Int(room.millimetres)
        let wanted = Int(diameter.millimetres.rounded())
        return Diagnostic(
            .note, id: "seal-cut",
            LocalizedText(
                "\(section)：落款处到纸边只有 \(free) 毫米，公章直径 \(wanted) 毫米，盖章时会压到表格",
                en: "\(section): \(free) mm to the edge of the paper are too few for a seal of \(wanted) mm"),
            at: .whole(SourceFile(name: submission.file.name, text: "")))
    }

    private func tooNarrow(_ column: Int, _ place: TextOrigin?) -> Diagnostic {
        fault(
            "column-too-narrow", at: place,
            hints: [LocalizedText("减少列数，或改小字号和边距", en: "use fewer columns, smaller type or less padding")]
        ) { lead in
            LocalizedText("\(lead)表格第 \(column + 1) 列放不下一个字", en: "column \(column + 1) is narrower than a character")
        }
    }

    private func tooWide(_ width: Length, available: Length, table: TextOrigin?) -> Diagnostic {
        let (message, hint) = StatedWidths.tooWide(width, available: available)
        return fault("columns-too-wide", at: table, hints: [hint]) { LocalizedText($0 + message.zh, en: message.en) }
    }

    private func tooWide(_ origin: TextOrigin?) -> Diagnostic {
        fault("signature-too-wide", at: origin) { lead in
            LocalizedText(
                "\(lead)落款的这一项中有一段不能断开，一行放不下",
                en: "a field of the signature block holds an unbreakable piece wider than the block")
        }
    }

    private func signatureTooTall(_ origin: TextOrigin?) -> Diagnostic {
        fault(
            "signature-too-tall", at: origin,
            hints: [LocalizedText("把落款各项的内容写短", en: "shorten what the fields of the block hold")]
        ) { _ in LocalizedText("落款比一页还高", en: "the signature block is taller than a page") }
    }

    private func headerTooTall(_ origin: TextOrigin?) -> Diagnostic {
        fault(
            "header-too-tall", at: origin, hints: [LocalizedText("把其中的名称写短", en: "shorten the name in it")]
        ) { lead in
            LocalizedText("\(lead)续页上方的表名太长，版面不够", en: "the running header takes too much of its pages")
        }
    }

    /// A fault of the text from `origin`; `message` is given the titles of its field.
    private func fault(
        _ id: String, at origin: TextOrigin?, hints: [LocalizedText] = [], _ message: (String) -> LocalizedText
    ) -> Diagnostic {
        let field = field(of: origin)
        return Diagnostic(
            .error, id: id, message(Self.lead(field)), at: field?.span ?? origins.span(of: origin),
            field: field?.path.description, hints: hints)
    }

    private func unreadable(_ place: FieldPlace?, span: SourceSpan?) -> Diagnostic {
        Diagnostic(
            .error, id: "bad-image",
            LocalizedText("\(Self.lead(place))图片已损坏，读不出来", en: "the image is damaged and cannot be decoded"),
            at: place?.span ?? span, field: place?.path.description,
            hints: [LocalizedText("重新导出为 PNG", en: "export it as PNG again")])
    }

    private func tooTall(_ row: Int, _ origin: TextOrigin?) -> Diagnostic {
        fault("row-too-tall", at: origin) { lead in
            LocalizedText(
                "\(lead)表格第 \(row + 1) 行比一页还高，又不能拆开",
                en: "row \(row + 1) of the table is taller than a page and cannot be cut"
            )
        }
    }
}

extension Diagnostic {
    /// The cells of a table, which a layout states at `span`, do not make a grid.
    static func badGrid(_ fault: TableGrid.Fault, at span: SourceSpan?) -> Diagnostic {
        let message =
            switch fault {
            case .tooWide(let row, let columns):
                LocalizedText(
                    "表格第 \(row + 1) 行的单元格超出 \(columns) 列",
                    en: "the cells of row \(row + 1) need more than \(columns) columns")
            case .tooNarrow(let row, let covered, let columns):
                LocalizedText(
                    "表格第 \(row + 1) 行只占 \(covered) 列，应占满 \(columns) 列",
                    en: "row \(row + 1) covers \(covered) of \(columns) columns")
            case .tooTall(let row):
                LocalizedText(
                    "表格第 \(row + 1) 行有单元格伸出表格或表头之外",
                    en: "a cell of row \(row + 1) reaches out of the table or its header")
            case .noColumns: LocalizedText("表格一列也没有", en: "the table has no column")
            }
        return Diagnostic(.error, id: "bad-grid", message, at: span)
    }
}
