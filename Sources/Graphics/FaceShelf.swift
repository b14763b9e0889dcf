import Dispatch
import Sharing
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

    /// Reads the faces of the catalog in `folder`, rare ones left out. Faults are told to who asks for a face.
    private func read(folder: String) {
        guard let catalog = try? FontCatalog.load(folder: folder) else { return }
        for face in catalog.faces where !face.isRare { _ = file(face.path).patterns }
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
    private let readPatterns: Once<FacePatterns?>
    private let madePlaceholders = Mutex<[Int: Once<PlaceholderFont?>]>([:])

    init(_ path: String) {
        self.path = path
        readPatterns = Once { FacePatterns(path: path) }
    }

    /// What fontconfig knows of the faces; `nil` where it is not a font.
    var patterns: FacePatterns? { readPatterns.value }

    /// What makes the font that stands for the face at `index` while pages are drawn: `nil` where it stands for itself.
    func placeholders(index: Int) -> Once<PlaceholderFont?> {
        madePlaceholders.withLock { made in
            if let known = made[index] { return known }
            let new = Once { [path] in TrueTypeFile(path: path, index: index).flatMap { PlaceholderFont(for: $0) } }
            made[index] = new
            return new
        }
    }
}
