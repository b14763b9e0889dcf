package import Diagnostics
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Writes files whole: beside their place, synced, renamed. A crash leaves the old file or the new one, never half.
package enum OutputFile {
    /// A failure of the system's, with what it was doing.
    package struct Failure: Error, Sendable {
        /// The file.
        package let path: String
        /// What the system says.
        package let reason: LocalizedText
        /// Whether there is a file already where none may be.
        package let isTaken: Bool

        package init(_ path: String, code: Int32 = errno) {
            self.path = path
            isTaken = code == EEXIST
            reason = LocalizedText(errno: code)
        }
    }

    /// Whether there is anything at `path`, be it a link to nowhere.
    package static func exists(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    /// How many files were begun: it tells apart what threads write to one place at once.
    private static let writes = Atomic<Int>(0)

    /// The path of a file beside `path` that is not there for good; each time another one.
    package static func temporaryPath(beside path: String) -> String {
        let number = writes.wrappingAdd(1, ordering: .relaxed).newValue
        return FilePath.parts(path).folder + ".annex.\(getpid()).\(number).part"
    }

    /// Whether the file at `path` is one of ``temporaryPath(beside:)``, which a process that died has left behind.
    package static func isTemporary(_ path: String) -> Bool {
        FilePath.parts(path).name.wholeMatch(of: #/\.annex\.[0-9]+\.[0-9]+\.part/#) != nil && isRegular(path)
    }

    /// Whether there is a file at `path`: no folder, no link.
    package static func isRegular(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }

    /// Removes the file at `path`, whatever it is but a folder.
    package static func remove(_ path: String) { unlink(path) }

    /// Puts `bytes` at `path`, over whatever file is there.
    /// - Throws: ``Failure``; then whatever was at `path` before is untouched.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        try write(to: path) { (sink) throws(Failure) in try sink.write(bytes) }
    }

    /// Puts at `path` what `body` writes, piece by piece.
    /// - Parameters:
    ///   - syncsFolder: whether the new name is durable, too; whoever writes other files into the folder after this one may
    ///     leave that to the last of them.
    ///   - mayTakePlace: asked when the new file is whole, at a path of its own; where not, it is not put at `path`.
    /// - Throws: ``Failure``; then whatever was at `path` before is untouched.
    package static func write(
        to path: String, syncsFolder: Bool = true,
        mayTakePlace: (_ temporary: String) throws(Failure) -> Bool = { _ throws(Failure) in true },
        _ body: (inout Sink) throws(Failure) -> Void
    ) throws(Failure) {
        try withTemporary(beside: path, body) { (temporary) throws(Failure) in
            guard try mayTakePlace(temporary) else {
                unlink(temporary)
                return
            }
            guard rename(temporary, path) == 0 else { throw Failure(path) }
        }
        if syncsFolder { syncFolder(of: path) }
    }

    /// Puts `bytes` at `path`, where nothing may be yet.
    /// - Throws: ``Failure``, which says whether there is something; whatever was at `path` before is untouched.
    package static func create(_ bytes: [UInt8], at path: String) throws(Failure) {
        let body = { (sink: inout Sink) throws(Failure) in try sink.write(bytes) }
        try withTemporary(beside: path, body) { (temporary) throws(Failure) in
            // A second name is never given in the place of another file. Where the file system has none, the place is taken
            // by an empty file first.
            if link(temporary, path) == 0 {
                unlink(temporary)
            } else {
                guard errno != EEXIST else { throw Failure(path) }
                let place = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
                guard place >= 0 else { throw Failure(path) }
                close(place)
                guard rename(temporary, path) == 0 else { throw Failure(path) }
            }
        }
        syncFolder(of: path)
    }

    /// Writes a file beside `path` and lets `place` put it where it belongs; it is gone where one of them fails.
    private static func withTemporary(
        beside path: String, _ body: (inout Sink) throws(Failure) -> Void, place: (String) throws(Failure) -> Void
    ) throws(Failure) {
        let temporary = temporaryPath(beside: path)
        // One left behind by a process that died with the same number.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(path) }
        do throws(Failure) {
            try fill(descriptor, path: path, body)
            try place(temporary)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func fill(
        _ descriptor: Int32, path: String, _ body: (inout Sink) throws(Failure) -> Void
    ) throws(Failure) {
        defer { close(descriptor) }
        var sink = Sink(descriptor, path)
        try body(&sink)
        try sink.flush()
        guard fsync(descriptor) == 0 else { throw Failure(path) }
    }

    /// A file that is being written.
    package struct Sink {
        private let descriptor: Int32
        private let path: String
        private var waiting: [UInt8] = []
        /// How many bytes wait to be written at once.
        private static let bufferSize = 1 << 16

        fileprivate init(_ descriptor: Int32, _ path: String) {
            self.descriptor = descriptor
            self.path = path
        }

        /// Adds `text` to the file.
        package mutating func write(_ text: String) throws(Failure) {
            waiting.append(contentsOf: text.utf8)
            if waiting.count >= Self.bufferSize { try flush() }
        }

        /// Adds `bytes` to the file.
        package mutating func write(_ bytes: [UInt8]) throws(Failure) {
            try flush()
            try put(bytes)
        }

        fileprivate mutating func flush() throws(Failure) {
            try put(waiting)
            waiting.removeAll(keepingCapacity: true)
        }

        private func put(_ bytes: [UInt8]) throws(Failure) {
            guard OutputFile.put(bytes, into: descriptor) else { throw Failure(path) }
        }
    }

    /// Writes all of `bytes` into an open file; whether that worked, or else `errno` says why.
    package static func put(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    /// Makes the new name durable; where the file system cannot, the file itself is whole all the same.
    package static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Creates the folder at `path` and those above it, where they are missing.
    /// - Returns: the folders that were missing, the outermost first.
    /// - Throws: ``Failure``; then no folder is left that was made for it.
    @discardableResult
    package static func createFolder(_ path: String) throws(Failure) -> [String] {
        var information = stat()
        if stat(path, &information) == 0 {
            guard information.st_mode & S_IFMT == S_IFDIR else { throw Failure(path, code: ENOTDIR) }
            return []
        }
        let created = try createFolder(of: path)
        if mkdir(path, 0o755) == 0 { return created + [path] }
        guard errno == EEXIST else {
            let failure = Failure(path)
            removeFolders(created)
            throw failure
        }
        return created
    }

    /// Creates the folder of the file at `path`, where it is missing.
    /// - Returns: the folders that were missing, the outermost first.
    /// - Throws: ``Failure``; then no folder is left that was made for it.
    @discardableResult
    package static func createFolder(of path: String) throws(Failure) -> [String] {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return [] }
        return try createFolder(String(path[..<slash]))
    }

    /// Removes those of `folders`, the outermost first, that have nothing in them.
    package static func removeFolders(_ folders: [String]) {
        for folder in folders.reversed() { rmdir(folder) }
    }

    /// A file name made of `name`: no separators, no control characters, no leading dot.
    /// - Parameters:
    ///   - ending: what is kept behind it, however long it is.
    ///   - most: how many bytes there are at most.
    package static func safeName(_ name: String, ending: String = "", maximumLength: Int = 180) -> String {
        let end = safe(ending)
        var result = safe(name).drop { $0 == "." || $0 == " " }
        while result.utf8.count + end.utf8.count > maximumLength, !result.isEmpty { result.removeLast() }
        let joined = result + end
        return joined.isEmpty ? "_" : String(joined)
    }

    private static func safe(_ name: String) -> String {
        String(
            name.unicodeScalars.map { scalar -> Character in
                let isControl =
                    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                return isControl || "/\\:*?\"<>|".unicodeScalars.contains(scalar) ? "_" : Character(scalar)
            })
    }
}

extension Diagnostic {
    /// There is a file at `path` where a new one shall be.
    package static func taken(_ path: String, hint: LocalizedText) -> Diagnostic {
        Diagnostic(
            .error, id: "file-exists",
            LocalizedText("已有文件“\(path)”，没有改动它", en: "there is a file “\(path)” already; it was left alone"),
            hints: [hint])
    }
}
