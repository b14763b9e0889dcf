import Diagnostics
import Evaluation
package import Layout

/// What the sheet before the forms of an office in a print job counts, as its layout sees it: `sheet.pages`,
/// `form in sheet.forms`.
package struct SeparatorSheet: Sendable {
    /// A form as it is listed.
    package struct Form: Sendable {
        /// What it is called.
        package let title: String
        /// How many of its pages are printed.
        package let pages: Int

        /// Creates a form.
        package init(title: String, pages: Int) {
            self.title = title
            self.pages = pages
        }
    }

    /// Which of the offices in the job it is, from 1.
    package var number: Int
    /// How many offices the job has.
    package var offices: Int
    /// How many pages of the office are printed.
    package var pages: Int
    /// How many sheets they take, without this one.
    package var sheets: Int
    /// The forms in order.
    package var forms: [Form]

    /// Creates a sheet.
    package init(number: Int, offices: Int, pages: Int, sheets: Int, forms: [Form]) {
        self.number = number
        self.offices = offices
        self.pages = pages
        self.sheets = sheets
        self.forms = forms
    }

    /// The name by which layouts know it.
    static let variable = "sheet"

    /// What it states.
    static let fieldType = FieldType.record(
        RecordType(
            title: "分隔页",
            fields: [
                count("number", "本单位的序号"), count("offices", "单位数"), count("pages", "页数"), count("sheets", "张数"),
                FieldDescription(
                    name: "forms", title: "各表",
                    type: .list(
                        .record(
                            RecordType(
                                title: "表",
                                fields: [
                                    FieldDescription(name: "title", title: "名称", type: .text),
                                    count("pages", "页数"),
                                ])))),
            ]))

    private static func count(_ name: String, _ title: String) -> FieldDescription {
        FieldDescription(name: name, title: title, type: .integer(0...Int.max))
    }

    var value: ModelValue {
        let forms = forms.map { form in
            ModelValue.record([.unnumbered(.text(form.title)), .unnumbered(.integer(form.pages))])
        }
        return .record([number, offices, pages, sheets].map { .unnumbered(.integer($0)) } + [.list(forms)])
    }
}

extension FormSet {
    /// What stands on the blank pages of a print job.
    /// - Throws: ``Rejection`` where the form set does not say.
    package var blankNote: TextRun {
        get throws(Rejection) { try look(ofPrintJobs: "blank").blankNote }
    }

    /// How print jobs look; `key` is what is asked for.
    func look(ofPrintJobs key: String) throws(Rejection) -> PrintLook {
        if let printJob { return printJob }
        throw Rejection(
            Diagnostic(
                .error, id: "no-print-look",
                LocalizedText(
                    "表样 \(id) 没有写明打印作业的样子（formset.yaml 的 print.\(key)）",
                    en: "form set \(id) does not say how print jobs look (print.\(key) in formset.yaml)")))
    }
}
