import Layout

/// Sheets of a print job, for a reprint: `1-40`, `3`, `7-` or several of these with commas between them.
package struct SheetSelection: Hashable, Sendable {
    /// From 1; the last range may be open.
    private let ranges: [ClosedRange<Int>]

    /// Reads a selection; `nil` where `text` is none.
    package init?(_ text: String) {
        var ranges: [ClosedRange<Int>] = []
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = piece.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = Int(ends[0]), first > 0 else { return nil }
            let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Int(ends[1])
            guard let last, last >= first else { return nil }
            ranges.append(first...last)
        }
        self.ranges = ranges
    }

    /// Whether the sheet `number` is one of them.
    package func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }
}

extension PrintJob {
    /// The sheets `selection` of the job, with those parts of the outline and of the structure that they show.
    package func keeping(_ selection: SheetSelection) -> PrintJob {
        let kept = document.pages.filter { selection.contains(($0.number - 1) / sides.rawValue + 1) }
        var structure = document.structure
        let numbers = structure.keep(partsWith: Set(kept.flatMap(\.elements)))
        let pages = kept.enumerated().map { index, page in
            page.renumbered(index + 1) { element in
                guard let number = numbers[element] else { preconditionFailure("a part that is shown was not kept") }
                return number
            }
        }
        let document = PagedDocument(
            pages: pages, sections: sections(on: kept.map(\.number)), notes: document.notes, structure: structure)
        return PrintJob(document: document, owners: kept.map { owners[$0.number - 1] }, sides: sides)
    }

    /// The sections of which one of `pages` shows something, each at the first page that does.
    private func sections(on pages: [Int]) -> [PagedDocument.SectionStart] {
        let sections = document.sections
        return sections.indices.compactMap { index in
            let section = sections[index]
            let next = sections[(index + 1)...].first { $0.depth <= section.depth }
            let end = next.map { $0.sharesPage ? $0.page + 1 : $0.page } ?? document.pages.count + 1
            let range = section.page..<end
            return pages.firstIndex(where: range.contains).map {
                PagedDocument.SectionStart(
                    title: section.title, page: $0 + 1, depth: section.depth, sharesPage: section.sharesPage)
            }
        }
    }
}

extension Page {
    /// The elements that it shows something of.
    fileprivate var elements: [ElementID] {
        layers.flatMap {
            $0.runs.compactMap(\.element) + $0.images.compactMap(\.element) + $0.codes.compactMap(\.element)
        }
    }
}
