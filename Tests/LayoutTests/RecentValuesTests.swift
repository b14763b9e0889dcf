import Testing

@testable import Layout

@Suite struct RecentValuesTests {
    /// The keys for which values were made, in order.
    private func made(for keys: [Int], capacity: Int) -> [Int] {
        var values = RecentValues<Int, Int>(capacity: capacity)
        var made: [Int] = []
        for key in keys {
            let value = values.value(of: key) {
                made.append(key)
                return key * 10
            }
            #expect(value == key * 10)
        }
        return made
    }

    @Test func makesAValueOnce() {
        #expect(made(for: [1, 2, 1, 2, 1], capacity: 2) == [1, 2])
    }

    @Test func keepsWhatIsAskedForAgain() {
        // Between 2 and 9 at most one generation passes without 1.
        #expect(made(for: [1, 2, 3, 1, 4, 5, 1, 6, 7, 1, 8, 9, 1], capacity: 3) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }

    @Test func forgetsWhatIsNotAskedForAgain() {
        #expect(made(for: [1, 2, 3, 4, 5, 1], capacity: 2) == [1, 2, 3, 4, 5, 1])
    }
}
