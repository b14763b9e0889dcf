/// What reaches out of its place: once for each block or part of a page that is stated, on however many pages it does.
struct OffPageFindings {
    /// What is told once, however many pages show it.
    private struct Key: Hashable {
        let part: OffPage.Part
        let origin: TextOrigin?
        /// The section, where the origin is not known.
        let section: Int?
    }

    private let sections: [Section]
    /// For each block that is placed the first element that can be its, and where it comes from.
    private var blockStarts: [(element: Int, origin: TextOrigin?)] = []
    private var told = Set<Key>()
    /// What was found so far.
    private(set) var faults: [LayoutFault] = []

    init(_ sections: [Section]) {
        self.sections = sections
    }

    /// Notes that the elements of a block begin at `element`.
    mutating func noteStart(of block: Block, at element: Int) { blockStarts.append((element, block.origin)) }

    /// Adds what reaches out on a page of the section at `section`.
    mutating func add(_ found: PageEdges.Found, section: Int) {
        let (offPage, element) = found
        let block = element.flatMap { element in blockStarts.last { $0.element <= element.rawValue }?.origin }
        let origin = (offPage.part == .body ? block : nil) ?? sections[section].origins[offPage.part]
        let key = Key(part: offPage.part, origin: origin, section: origin == nil ? section : nil)
        guard told.insert(key).inserted else { return }
        faults.append(.offPage(offPage, section: sections[section].title, at: origin))
    }

    /// Adds that the running footer lies over `part` on a page of the section at `section`.
    mutating func add(footerOver part: OffPage.Part, section: Int) {
        let origin = sections[section].origins[.footer]
        let fault = LayoutFault.footerOver(part, section: sections[section].title, at: origin)
        if !faults.contains(fault) { faults.append(fault) }
    }

    /// Those that are told beside `others`: where something is known to have too little room, that it reaches out is no news.
    func unexplained(by others: [LayoutFault]) -> [LayoutFault] {
        let isExplained = others.contains { if case .missingCharacter = $0 { false } else { true } }
        return faults.filter { fault in
            guard isExplained, case .offPage(let offPage, _, _) = fault else { return true }
            return offPage.part != .body && offPage.part != .header
        }
    }
}
