import Dispatch
import Sharing
import Synchronization
import Testing

/// What is made once, whoever needs it.
@Suite struct LazyValueTests {
    @Test func isMadeOnceForAllWhoAsk() {
        let count = Mutex(0)
        let lazyText = LazyValue {
            count.withLock { $0 += 1 }
            return "made"
        }
        lazyText.begin()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in #expect(lazyText.value == "made") }
        #expect(count.withLock { $0 } == 1)
    }

    @Test func isMadeForWhoNeedsItBeforeAThreadHasBegun() {
        #expect(LazyValue { 7 }.value == 7)
    }
}
