import Diagnostics
import SourceTree

/// Holds forms that begin on the page of the form before them against that one's pages.
struct SharedPages {
    /// The forms that the next one may follow; none before the first.
    private var before: [FormSet.Form] = []

    /// Reports the forms of `entries` that cannot share a page with what stands before them.
    static func check(_ entries: [FormSet.Entry], _ reader: inout NodeReader) {
        var pages = SharedPages()
        for entry in entries {
            switch entry {
            case .form(let form): pages.check(form, &reader)
            case .each(_, let forms): pages.check(repeated: forms, &reader)
            }
        }
    }

    private mutating func check(_ form: FormSet.Form, _ reader: inout NodeReader) {
        check(form, behind: before, &reader)
        before = [form]
    }

    /// They may follow themselves; where the list is empty there are none.
    private mutating func check(repeated forms: [FormSet.Form], _ reader: inout NodeReader) {
        guard let last = forms.last else { return }
        let outside = before
        before.append(last)
        for form in forms { check(form, &reader) }
        before = outside + [last]
    }

    private func check(_ form: FormSet.Form, behind others: [FormSet.Form], _ reader: inout NodeReader) {
        let page = form.template.page
        guard page.style.continuesPage, let span = page.begins else { return }
        if let stamp = form.template.stamp {
            reader.fault(
                "shared-page",
                LocalizedText(
                    "begins: same 的表不从页首起，不能有 stamp", en: "a form that begins: same has no first page for a stamp"),
                at: stamp.table.span)
        }
        if others.isEmpty {
            reader.fault(
                "shared-page",
                LocalizedText("前面没有表，不能写 begins: same", en: "no form stands before one that begins: same"),
                at: span)
        }
        for other in others where !other.template.page.hasFrame(of: page) {
            let path = other.template.title.span.file.name
            let name = path.split(separator: "/").last ?? ""
            reader.fault(
                "shared-page",
                LocalizedText(
                    "纸、页边距、横排与前面的“\(name)”不同，不能写 begins: same",
                    en: "paper, margins and direction must be those of “\(name)” before it, whose page it is to share"),
                at: span)
        }
    }
}

extension PageTemplate {
    /// Whether its type area is that of `other`.
    fileprivate func hasFrame(of other: PageTemplate) -> Bool {
        style.size == other.style.size && style.margins == other.style.margins
            && style.isLandscape == other.style.isLandscape && style.isMirrored == other.style.isMirrored
    }
}
