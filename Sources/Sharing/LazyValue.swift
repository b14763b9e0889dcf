import Dispatch
import Synchronization

/// A value that many threads share, computed once, when the first of them reads it.
///
/// ``begin()`` computes it ahead of that, on a thread of its own. A thread that reads the value while another one computes it
/// waits.
package final class LazyValue<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    /// Creates a value that `make` computes, which is called at most once.
    package init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// Begins to compute the value on a thread of its own; returns at once.
    package func begin() {
        DispatchQueue.global(qos: .userInitiated).async { _ = self.value }
    }

    /// The value; the first to read it computes it, unless a thread has begun to.
    package var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
