#if canImport(Glibc)
    import Glibc
#endif

extension LocalizedText {
    /// Why a call of the system's failed.
    /// - Parameter code: the value of `errno`; where it is a rare one, the Chinese wording is the system's own.
    package init(errno code: Int32) {
        let text = String(cString: strerror(code))
        self.init(Self.reasons[code] ?? text, en: text)
    }

    private static let reasons: [Int32: String] = [
        EACCES: "权限不够", EPERM: "系统不允许", EROFS: "文件系统是只读的", ENOENT: "没有这个文件或文件夹", ENOTDIR: "不是文件夹",
        EISDIR: "是文件夹，不是文件", EEXIST: "已有同名的文件", ELOOP: "符号链接绕成了圈", ENAMETOOLONG: "文件名太长",
        ENOSPC: "磁盘已满", EDQUOT: "磁盘配额已用完", EFBIG: "文件太大", EIO: "读写出错，磁盘可能坏了", EBUSY: "正被占用",
        EMFILE: "打开的文件太多", ENFILE: "打开的文件太多", ENOMEM: "内存不足", EBADF: "没有打开",
    ]
}
