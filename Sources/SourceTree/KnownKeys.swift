/// Finds keys among those of a group that were read before. Few of them are compared one by one, which takes less than to
/// hash them.
struct KnownKeys {
    private static let few = 16
    /// Groups with more keys than ``few`` often have about as many.
    private static let many = 64

    /// Where each key stands, once there are more than ``few``.
    private var places: [String: Int] = [:]

    /// The position of the entry with `key` among `entries`, those of the last call with more at their end, no two of which
    /// have the same key; `nil` where there is none. Then the next entry is expected to have it.
    mutating func place(of key: String, in entries: [Node.Entry]) -> Int? {
        guard entries.count > Self.few else { return entries.indices.first { entries[$0].key == key } }
        if places.isEmpty {
            places.reserveCapacity(Self.many)
            for index in entries.indices { places[entries[index].key] = index }
        }
        guard let place = places.updateValue(entries.count, forKey: key), place < entries.count,
            entries[place].key == key
        else { return nil }
        places[key] = place
        return place
    }
}
