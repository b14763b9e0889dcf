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

        /// A page with how often it is there.
        package struct Page: Sendable, Hashable {
            /// Its number.
            package let number: Int
            /// How often it is there.
            package let count: Int
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
        /// The line that states it, from 1.
        package let line: Int
    }

    /// The outputs by the names of their files; data that gave two outputs are looked for once.
    package let documents: [Document]
    /// Pages that do not belong into the stack, in its order.
    package let strays: [Stray]
    /// The lines that state no page: other codes on the paper, or those of a later program.
    package let unread: [Int]
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

    /// Checks what a scanner read from a stack.
    /// - Parameter text: a code a line, with or without the kind of code that `zbarimg` puts before it.
    package init(_ text: String, against manifest: Manifest) {
        let entries = manifest.entries.values.filter { !$0.isDraft }.sorted { $0.output < $1.output }
        let offices = Dictionary(entries.map { (PageMark.digest(ofOffice: $0.office), $0.office) }) { first, _ in first
        }
        let coded = entries.compactMap { entry in entry.codes.map { ($0.digest, entry) } }
        let known = Dictionary(coded) { first, _ in first }
        var found: [String: [Int: Int]] = [:]
        var strays: [Stray] = []
        var unread: [Int] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let code = Self.code(line)
            if code.isEmpty { continue }
            guard let mark = PageMark(code) else {
                unread.append(index + 1)
                continue
            }
            if let entry = known[mark.digest], entry.has(mark) {
                found[mark.digest, default: [:]][mark.place.page, default: 0] += 1
            } else {
                strays.append(Stray(mark: mark, office: offices[mark.office], line: index + 1))
            }
        }
        documents = entries.compactMap { entry in
            guard let codes = entry.codes else { return Document(entry, found: [:]) }
            return known[codes.digest]?.output == entry.output
                ? Document(entry, found: found[codes.digest] ?? [:]) : nil
        }
        self.strays = strays
        self.unread = unread
        pages = strays.count + found.values.reduce(0) { $0 + $1.values.reduce(0, +) }
    }

    /// What a line states, without blanks and the kind of code before it.
    private static func code(_ line: Substring) -> String {
        let text = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let bare = text.hasPrefix(kind) ? text.dropFirst(kind.count) : text
        return String(bare.prefix { !$0.isWhitespace })
    }

    private static let kind = "QR-Code:"
}

extension StackCheck.Stray {
    fileprivate init(mark: PageMark, office: String?, line: Int) {
        self.mark = mark
        reason = mark.isDraft ? .draft : office == nil ? .unknown : .otherVersion
        self.office = office
        self.line = line
    }
}

extension StackCheck.Document {
    /// - Parameter found: how often each page is there.
    fileprivate init(_ entry: Manifest.Entry, found: [Int: Int]) {
        self.entry = entry
        let pages = entry.codedPages
        expected = pages.count
        missing = pages.filter { found[$0] == nil }
        repeated = pages.compactMap { page in
            found[page].flatMap { $0 > 1 ? Page(number: page, count: $0) : nil }
        }
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
