import Diagnostics

/// Why a file is not read.
struct Fault: Error {
    /// The name of the finding, such as `damaged-file`.
    var id: String
    /// What the file is instead.
    var message: LocalizedText
    /// The cell or paragraph that shows it, where one does.
    var place: String?
    /// What the user may do about it.
    var hints: [LocalizedText] = []

    init(_ id: String, _ message: LocalizedText, at place: String? = nil, hints: [LocalizedText] = []) {
        self.id = id
        self.message = message
        self.place = place
        self.hints = hints
    }

    /// The file is no longer as a program wrote it.
    static func damaged(_ message: LocalizedText, at place: String? = nil) -> Fault {
        Fault(
            "damaged-file", message, at: place,
            hints: [
                LocalizedText(
                    "用 Excel、WPS 或 Word 打开并另存一次，再交来",
                    en: "open it in Excel, WPS or Word, save it again, and hand that in")
            ])
    }

    /// The file would take more memory or time than any form does.
    static func tooLarge(_ message: LocalizedText, at place: String? = nil) -> Fault {
        Fault("too-large", message, at: place)
    }

    static let encrypted = Fault(
        "encrypted-file", LocalizedText("文件有密码", en: "the file is protected by a password"),
        hints: [
            LocalizedText(
                "在 Excel、WPS 或 Word 中打开，去掉打开密码后另存",
                en: "open it in Excel, WPS or Word and save it without a password to open")
        ])

    static func noLibrary(_ name: String, package: String) -> Fault {
        Fault(
            "no-library",
            LocalizedText(
                "这台机器上没有 \(name)，读不了表格和 Word 文件",
                en: "workbooks and Word files are read by \(name), which this machine has not"),
            hints: [LocalizedText("安装 \(package)", en: "install \(package)")])
    }
}
