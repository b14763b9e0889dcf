import Batch
import PrintJobs
import Rendering

/// Which scans the signed copy of an output is made of.
///
/// Of several scans of a page one told by its code goes before one told by its look, and a later one before an earlier one: who
/// scans a page again does it to replace the first scan.
struct SignedCopyPlan: Sendable {
    /// A page with its scans.
    struct Page: Sendable {
        let number: Int
        /// The one that is taken.
        let scan: ScannedPage
        let sign: SignedCopy.Page.Sign
        let code: String?
        /// The others.
        let others: [ScanPlace]
    }

    let entry: Manifest.Entry
    let digest: String
    /// The pages that were scanned, in order.
    let pages: [Page]
    /// Scans that show more than one page of outputs, with the pages of this one: they cannot be put in place.
    let shared: [(number: Int, place: ScanPlace)]

    /// - Parameter scans: the scanned pages by their places.
    /// - Returns: `nil` where none of the output's pages was scanned.
    init?(_ document: StackCheck.Document, _ scans: [ScanPlace: ScannedPage]) {
        guard let codes = document.entry.codes else { return nil }
        entry = document.entry
        digest = codes.digest
        var pages: [Page] = []
        var shared: [(number: Int, place: ScanPlace)] = []
        for (number, seen) in document.seen.sorted(by: { $0.key < $1.key }) {
            var candidates: [(scan: ScannedPage, isByLook: Bool)] = []
            for sighting in seen {
                guard case .scan(let place) = sighting.place, let scan = scans[place] else { continue }
                if scan.marks.count > 1 {
                    shared.append((number, place))
                } else {
                    candidates.append((scan, sighting.isByLook))
                }
            }
            guard let taken = candidates.last(where: { !$0.isByLook }) ?? candidates.last else { continue }
            pages.append(
                Page(
                    number: number, scan: taken.scan, sign: taken.isByLook ? .look : .code,
                    code: taken.scan.marks.first?.text,
                    others: candidates.map(\.scan.place).filter { $0 != taken.scan.place }))
        }
        guard !pages.isEmpty || !shared.isEmpty else { return nil }
        (self.pages, self.shared) = (pages, shared)
    }

    /// The pages that a stack should have and that are not among `numbers`.
    func gaps(besides numbers: Set<Int>) -> [SignedCopy.Gap] {
        let known = numbers.union(entry.codes?.blankPages ?? [])
        return (0..<entry.pages).map { $0 + 1 }.filter { !known.contains($0) }.map {
            SignedCopy.Gap(number: $0, form: entry.form(ofPage: $0) ?? "")
        }
    }
}

extension ScannedPage {
    /// The different page codes on it.
    fileprivate var marks: [PageMark] {
        guard case .codes(let codes) = finding else { return [] }
        return codes.compactMap { PageMark($0) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
