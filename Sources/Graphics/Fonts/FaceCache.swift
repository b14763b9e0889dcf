import Dispatch
import Sharing
import Synchronization

/// What was read of the files of faces. Workers share it: each file is read once, by the first of them that needs it.
package final class FaceCache: Sendable {
    private let files = Mutex<[String: FaceFile]>([:])
    private let outlines = Mutex<[OpenFace.Place: SharedOutlines]>([:])
    private let isReadingAhead = Atomic<Bool>(false)
    private let numbers = FaceNumbers()

    /// Creates a cache that has read nothing yet.
    package init() {}

    /// Begins to read the faces of the catalog in `folder` on a thread of its own, unless it has begun before.
    package func readAhead(folder: String) {
        guard !isReadingAhead.exchange(true, ordering: .relaxed) else { return }
        DispatchQueue.global(qos: .userInitiated).async { self.read(folder: folder) }
    }

    /// Reads the faces of the catalog in `folder`, but for rare ones. Faults are found again, and told, by who asks for a face.
    private func read(folder: String) {
        guard let catalog = try? FontCatalog.load(folder: folder) else { return }
        for face in catalog.faces where !face.isRare { _ = file(face.path).patterns }
    }

    /// The faces in the file at `path`; none where it is not a font.
    package func faces(path: String) -> [FaceDescription] { file(path).patterns?.faces ?? [] }

    /// The characters that `face` has glyphs for; none where its file is not a font.
    package func coverage(of face: FontCatalog.Face) -> Set<UInt32> {
        file(face.path).patterns?.coverage(of: face.family) ?? []
    }

    /// Whether `face` has a glyph for `scalar`.
    func has(_ scalar: Unicode.Scalar, _ face: FontCatalog.Face) -> Bool {
        file(face.path).patterns?.has(scalar, family: face.family) ?? false
    }

    /// `face`, opened; `nil` where its file is not a font or holds no such face.
    func open(_ face: FontCatalog.Face) -> OpenFace? { place(of: face).flatMap { OpenFace($0) } }

    /// Which characters of `face`, whose file is a font, have the same outlines.
    func sharedOutlines(of face: FontCatalog.Face) -> SharedOutlines {
        guard let place = place(of: face) else { preconditionFailure("the face serves texts") }
        return outlines.withLock { outlines in
            if let known = outlines[place] { return known }
            let read = SharedOutlines(place)
            outlines[place] = read
            return read
        }
    }

    private func place(of face: FontCatalog.Face) -> OpenFace.Place? {
        file(face.path).patterns?.place(of: face.family).map { OpenFace.Place(path: face.path, index: $0) }
    }

    func file(_ path: String) -> FaceFile {
        files.withLock { files in
            if let known = files[path] { return known }
            let file = FaceFile(path, numbers)
            files[path] = file
            return file
        }
    }
}

/// A file of faces, read when something of it is first needed; a thread that needs what another one is reading waits.
final class FaceFile: Sendable {
    private let path: String
    private let numbers: FaceNumbers
    private let readPatterns: LazyValue<FacePatterns?>
    private let madePlaceholders = Mutex<[Int: LazyValue<PlaceholderFont?>]>([:])

    init(_ path: String, _ numbers: FaceNumbers) {
        self.path = path
        self.numbers = numbers
        readPatterns = LazyValue { FacePatterns(path: path) }
    }

    /// What fontconfig knows of the faces; `nil` where it is not a font.
    var patterns: FacePatterns? { readPatterns.value }

    /// The placeholder that pages are drawn with in place of the face at `index`; its value is `nil` for a face that has none
    /// and is drawn as it is.
    func placeholders(index: Int) -> LazyValue<PlaceholderFont?> {
        madePlaceholders.withLock { made in
            if let known = made[index] { return known }
            let new = LazyValue { [path, numbers] in
                TrueTypeFile(path: path, index: index).flatMap { PlaceholderFont(for: $0, numbers: numbers) }
            }
            made[index] = new
            return new
        }
    }
}
