public import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads whole files, which must be regular and no larger than is asked for.
public enum RegularFile {
    /// Why a file is not read.
    public struct Fault: Error, Sendable {
        /// The name of the finding, such as `cannot-read`.
        public let id: String
        /// What is wrong with the file.
        public let message: LocalizedText
    }

    /// The bytes of the file at `path`.
    /// - Parameter limit: the largest size that is read, in bytes.
    public static func read(_ path: String, atMost limit: Int) throws(Fault) -> [UInt8] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path)) else {
            throw Fault(id: "cannot-read", message: LocalizedText("找不到文件", en: "no such file"))
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            throw Fault(id: "cannot-read", message: LocalizedText("不是普通文件", en: "not a regular file"))
        }
        if let size = (attributes[.size] as? any BinaryInteger).map({ Int($0) }), size > limit {
            throw tooLarge(size, limit)
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Fault(
                id: "cannot-read",
                message: LocalizedText("文件无法读取（没有权限？）", en: "the file cannot be read (permission?)"))
        }
        return [UInt8](bytes)
    }

    private static func tooLarge(_ size: Int, _ limit: Int) -> Fault {
        let shown = (size + (1 << 20) - 1) >> 20
        return Fault(
            id: "too-large",
            message: LocalizedText(
                "文件有 \(shown) MiB，最大为 \(limit >> 20) MiB",
                en: "the file has \(shown) MiB, at most \(limit >> 20) MiB are read"))
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
