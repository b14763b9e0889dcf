import Dispatch
import Synchronization

/// A value that is computed once and sent to the one thread that takes it, like what a function returns as `sending`.
///
/// Unlike ``LazyValue`` it needs not be `Sendable`: it belongs to one thread at a time, and the compiler sees to that.
/// ``begin()`` computes it ahead, on a thread of its own; ``take()`` waits for that, or computes the value itself.
package final class LazySendingValue<Value>: Sendable {
    private struct State {
        var made: Value?
        var isTaken = false
    }

    private let state = Mutex(State())
    private let make: @Sendable () -> sending Value

    /// Creates a value that `make` computes, which is called at most once.
    package init(_ make: @escaping @Sendable () -> sending Value) {
        self.make = make
    }

    /// Begins to compute the value on a thread of its own; returns at once.
    package func begin() {
        DispatchQueue.global(qos: .userInitiated).async { self.prepare() }
    }

    private func prepare() {
        state.withLock { state in
            if state.made == nil, !state.isTaken { state.made = make() }
        }
    }

    /// The value, which then belongs to the caller.
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
