import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// LibreOffice, which turns files of old programs into those of today.
struct LibreOffice {
    /// The path of the program; `nil` where the machine has none.
    var program: String?
    /// How often it is asked whether it is done, a fiftieth of a second apart: for two minutes.
    var patience = 6_000

    /// The largest result that is read: 64 MiB.
    private static let maximumSize = 64 << 20

    /// The one that is installed.
    static var installed: LibreOffice {
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
        let paths = folders.split(separator: ":").flatMap { ["\($0)/soffice", "\($0)/libreoffice"] }
        return LibreOffice(program: paths.first { access($0, X_OK) == 0 })
    }

    /// The file as LibreOffice converts it.
    /// - Parameters:
    ///   - name: what the file is called, which tells LibreOffice what it is.
    ///   - suffix: of the kind to convert to.
    func convert(_ bytes: UnsafeBufferPointer<UInt8>, named name: String, to suffix: String) throws(Fault) -> [UInt8] {
        guard let program else { throw .libreOfficeFailed }
        let folder = try WorkFolder()
        try folder.write(bytes, to: name)
        // No macro runs, and nothing is fetched from elsewhere.
        try folder.write(Array(Self.settings.utf8), to: "profile/user/registrymodifications.xcu")
        let arguments = [
            program, "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nologo",
            "--nolockcheck", "--nodefault", "--convert-to", suffix, "--outdir", "\(folder.path)/out",
            "\(folder.path)/\(name)",
        ]
        guard let status = ChildProcess(arguments)?.status(patience: patience) else { throw .libreOfficeFailed }
        let result = folder.read("out/input.\(suffix)", atMost: Self.maximumSize)
        guard status == 0, let result else { throw .libreOfficeFailed }
        return result
    }

    private static let settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
        oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
        oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
        oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" \
        oor:op="fuse"><value>2</value></prop></item>
        <item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" \
        oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """
}

extension Fault {
    /// What to do with a file that only an old program, or LibreOffice, can read.
    private static let openElsewhere = [
        saveAs,
        LocalizedText(
            "或者在这台机器上装好 libreoffice-calc-nogui（表格）和 libreoffice-writer-nogui（Word）",
            en: "or install libreoffice-calc-nogui, and for texts libreoffice-writer-nogui, on this machine"),
    ]

    /// - Parameter title: what the file is.
    static func noLibreOffice(for title: LocalizedText) -> Fault {
        Fault(
            "old-format",
            LocalizedText(
                "是\(title.zh)，这台机器上没有 LibreOffice，读不了",
                en: "\(title.en), which LibreOffice reads, but this machine has none"), hints: openElsewhere)
    }

    static let libreOfficeFailed = Fault(
        "old-format",
        LocalizedText("LibreOffice 没能转换这个旧格式的文件", en: "LibreOffice could not convert this file of an old format"),
        hints: openElsewhere)
}
