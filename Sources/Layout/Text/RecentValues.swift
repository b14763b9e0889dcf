/// Remembers values that are costly to make, as long as they are asked for again from time to time.
///
/// There are two generations. When the younger one is full, the older one is forgotten and the younger one takes its
/// place; what is found in the older one comes into the younger. So what is asked for often stays, and what was met once,
/// such as a county's names and figures, does not pile up.
struct RecentValues<Key: Hashable, Value> {
    private var younger: [Key: Value] = [:]
    private var older: [Key: Value] = [:]
    private let capacity: Int

    /// - Parameter capacity: how many values each generation holds.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The value of `key`, made where it is not known.
    mutating func value(of key: Key, make: () -> Value) -> Value {
        if let known = younger[key] { return known }
        let value = older[key] ?? make()
        if younger.count == capacity {
            swap(&older, &younger)
            younger.removeAll(keepingCapacity: true)
        }
        younger[key] = value
        return value
    }
}
