import Diagnostics

/// The four checks of DA/T 70-2018, as far as a program can make them, and how they came out.
struct PackChecks {
    /// A check.
    enum Kind: String, CaseIterable {
        case unchanged, signatures, marks
        case items, numbers, pages, signedCopies, entries, metadata
        case opens, standard, fonts
        case checksums, encryption, actions, viruses
    }

    /// What was found wrong.
    struct Fault {
        let kind: Kind
        /// Of which item or file; empty where of none.
        let place: String
        let text: LocalizedText
    }

    private(set) var faults: [Fault] = []
    /// What this program cannot check.
    var unchecked: Set<Kind> = [.viruses]
    /// What each check says where nothing is wrong.
    var details: [Kind: String] = [:]

    /// Notes that something is wrong.
    mutating func note(_ kind: Kind, _ place: String, _ text: LocalizedText) {
        faults.append(Fault(kind: kind, place: place, text: text))
    }

    /// How a check came out.
    func result(_ kind: Kind) -> String {
        if unchecked.contains(kind) { return "未检测" }
        return faults.contains { $0.kind == kind } ? "不通过" : "通过"
    }

    /// What a check says of itself.
    /// - Parameter list: where its faults are listed.
    func detail(_ kind: Kind, list: String) -> String {
        let count = faults.count { $0.kind == kind }
        return count == 0 ? details[kind] ?? "" : "\(count) 处，见\(list)"
    }

    /// The faults as they are told to the user: the pack lacks something.
    var findings: [Diagnostic] {
        faults.map { fault in
            Diagnostic(
                .error, id: "archive-\(fault.kind.id)",
                LocalizedText(
                    fault.place.isEmpty ? fault.text.zh : "\(fault.place)：\(fault.text.zh)",
                    en: fault.place.isEmpty ? fault.text.en : "\(fault.place): \(fault.text.en)"))
        }
    }
}

extension PackChecks.Kind {
    /// The words of its name, joined by hyphens.
    var id: String { rawValue == "signedCopies" ? "signed-copies" : rawValue }

    /// Which of the four it is a part of.
    var property: String {
        switch self {
        case .unchanged, .signatures, .marks: "真实性"
        case .items, .numbers, .pages, .signedCopies, .entries, .metadata: "完整性"
        case .opens, .standard, .fonts: "可用性"
        case .checksums, .encryption, .actions, .viruses: "安全性"
        }
    }

    /// What it looks at.
    var title: String {
        switch self {
        case .unchanged: "电子原件与生成时的摘要相符（除签名外没有改动）"
        case .signatures: "电子签名"
        case .marks: "归档章与档号相符"
        case .items: "件数与生成清单相符"
        case .numbers: "件号连续，没有断号、重号"
        case .pages: "页数与生成清单相符"
        case .signedCopies: "各件都有签字件"
        case .entries: "目录的必填项都有内容"
        case .metadata: "各件都有元数据"
        case .opens: "各件都能打开，页可以数清"
        case .standard: "各件都声明是长期保存格式（PDF/A）"
        case .fonts: "字体都在文件里"
        case .checksums: "每个文件都有 SHA-256 摘要"
        case .encryption: "没有加密"
        case .actions: "没有脚本、自动打开别的程序等动作"
        case .viruses: "病毒"
        }
    }
}
