package import Batch
import Diagnostics
import Files
package import Rendering
import SourceTree

extension StackCheck {
    /// The manifest that a stack is held against.
    /// - Parameter path: the path of a manifest, or of its folder.
    /// - Throws: ``RenderError/rejected(_:)`` where it cannot be read, or no output has codes.
    package static func manifest(_ path: String) throws(RenderError) -> Manifest {
        let path = FilePath.isFolder(path) ? "\(path)/\(Manifest.fileName)" : path
        let file: SourceFile
        do throws(Rejection) { file = try SourceFile.read(path: path) } catch { throw .rejected(error.diagnostics) }
        guard let manifest = Manifest(text: file.text) else {
            throw .rejected([
                Diagnostic(
                    .error, id: "bad-manifest",
                    LocalizedText("不是本程序的 manifest.json", en: "not a manifest.json of this program"), at: .whole(file))
            ])
        }
        guard manifest.entries.values.contains(where: { !$0.isDraft && $0.codes != nil }) else {
            throw .rejected([
                Diagnostic(
                    .error, id: "no-codes",
                    LocalizedText("所列文件都没有印识别码，无从清点", en: "none of the files that it lists has codes"),
                    at: .whole(file),
                    hints: [
                        LocalizedText("用 annex render --page-codes 重新生成", en: "render them again with --page-codes")
                    ])
            ])
        }
        return manifest
    }

    /// What a scanner program read, a code a line. Codes that are not ours may hold any bytes, so the text is taken as it is.
    /// - Parameter path: the path of a text file; `-` for standard input.
    /// - Throws: ``RenderError/rejected(_:)`` where it cannot be read.
    package static func codes(_ path: String) throws(RenderError) -> [StackSighting] {
        StackSighting.codes(in: try text(path))
    }

    private static func text(_ path: String) throws(RenderError) -> String {
        let limit = SourceFile.maximumSize
        do throws(RegularFile.Failure) {
            let bytes = path == "-" ? try StandardInput.read(atMost: limit) : try RegularFile.read(path, atMost: limit)
            return text(bytes)
        } catch {
            let place = SourceSpan.whole(SourceFile(name: path, text: ""))
            throw .rejected([Diagnostic(.error, id: error.id, error.message, at: place)])
        }
    }

    /// UTF-8, or UTF-16 as PowerShell writes what programs print.
    static func text(_ bytes: [UInt8]) -> String {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return String(decoding: bytes, as: UTF8.self) }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(decoding: units, as: UTF16.self)
    }
}
