import Dispatch
import Synchronization

/// What is made once: on a thread that has begun to, or by who needs it before that. Others wait for it.
package final class Once<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    /// Something that is not made yet.
    package init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// Has it made on a thread of its own.
    package func begin() {
        DispatchQueue.global(qos: .userInitiated).async { _ = self.value }
    }

    /// What is made.
    package var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
