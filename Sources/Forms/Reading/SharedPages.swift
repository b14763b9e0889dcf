import Diagnostics
import Layout
import SourceTree

/// Holds forms that begin on the page of the form before them against that one's pages.
struct SharedPages {
    /// The forms that the next one may follow; none before the first.
    private var before: [FormSet.Form] = []

    /// Reports the forms of `entries` that cannot share a page with what stands before them.
    static func check(_ entries: [Repeatable<FormSet.Form>], _ reader: inout NodeReader) {
        var pages = SharedPages()
        pages.check(entries, &reader)
    }

    private mutating func check(_ entries: [Repeatable<FormSet.Form>], _ reader: inout NodeReader) {
        for entry in entries {
            switch entry {
            case .once(let form): check(form, &reader)
            case .each(_, let forms, let otherwise): check([(forms, true), (otherwise, false)], &reader)
            case .when(_, let forms, let otherwise): check([(forms, false), (otherwise, false)], &reader)
            }
        }
    }

    private mutating func check(_ form: FormSet.Form, _ reader: inout NodeReader) {
        check(form, behind: before, &reader)
        before = [form]
    }

    /// Forms of which the ones or the others are printed; those that are repeated may follow themselves, and of any there may be
    /// none.
    private mutating func check(
        _ branches: [([Repeatable<FormSet.Form>], isRepeated: Bool)], _ reader: inout NodeReader
    ) {
        let outside = before
        var behind = outside
        for (forms, isRepeated) in branches {
            before = outside
            if isRepeated, let last = forms.last?.parts.last { before.append(last) }
            check(forms, &reader)
            if !forms.isEmpty { behind += before }
        }
        before = behind
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
