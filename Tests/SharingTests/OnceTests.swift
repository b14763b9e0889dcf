import Dispatch
import Sharing
import Synchronization
import Testing

/// What is made once, whoever needs it.
@Suite struct OnceTests {
    @Test func isMadeOnceForAllWhoAsk() {
        let count = Mutex(0)
        let once = Once {
            count.withLock { $0 += 1 }
            return "made"
        }
        once.begin()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in #expect(once.value == "made") }
        #expect(count.withLock { $0 } == 1)
    }

    @Test func isMadeForWhoNeedsItBeforeAThreadHasBegun() {
        #expect(Once { 7 }.value == 7)
    }
}
