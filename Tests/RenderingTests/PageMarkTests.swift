import Layout
import Rendering
import Testing

/// What codes say, written and read.
@Suite struct PageMarkTests {
    private let mark = PageMark(
        digest: "0123456789ABCDEF", office: "89ABCD", place: PagePlace(form: 3, page: 12, pages: 123))

    @Test func readsWhatItWrites() {
        #expect(mark.text == "ANX1-0123456789ABCDEF89ABCD-3-12-123")
        #expect(PageMark(mark.text) == mark)
        #expect(PageMark(mark.text.lowercased()) == mark, "a scanner that types with the capitals locked")
        let draft = PageMark(
            digest: mark.digest, office: mark.office, isDraft: true, place: PagePlace(form: 1, page: 1, pages: 2))
        #expect(draft.text == "ANX1D-0123456789ABCDEF89ABCD-1-1-2")
        #expect(PageMark(draft.text) == draft)
        #expect(mark.groupedDigest == "0123 4567 89AB CDEF")
    }

    @Test(
        arguments: [
            "", "-", "-----", "ANX1", "https://example.org/ANX1", "ANX2-0123456789ABCDEF89ABCD-3-12-123",
            "ANX1-0123456789ABCDE89ABCD-3-12-123", "ANX1-0123456789ABCDEG89ABCD-3-12-123",
            "ANX1-0123456789ABCDEF89ABCD-3-124-123", "ANX1-0123456789ABCDEF89ABCD-0-12-123",
            "ANX1-0123456789ABCDEF89ABCD-3-012-123", "ANX1-0123456789ABCDEF89ABCD-3--1-123",
            "ANX1-0123456789ABCDEF89ABCD-3-12-123-", "ANX1-0123456789ABCDEF89ABCD-3-12",
            "ANX1-0123456789ABCDEF89ABCD-3-12-99999999999999999999", "ANX1-0123456789ABCDEF89ABCD-3-１-2",
            "ANX1-0123456789ABCDEF89ABCD-3-12-123 ", "ANX1-０123456789ABCDE89ABCD-3-12-123",
        ])
    func refusesWhatIsNone(_ text: String) {
        #expect(PageMark(text) == nil)
    }
}
