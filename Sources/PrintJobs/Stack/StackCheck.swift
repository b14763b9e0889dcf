package import Batch
import Layout
package import Rendering

/// Checks a stack of paper, page by page, against the manifest of what was rendered.
package struct StackCheck: Sendable {
    /// How one output lies in the stack.
    package struct Document: Sendable {
        /// The output.
        package let entry: Manifest.Entry
        /// How many of its pages have a code; 0 where it was made without.
        package let expected: Int
        /// Its pages that are not there.
        package let missing: [Int]
        /// Its pages that are there more than once, with how often.
        package let repeated: [Page]
        /// Its pages that were told by their look, each time one was.
        package let byLook: [LookedAt]
        /// Where its pages were seen, those without codes included, by their numbers and in the order of the stack.
        package let seen: [Int: [Seen]]

        /// Where a page was seen.
        package struct Seen: Sendable, Hashable {
            /// The place.
            package let place: StackPlace
            /// Whether it was told by its look.
            package let isByLook: Bool
        }

        /// A page with how often it is there.
        package struct Page: Sendable, Hashable {
            /// Its number.
            package let number: Int
            /// How often it is there.
            package let count: Int
        }

        /// A page that was told by its look.
        package struct LookedAt: Sendable, Hashable {
            /// Its number.
            package let number: Int
            /// Where it was seen.
            package let place: StackPlace
        }

        /// Whether it was made with codes.
        package var hasCodes: Bool { entry.codes != nil }
        /// Whether none of its pages is there.
        package var isAbsent: Bool { hasCodes && missing.count == expected }
        /// Whether every page is there once.
        package var isComplete: Bool { hasCodes && missing.isEmpty && repeated.isEmpty }
    }

    /// A page that belongs to no output as it is now.
    package struct Stray: Sendable {
        /// Why it does not.
        package enum Reason: Sendable, Hashable {
            /// It was made from other data of the office, or laid out otherwise.
            case otherVersion
            /// It is a page of a draft.
            case draft
            /// The manifest knows nothing of its office.
            case unknown
        }

        /// What it says of itself.
        package let mark: PageMark
        /// Why it belongs to none.
        package let reason: Reason
        /// The full name of its office, where the manifest knows it.
        package let office: String?
        /// Where it was seen.
        package let place: StackPlace
    }

    /// The outputs by the names of their files; data that gave two outputs are looked for once.
    package let documents: [Document]
    /// Pages that do not belong into the stack, in its order.
    package let strays: [Stray]
    /// Where codes state no page: other codes on the paper, or those of a later program.
    package let unread: [StackPlace]
    /// Where pages are that have no code, as told by their look, and are not counted.
    package let uncoded: [StackPlace]
    /// How many pages lie in the stack.
    package let pages: Int

    /// Whether each output that counts is there, whole and once, and nothing else; a stack without any is not.
    /// - Parameter isPartial: whether outputs of which no page is there do not count.
    package func isComplete(isPartial: Bool) -> Bool {
        let relevant = relevant(isPartial: isPartial)
        return strays.isEmpty && !relevant.isEmpty && relevant.allSatisfy(\.isComplete)
    }

    /// The outputs that count.
    /// - Parameter isPartial: whether those of which no page is there do not.
    package func relevant(isPartial: Bool) -> [Document] {
        isPartial ? documents.filter { $0.hasCodes && !$0.isAbsent } : documents
    }

    /// Checks what was seen in a stack.
    package init(_ sightings: [StackSighting], against manifest: Manifest) {
        let entries = manifest.entries.values.filter { !$0.isDraft }.sorted { $0.output < $1.output }
        let known = KnownPages(entries)
        var found: [String: [Int: Int]] = [:]
        var looked: [String: [Document.LookedAt]] = [:]
        var strays: [Stray] = []
        var unread: [StackPlace] = []
        var uncoded: [StackPlace] = []
        var seen: [String: [Int: [Document.Seen]]] = [:]
        for sighting in sightings {
            switch known.meaning(of: sighting) {
            case .page(let digest, let page):
                found[digest, default: [:]][page, default: 0] += 1
                seen[digest, default: [:]][page, default: []].append(Document.Seen(sighting))
                guard case .look = sighting.sign else { continue }
                looked[digest, default: []].append(Document.LookedAt(number: page, place: sighting.place))
            case .stray(let stray): strays.append(stray)
            case .unread: unread.append(sighting.place)
            case .uncoded(let page):
                uncoded.append(sighting.place)
                guard let page else { continue }
                seen[page.digest, default: [:]][page.number, default: []].append(Document.Seen(sighting))
            }
        }
        documents = entries.compactMap { entry in
            guard let codes = entry.codes else { return Document(entry, found: [:], byLook: [], seen: [:]) }
            guard known.isFirst(entry) else { return nil }
            return Document(
                entry, found: found[codes.digest] ?? [:], byLook: looked[codes.digest] ?? [],
                seen: seen[codes.digest] ?? [:])
        }
        self.strays = strays
        self.unread = unread
        self.uncoded = uncoded
        pages = strays.count + found.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    }
}

/// The pages that outputs have.
private struct KnownPages {
    private let byDigest: [String: Manifest.Entry]
    private let byOutput: [String: Manifest.Entry]
    /// The names of offices by their digests.
    private let offices: [String: String]

    init(_ entries: [Manifest.Entry]) {
        let coded = entries.compactMap { entry in entry.codes.map { ($0.digest, entry) } }
        byDigest = Dictionary(coded) { first, _ in first }
        byOutput = Dictionary(entries.map { ($0.output, $0) }) { first, _ in first }
        offices = Dictionary(entries.map { (PageMark.digest(ofOffice: $0.office), $0.office) }) { first, _ in first }
    }

    /// What a sighting says.
    enum Meaning {
        /// A page of the output whose data have this digest.
        case page(digest: String, number: Int)
        /// A page that belongs to no output.
        case stray(StackCheck.Stray)
        /// No page of this program's.
        case unread
        /// A page that has no code and is not counted; which one, where its output has codes.
        case uncoded((digest: String, number: Int)?)
    }

    /// Whether `entry` is the one that is looked for: data that gave two outputs are looked for once.
    func isFirst(_ entry: Manifest.Entry) -> Bool {
        entry.codes.flatMap { byDigest[$0.digest] }?.output == entry.output
    }

    func meaning(of sighting: StackSighting) -> Meaning {
        switch sighting.sign {
        case .look(let page):
            guard let entry = byOutput[page.output], let codes = entry.codes else { return .uncoded(nil) }
            guard entry.codedPages.contains(page.number) else { return .uncoded((codes.digest, page.number)) }
            return .page(digest: codes.digest, number: page.number)
        case .code(let text):
            guard let mark = PageMark(text) else { return .unread }
            guard let entry = byDigest[mark.digest], entry.has(mark) else {
                return .stray(StackCheck.Stray(mark: mark, office: offices[mark.office], place: sighting.place))
            }
            return .page(digest: mark.digest, number: mark.place.page)
        }
    }
}

extension StackCheck.Stray {
    fileprivate init(mark: PageMark, office: String?, place: StackPlace) {
        self.mark = mark
        reason = mark.isDraft ? .draft : office == nil ? .unknown : .otherVersion
        self.office = office
        self.place = place
    }
}

extension StackCheck.Document {
    /// - Parameters:
    ///   - found: how often each page is there.
    ///   - byLook: the pages among them that were told by their look.
    ///   - seen: where they were seen, and those without codes.
    fileprivate init(_ entry: Manifest.Entry, found: [Int: Int], byLook: [LookedAt], seen: [Int: [Seen]]) {
        self.entry = entry
        self.byLook = byLook
        self.seen = seen
        let pages = entry.codedPages
        expected = pages.count
        missing = pages.filter { found[$0] == nil }
        repeated = pages.compactMap { page in
            found[page].flatMap { $0 > 1 ? Page(number: page, count: $0) : nil }
        }
    }
}

extension StackCheck.Document.Seen {
    fileprivate init(_ sighting: StackSighting) {
        place = sighting.place
        if case .look = sighting.sign { isByLook = true } else { isByLook = false }
    }
}

extension Manifest.Entry {
    /// The pages that have a code.
    fileprivate var codedPages: [Int] {
        guard let codes else { return [] }
        let blank = Set(codes.blankPages)
        return pages > 0 ? (1...pages).filter { !blank.contains($0) } : []
    }

    /// Whether `mark`, which states the data of the output, is that of one of its pages.
    fileprivate func has(_ mark: PageMark) -> Bool {
        !mark.isDraft && mark.place.pages == pages && codes?.blankPages.contains(mark.place.page) == false
    }

    /// The form that page `number` belongs to.
    package func form(ofPage number: Int) -> String? { forms.last { $0.page <= number }?.title }
}
