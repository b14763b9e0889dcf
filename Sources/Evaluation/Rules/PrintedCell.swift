/// Where a field is printed, in words of its form.
package struct PrintedCell: Sendable, Hashable {
    /// What findings call the form: 附件3.
    package let form: String
    /// The row of a table: “总分”行, or 第3行 where nothing on the form names it; `nil` for what stands in no table.
    package let row: String?

    /// Creates a place.
    package init(form: String, row: String? = nil) {
        self.form = form
        self.row = row
    }

    /// The place with the title of its field behind it: 附件3 “总分”行 分值.
    /// - Parameter title: what a clerk calls the field; `nil` for the row, or the form, as a whole.
    func name(_ title: String? = nil) -> String {
        [row, title].compactMap { $0 }.reduce(form) { name, part in
            // Brackets and quotation marks keep parts asunder as they are.
            name.hasSuffix("）") && part.hasPrefix("“") ? name + part : name + " " + part
        }
    }

    /// Whether `text` names the cell with the title `title`, its row or its form, whatever quotation marks and spaces it has.
    func isNamed(by text: String, title: String?) -> Bool {
        let plain = text.plainWords
        let rowName = row == nil ? nil : name()
        return [PrintedCell(form: form).name(), rowName, name(title)].contains { $0?.plainWords == plain }
    }
}
