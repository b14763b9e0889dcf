import Archive
package import Diagnostics

/// A verification in words.
package struct VerificationReport {
    private let path: String
    private let found: ArchiveVerification

    /// Puts into words what was found out about the file at `path`.
    package init(path: String, _ found: ArchiveVerification) {
        self.path = path
        self.found = found
    }

    // MARK: Good news

    /// The good news, and what could not be checked.
    package var summary: LocalizedText {
        let head = LocalizedText(
            "\(path)：\(found.pages) 页的内容、文字和标记与其中的数据一致；\(extent.zh)\(listed.zh)。由 Annex \(found.version) 按表样 \(found.formSet) 生成",
            en: "\(path): content, text and tags of \(found.pages) pages are what the data inside give; "
                + "\(extent.en)\(listed.en). Made by Annex \(found.version) with form set \(found.formSet)")
        let more = found.signatures.map(Self.message) + found.unchecked.map(Self.message)
        return LocalizedText(
            ([head.zh] + more.map { "  " + $0.zh }).joined(separator: "\n"),
            en: ([head.en] + more.map { "  " + $0.en }).joined(separator: "\n"))
    }

    private var listed: LocalizedText {
        found.isListed
            ? LocalizedText("，与 manifest.json 相符", en: ", as manifest.json lists it") : LocalizedText("", en: "")
    }

    private var extent: LocalizedText {
        let isSigned = !found.signatures.isEmpty
        switch found.extent {
        case .identical: return LocalizedText("文件逐字节相同", en: "the file is the same byte for byte")
        case .extended(let count):
            return isSigned
                ? LocalizedText("文件生成后签了名，增加了 \(count) 字节", en: "it was signed since, which added \(count) bytes")
                : LocalizedText(
                    "文件生成后又增加了 \(count) 字节，没有改变内容", en: "\(count) bytes were added since, which change nothing")
        case .different:
            return isSigned
                ? LocalizedText("文件的写法不同，并签了名", en: "the file is written differently, and signed")
                : LocalizedText("文件的写法不同", en: "the file is written differently")
        }
    }

    private static func message(_ signature: ArchivedSignature) -> LocalizedText {
        let (zh, en) = ("签名 \(signature.field)", "signature \(signature.field)")
        switch signature.coverage {
        case .whole:
            return LocalizedText(
                "\(zh)：覆盖整个文件，摘要相符；签名人的证书和密钥没有核对，请用阅读器查看",
                en: "\(en) covers the whole file, whose digest it holds; whose it is, a viewer tells")
        case .earlier(let count):
            return LocalizedText(
                "\(zh)：覆盖文件的前 \(count) 字节，即签名时的整个文件，摘要相符，之后只增加了签名所需的内容；签名人的证书和密钥没有核对，请用阅读器查看",
                en:
                    "\(en) covers the first \(count) bytes, all there was when it was made, whose digest it holds; since then "
                    + "only what signing adds was added; whose it is, a viewer tells")
        case .broken(let fault):
            let reason = message(fault)
            return LocalizedText("\(zh) 无效：\(reason.zh)", en: "\(en) is broken: \(reason.en)")
        }
    }

    private static func message(_ fault: ArchivedSignature.Fault) -> LocalizedText {
        switch fault {
        case .range:
            LocalizedText("它覆盖的不是整个文件", en: "what it covers is not a whole file")
        case .format: LocalizedText("格式不认识，不能核对", en: "its format is not known, so that it cannot be checked")
        case .algorithm:
            LocalizedText(
                "摘要的算法不认识或已不安全，不能核对", en: "its digest is made in a way that is not known, or no proof any more")
        case .digest: LocalizedText("签名之后内容改过，摘要不符", en: "what was signed was changed: its digest is another")
        case .otherFile:
            LocalizedText("签名时的文件与其中的数据不一致", en: "the file that was signed was not what the data inside give")
        case .appearance:
            LocalizedText("签名之后，签名处显示的内容改过", en: "what its field shows was changed after it was signed")
        }
    }

    private static func message(_ unchecked: ArchiveVerification.Unchecked) -> LocalizedText {
        switch unchecked {
        case .formSet:
            LocalizedText(
                "未核对：表样已不是生成时的，生成记录中表样的校验值和当时查出的问题无从核对",
                en:
                    "not checked: the form set has changed since, so the record's hash of it and findings cannot be checked"
            )
        case .rules:
            LocalizedText(
                "未核对：规则与生成时的不同，当时查出的问题无从核对；已按现行规则重新审核",
                en:
                    "not checked: the rules are others than then, so the record's findings cannot be checked; the data were "
                    + "audited by today's")
        case .notation(let count):
            LocalizedText(
                "未核对：记录中有 \(count) 条说的是原文件的写法，规范格式里没有",
                en: "not checked: \(count) findings of the record are about how the original file was written")
        }
    }

    // MARK: Differences

    /// What differs, a finding each, and the rules that are broken.
    package var diagnostics: [Diagnostic] {
        let place = SourceSpan.whole(SourceFile(name: path, text: ""))
        let hints = hints
        let differences = found.differences.map {
            Diagnostic(.error, id: "archive-differs", Self.message($0), at: place, hints: hints)
        }
        return differences + found.violations
    }

    private var hints: [LocalizedText] {
        var hints: [LocalizedText] = []
        if found.version != Renderer.version {
            hints.append(
                LocalizedText(
                    "文件由 Annex \(found.version) 生成，现在是 \(Renderer.version)，请用原版本核对",
                    en: "the file was made by Annex \(found.version), this is \(Renderer.version): verify with that"))
        }
        if found.unchecked.contains(.formSet) {
            hints.append(
                LocalizedText(
                    "表样 \(found.formSet) 不是生成时的那一套（或已经改过），请用 --layouts 给出生成时的表样所在的文件夹",
                    en: "form set \(found.formSet) is another than then; --layouts names the folder with that one"))
        }
        if found.unchecked.contains(.rules) {
            hints.append(
                LocalizedText(
                    "规则与生成时的不同，生成时用了本县规则的，请用 --rules 给出",
                    en: "the rules are others than then; those of a county are given by --rules"))
        }
        return hints
    }

    private static func message(_ difference: ArchiveVerification.Difference) -> LocalizedText {
        switch difference {
        case .manifest:
            LocalizedText("与同一文件夹 manifest.json 中的校验值不符", en: "the file is not the one that manifest.json lists")
        case .submission:
            LocalizedText(
                "其中的原始数据（submission.json）不是本程序存入的写法", en: "the data inside are not in the form in which they are kept")
        case .record:
            LocalizedText(
                "生成记录（record.json）与原始数据不符", en: "the record (record.json) is not the one that the data give")
        case .rules: LocalizedText("其中的原始数据违反现行规则", en: "the data inside break the rules in force")
        case .archive(let difference): message(difference)
        case .signature(let signature): message(signature)
        }
    }

    private static func message(_ difference: ArchiveDifference) -> LocalizedText {
        let words = words(difference.part)
        guard !difference.path.isEmpty else { return words }
        let kind =
            switch difference.kind {
            case .added: LocalizedText("多出", en: "added")
            case .missing: LocalizedText("缺少", en: "missing")
            case .changed: LocalizedText("不同", en: "changed")
            }
        return LocalizedText(
            "\(words.zh)（\(kind.zh) \(difference.path)）", en: "\(words.en) (\(kind.en): \(difference.path))")
    }

    private static func words(_ part: ArchiveDifference.Part) -> LocalizedText {
        switch part {
        case .frame:
            LocalizedText(
                "文件头之前、文件尾之后多了内容，或开头指明的第一页不对",
                en: "something stands before the header or behind the end, or the beginning names another first page")
        case .trailer: LocalizedText("文件尾的登记项不同", en: "the trailer differs")
        case .pages: LocalizedText("页多了、少了或换了", en: "pages were added, removed or replaced")
        case .content(let page): LocalizedText("第 \(page) 页画的内容不同", en: "page \(page) draws something else")
        case .resources(let page):
            LocalizedText("第 \(page) 页的字体、文字或纸张不同", en: "page \(page) has other faces, text or paper")
        case .annotations(let page):
            LocalizedText("第 \(page) 页上覆盖的内容（注释、表单域）不同", en: "what lies upon page \(page) differs")
        case .pageEntries(let page):
            LocalizedText("第 \(page) 页多了别的内容（动作、附件等）", en: "page \(page) has other entries, such as actions")
        case .form: LocalizedText("表单不同", en: "the form differs")
        case .field(let name): LocalizedText("签名域 \(name) 不同", en: "signature field \(name) differs")
        case .structure: LocalizedText("给读屏软件的标记不同", en: "the tags differ")
        case .navigation: LocalizedText("语言、书签或页码不同", en: "language, outline or page labels differ")
        case .viewing:
            LocalizedText(
                "打开、显示或打印的方式不同（含自动执行的动作）", en: "how it is opened, shown or printed differs, or what runs then")
        case .attachments:
            LocalizedText("附件多了、少了或改过", en: "files inside were added, removed or changed")
        case .information: LocalizedText("文件信息（标题、作者等）不同", en: "title, author or other information differs")
        case .metadata: LocalizedText("元数据（含归档标准的声明）不同", en: "the metadata (XMP) differ")
        case .colors: LocalizedText("颜色的标准不同", en: "the standard of the colours differs")
        case .catalog: LocalizedText("文件的总登记项不同", en: "the document's own entries differ")
        }
    }
}
