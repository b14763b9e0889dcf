import Dispatch
import Synchronization

/// What is read of the files of faces: once, by the first worker that asks for it.
public final class FaceShelf: Sendable {
    private let files = Mutex<[String: FaceFile]>([:])
    private let isReadingAhead = Atomic<Bool>(false)

    /// Creates a shelf that has read nothing yet.
    public init() {}

    /// Begins to read the faces of the catalog in `folder` on a thread of its own, unless it has begun before.
    public func readAhead(folder: String) {
        guard !isReadingAhead.exchange(true, ordering: .relaxed) else { return }
        DispatchQueue.global(qos: .userInitiated).async { self.read(folder: folder) }
    }

    /// Reads the faces of the catalog in `folder`, rare ones left out: what a library needs of all first, then what drawing
    /// needs. Faults are told to who asks for a face.
    private func read(folder: String) {
        guard let catalog = try? FontCatalog.load(folder: folder) else { return }
        let faces = catalog.faces.filter { !$0.isRare }.map { file($0.path) }
        faces.forEach { _ = $0.patterns }
        faces.forEach { _ = $0.placeholders(index: 0) }
    }

    func file(_ path: String) -> FaceFile {
        files.withLock { files in
            if let known = files[path] { return known }
            let file = FaceFile(path)
            files[path] = file
            return file
        }
    }
}

/// A file of faces. Whoever asks for what another thread is reading waits for it.
final class FaceFile: Sendable {
    private let path: String
    private let known = Mutex<FacePatterns??>(nil)
    private let knownPlaceholders = Mutex<[Int: PlaceholderFont?]>([:])

    init(_ path: String) {
        self.path = path
    }

    /// What fontconfig knows of the faces; `nil` where it is not a font.
    var patterns: FacePatterns? {
        known.withLock { known in
            if let known { return known }
            let made = FacePatterns(path: path)
            known = .some(made)
            return made
        }
    }

    /// The font that stands for the face at `index` while pages are drawn; `nil` where it stands for itself.
    func placeholders(index: Int) -> PlaceholderFont? {
        knownPlaceholders.withLock { known in
            if let known = known[index] { return known }
            let made = TrueTypeFile(path: path, index: index).flatMap { PlaceholderFont(for: $0) }
            known[index] = .some(made)
            return made
        }
    }
}
