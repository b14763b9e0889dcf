import PDFFormat

/// The names by which a page's content shows images. Cairo makes them from the numbers of objects, which differ from version
/// to version; here they are numbered by page.
struct ImageNames {
    private let drawn: [DictionarySource.Entry]

    /// No names: every image keeps its own.
    init() { drawn = [] }

    /// The names of the images in a page's `resources`.
    init(_ resources: DictionarySource) {
        drawn = resources["/XObject"].flatMap(DictionarySource.init)?.entries ?? []
    }

    /// What takes the place of `name`; `nil` where it is none of these.
    subscript(name: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        drawn.firstIndex { $0.key.elementsEqual(name) }.map(Self.name)
    }

    /// Gives the images in a page's `resources` their names.
    func rename(in resources: inout DictionarySource) {
        guard !drawn.isEmpty else { return }
        let entries = drawn.enumerated().map { "\(Self.name($0)) \(String(decoding: $1.value, as: UTF8.self))" }
        resources["/XObject"] = Array("<< \(entries.joined(separator: " ")) >>".utf8)[...]
    }

    private static func name(_ index: Int) -> String { "/x\(index)" }
}
