#if canImport(Glibc)
    import Glibc
#endif

extension OutputFile {
    /// Whether a PDF in a folder may be called `name`: so that it lies in the folder itself, is none of the program's own files
    /// there, and shows as it is.
    package static func isPlainName(_ name: String) -> Bool {
        name.hasSuffix(".pdf") && !name.hasPrefix(".") && name.utf8.count <= 255
            && name.unicodeScalars.allSatisfy { scalar in
                scalar != "/" && scalar.properties.generalCategory != .control
                    && scalar.properties.generalCategory != .format
            }
    }

    /// Gives the file at `source` a second name at `path`, where nothing may be yet.
    /// - Returns: whether it has one now; not where the file system has no second names, or something is there.
    package static func giveName(_ path: String, to source: String) -> Bool { link(source, path) == 0 }
}
