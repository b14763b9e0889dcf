/// Finds keys among those of a group that were read before. Few of them are compared one by one, which takes less than to
/// hash them.
struct KnownKeys {
    private static let few = 16

    /// Where each key stands, once there are more than ``few``.
    private var places: [String: Int] = [:]

    /// The position of the entry with `key` among `entries`, those of the last call with more at their end, no two of which
    /// have the same key; `nil` where there is none.
    mutating func place(of key: String, in entries: [Node.Entry]) -> Int? {
        guard entries.count > Self.few else { return entries.indices.first { entries[$0].key == key } }
        for index in places.count..<entries.count { places[entries[index].key] = index }
        return places[key]
    }
}
