import Rendering

/// What the carrier holds, in words (说明文件.TXT): with lines that end as every system's editors take them.
struct PackDescription {
    /// The name of the file, which rules for transfers fix.
    static let fileName = "说明文件.TXT"

    let settings: PackSettings
    let checks: PackChecks
    let items, pages: Int
    let size: (octets: Int, files: Int)

    /// The line that says how much there is.
    static func amount(items: Int, pages: Int) -> String { "数量：\(items) 件，\(pages) 页" }

    /// The whole text.
    var text: String {
        let lines =
            [
                "电子档案归档包说明", "", "立档单位：\(settings.office.name)", "全宗号：\(settings.fonds)", "档案门类：\(settings.type)",
                "年度：\(settings.year)", "机构（问题）：\(settings.section.name)（\(settings.section.code)）",
                "归档日期：\(settings.day)", Self.amount(items: items, pages: pages),
                "数据：\(size.files) 个文件，\(size.octets) 字节（data 文件夹）", "生成软件：Annex \(Renderer.version)", "",
            ] + Self.contents + ["", "四性检测（DA/T 70-2018），详见 data/report/report.pdf"] + results
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static let contents = [
        "本包有：", "  说明文件.TXT      本文件", "  文件目录.XML      归档文件目录，每件一行；结构见 data/schema/catalogue.xsd",
        "  data/records/     电子档案，按年度、门类分文件夹；每件一个 PDF（电子档案）和一个同名的 XML（元数据）",
        "  data/catalogue/   归档文件目录：PDF/A（每册至多 500 件）和 XLSX", "  data/report/      四性检测报告",
        "  data/schema/      两种 XML 的结构定义（XSD）",
        "  bagit.txt、bag-info.txt、manifest-sha256.txt、tagmanifest-sha256.txt   校验用的清单（BagIt，RFC 8493）", "",
        "文件名：data 里的文件名只用字母、数字和 - . ，以免在不同系统之间改变。档号中的“·”在文件名里写作“.”，",
        "  其余照写：档号 0086-WS·2024-D30-JXK-0001 的文件是 0086-WS.2024-D30-JXK-0001.pdf。中文题名在目录里。",
        "  data/records 相当于移交规定里的“电子档案”文件夹。", "校验：用 annex archive --check，或任何 BagIt 软件，如 bagit.py --validate。",
    ]

    private var results: [String] {
        PackChecks.Kind.allCases.map { kind in
            let detail = checks.detail(kind, list: "检测报告")
            return "  \(kind.property)　\(kind.title)：\(checks.result(kind))\(detail.isEmpty ? "" : "（\(detail)）")"
        }
    }
}
