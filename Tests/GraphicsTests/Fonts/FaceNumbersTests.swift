import Testing

@testable import Graphics

/// The numbers of the faces that stand for others.
@Suite struct FaceNumbersTests {
    @Test func givesNoNumberTwice() {
        let numbers = FaceNumbers()
        let given = (0..<70_000).compactMap { _ in numbers.next() }
        #expect(given.count == 65_535)
        #expect(Set(given).count == given.count)
        #expect(numbers.next() == nil)
    }

    @Test func countsForEachCache() {
        #expect(FaceNumbers().next() == FaceNumbers().next())
    }
}
