import Sharing
import Synchronization
import Testing

/// What is made by one thread for another.
@Suite struct HandedOverTests {
    /// Something that no two threads may have.
    private final class Tool {
        var uses = 0
    }

    @Test func isMadeOnceAndGivenToWhoTakesIt() {
        let count = Mutex(0)
        let handedOver = HandedOver {
            count.withLock { $0 += 1 }
            return Tool()
        }
        handedOver.begin()
        handedOver.begin()
        let tool = handedOver.take()
        tool.uses += 1
        handedOver.begin()
        #expect(tool.uses == 1)
        #expect(count.withLock { $0 } == 1)
    }

    @Test func isMadeByWhoTakesItBeforeAThreadHasBegun() {
        #expect(HandedOver { Tool() }.take().uses == 0)
    }

    @Test func isGivenOnce() async {
        await #expect(processExitsWith: .failure) {
            let handedOver = HandedOver { 7 }
            _ = (handedOver.take(), handedOver.take())
        }
    }
}
