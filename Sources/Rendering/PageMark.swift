import Crypto
import Diagnostics
import Files
package import Layout

/// What a page says of itself to a scanner: from which data it was made, whose it is, and which page of how many.
///
/// As text it is `ANX1-3F2A91C077B10E4D89ABCD-3-12-23`: the version of this form, the digests of the data and of the office's
/// name, the form, the page and the pages, each of them counted through the document. A draft begins with `ANX1D`. There are
/// only digits, capital letters and hyphens, which QR codes pack most densely and every scanner types.
package struct PageMark: Hashable, Sendable {
    /// The first 16 hexadecimal digits of the SHA-256 of the data, in capital letters.
    package let digest: String
    /// The first 6 hexadecimal digits of the SHA-256 of the office's full name in UTF-8, in capital letters: it tells whose
    /// page it is where the data are unknown.
    package let office: String
    /// Whether the page is one of a draft.
    package let isDraft: Bool
    /// Which page of the document it is.
    package let place: PagePlace

    private static let digestLength = 16
    private static let officeLength = 6

    /// Creates a mark.
    package init(digest: String, office: String, isDraft: Bool = false, place: PagePlace) {
        self.digest = digest
        self.office = office
        self.isDraft = isDraft
        self.place = place
    }

    private static let version = "ANX1"
    private static let draftVersion = "ANX1D"

    /// The text of the code.
    package var text: String {
        let version = isDraft ? Self.draftVersion : Self.version
        return "\(version)-\(digest)\(office)-\(place.form)-\(place.page)-\(place.pages)"
    }

    /// The mark that `text` states, in capital or small letters; `nil` where it is none of this version.
    package init?(_ text: String) {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == Self.version || parts[0] == Self.draftVersion,
            Self.isHexadecimal(parts[1], count: Self.digestLength + Self.officeLength),
            let form = Self.count(parts[2]), let page = Self.count(parts[3]), let pages = Self.count(parts[4]),
            page <= pages
        else { return nil }
        self.init(
            digest: String(parts[1].prefix(Self.digestLength)), office: String(parts[1].suffix(Self.officeLength)),
            isDraft: parts[0] == Self.draftVersion, place: PagePlace(form: form, page: page, pages: pages))
    }

    private static func isHexadecimal(_ text: String, count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { "0123456789ABCDEF".utf8.contains($0) }
    }

    /// A number from 1 to 999,999,999 without leading zeros.
    private static func count(_ text: String) -> Int? {
        guard text.utf8.count < 10, text.first != "0", text.utf8.allSatisfy({ "0123456789".utf8.contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    /// The digest as people compare it, in groups of four.
    package var groupedDigest: String { Self.grouped(digest) }

    private static func grouped(_ digest: String) -> String {
        var rest = digest[...]
        var groups: [Substring] = []
        while !rest.isEmpty {
            groups.append(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: " ")
    }
}

// MARK: The pages of a submission

extension PageMark {
    /// What each page of a submission says of itself.
    /// - Parameters:
    ///   - submissionHash: the SHA-256 of its canonical text, which lies in the PDF as `submission.json`.
    ///   - office: the full name of the office.
    static func marking(
        submissionHash: String, office: String, isDraft: Bool, encoder: any CodeEncoder
    ) -> PageMarking {
        let (digest, officeDigest) = (self.digest(ofSubmission: submissionHash), self.digest(ofOffice: office))
        return PageMarking(office: office, digest: grouped(digest), encoder: encoder) { place in
            PageMark(digest: digest, office: officeDigest, isDraft: isDraft, place: place).text
        }
    }

    /// The digest of data whose SHA-256 is `hash`.
    package static func digest(ofSubmission hash: String) -> String { hash.prefix(digestLength).uppercased() }

    /// The digest of the name of an office.
    package static func digest(ofOffice name: String) -> String {
        SHA256.hash(data: Array(name.utf8)).hexadecimal.prefix(officeLength).uppercased()
    }

    /// The diagnostic that a form set has no place for codes.
    static func noPlace(in formSet: String) -> Diagnostic {
        Diagnostic(
            .error, id: "no-page-code",
            LocalizedText(
                "表样 \(formSet) 没有写明识别码的样子（formset.yaml 的 page.code），不能用 --page-codes",
                en: "form set \(formSet) has no place for codes (page.code in formset.yaml), which --page-codes needs"))
    }
}
