import Sharing
import Synchronization
import Testing

/// What is made by one thread for another.
@Suite struct LazySendingValueTests {
    /// Something that no two threads may have.
    private final class Tool {
        var uses = 0
    }

    @Test func isMadeOnceAndGivenToWhoTakesIt() {
        let count = Mutex(0)
        let lazyTool = LazySendingValue {
            count.withLock { $0 += 1 }
            return Tool()
        }
        lazyTool.begin()
        lazyTool.begin()
        let tool = lazyTool.take()
        tool.uses += 1
        lazyTool.begin()
        #expect(tool.uses == 1)
        #expect(count.withLock { $0 } == 1)
    }

    @Test func isMadeByWhoTakesItBeforeAThreadHasBegun() {
        #expect(LazySendingValue { Tool() }.take().uses == 0)
    }

    @Test func isGivenOnce() async {
        await #expect(processExitsWith: .failure) {
            let lazyTool = LazySendingValue { 7 }
            _ = (lazyTool.take(), lazyTool.take())
        }
    }
}
