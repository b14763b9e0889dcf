/// The kinds of groups in layout files, each with the keys that it may hold. `layouts/*.schema.json` describe them for
/// editors under the same names.
enum LayoutGroup: String, CaseIterable {
    // formset.yaml
    case formset, draft, print, figures, textStyle, cellStyle, padding, borders, formEntry, repeatedForms, formWhen
    // words.yaml
    case words
    // fragments
    case fragment, parameter, use, argument
    // pages
    case page, paper, margins, number, pageCode
    // forms
    case form, header, footer, stamp
    // blocks
    case text, span, report, tableBlock, signatureBlock, signature, signatureField, blockEach, blockWhen,
        contentsBlock, contents
    // tables
    case table, fill, column, columnEach, columnWhen, row, each, times, when, group, columnRows, cell, cellEach,
        cellWhen, styleIf

    /// The keys in the order in which they are explained.
    var keys: [String] {
        switch self {
        case .formset:
            [
                "id", "title", "like", "fonts", "page", "styles", "cells", "words", "forms", "draft", "print", "letter",
                "report",
            ]
        case .words: ["words"]
        case .fragment: ["parameters", "body", "rows", "cells"]
        case .parameter: ["kind", "title", "default"]
        case .use: ["like", "with"]
        case .argument: ["use"]
        case .draft: ["watermark", "style", "file"]
        case .print: ["blank", "style", "separator"]
        case .figures: ["score", "rate"]
        case .textStyle:
            [
                "like", "role", "size", "pitch", "align", "firstIndent", "indent", "balance", "vertical", "hanSpacing",
                "underline", "adjustMarks", "places", "fit", "hang", "single", "orphans", "widows", "keepUnits",
                "pushIn",
                "shortLastLine",
            ]
        case .cellStyle:
            ["like", "text", "padding", "valign", "repeat", "continued", "borders", "shade", "divided", "rotate"]
        case .padding: ["x", "y", "top", "right", "bottom", "left"]
        case .borders: ["top", "right", "bottom", "left"]
        case .formEntry: ["file", "requires"]
        case .repeatedForms: ["each", "forms", "else"]
        case .formWhen: ["if", "forms", "else"]
        case .page: ["paper", "margins", "mirrored", "landscape", "begins", "valign", "number", "code"]
        case .paper: ["width", "height"]
        case .margins: ["top", "bottom", "inner", "outer"]
        case .number: ["style", "distance", "indent", "format", "position", "scope"]
        case .pageCode: ["style", "lines", "distance", "module", "position"]
        case .form: ["like", "title", "name", "listed", "page", "header", "footer", "stamp", "body"]
        case .header, .footer: ["text", "style", "distance", "first"]
        case .stamp: ["if", "top", "table"]
        case .text: ["text", "style", "before", "atHead", "after", "keepWithNext", "keepWithPrevious", "tag"]
        case .span: ["text", "style"]
        case .report: ["report", "paragraph", "headings", "cell"]
        case .tableBlock: ["table"]
        case .signatureBlock: ["signature"]
        case .signature: ["style", "lines", "pitch", "align", "seal", "before"]
        case .signatureField: ["label", "value", "blank", "image"]
        case .blockEach: ["each", "body", "else"]
        case .blockWhen: ["if", "body", "else"]
        case .contentsBlock: ["contents"]
        case .contents: ["style", "leader", "before"]
        case .table: ["columns", "header", "fill", "before", "cell", "height", "rows", "carried", "subtotal"]
        case .fill: ["grow", "squeeze"]
        case .column: ["width", "min", "max"]
        case .columnEach: ["each", "columns", "else"]
        case .columnWhen: ["if", "columns", "else"]
        case .row: ["cells", "height", "break", "keepWithNext", "repeat", "counted", "heads"]
        case .each: ["each", "rows", "else"]
        case .times: ["times", "rows"]
        case .when: ["if", "rows", "else"]
        case .group: ["group", "side", "rows"]
        case .columnRows: ["columns", "rows"]
        case .cell:
            [
                "text", "image", "code", "width", "height", "alt", "sum", "style", "styleIf", "rows", "columns",
                "indent",
                "heads",
            ]
        case .cellEach: ["each", "cells", "else"]
        case .cellWhen: ["if", "cells", "else"]
        case .styleIf: ["if", "style"]
        }
    }
}
