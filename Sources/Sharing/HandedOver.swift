import Dispatch
import Synchronization

/// What one thread makes for another: it belongs to one at a time, and the compiler sees to that. Who takes it before it is
/// made makes it, or waits for the thread that has begun to.
package final class HandedOver<Value>: Sendable {
    private struct State {
        var made: Value?
        var isTaken = false
    }

    private let state = Mutex(State())
    private let make: @Sendable () -> sending Value

    /// Something that is not made yet.
    package init(_ make: @escaping @Sendable () -> sending Value) {
        self.make = make
    }

    /// Has it made on a thread of its own.
    package func begin() {
        DispatchQueue.global(qos: .userInitiated).async { self.prepare() }
    }

    private func prepare() {
        state.withLock { state in
            if state.made == nil, !state.isTaken { state.made = make() }
        }
    }

    /// Takes it.
    /// - Precondition: nobody has taken it before.
    package func take() -> sending Value {
        state.withLock { state in
            precondition(!state.isTaken, "it is handed over once")
            state.isTaken = true
            let ready = state.made.take()
            return ready ?? make()
        }
    }
}
