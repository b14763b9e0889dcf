/// The number of an element in its tree, from 0.
package struct ElementID: Hashable, Comparable, Sendable {
    /// The number; elements are numbered in reading order.
    package let rawValue: Int

    /// Creates an id.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Whether one element comes before the other.
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What an element is to a reader: a standard structure type of ISO 32000-1, 14.8.4.
package enum StructureRole: Hashable, Sendable {
    /// Whose headings a header cell gives.
    package enum HeaderScope: String, Hashable, Sendable, CaseIterable {
        /// The cells of its columns.
        case column
        /// The cells of its rows.
        case row
    }

    /// The whole document.
    case document
    /// What one office submits, in a document with the forms of several.
    case part
    /// A form.
    case section
    /// A heading of level 1 to 6.
    case heading(Int)
    /// A paragraph.
    case paragraph
    /// A table, on however many pages it stands.
    case table
    /// What a table is called.
    case caption
    /// The rows at the head of a table that are shown again on each page.
    case tableHead
    /// The other rows of a table.
    case tableBody
    /// A row.
    case row
    /// A cell that says what others mean.
    case headerCell(HeaderScope)
    /// Any other cell.
    case dataCell
    /// An image, which has an alternative text.
    case figure
    /// A list of what a document holds.
    case contents
    /// An entry of such a list.
    case contentsItem
    /// What names another part of the document.
    case reference
    /// What leads there.
    case link
}

/// What a document says, in reading order and whatever page it stands on (ISO 32000-1, 14.7): glyphs on pages name the
/// element that they belong to. What belongs to none is an artifact: rules, page numbers, running headers, and headers
/// and labels that are shown again after a page break.
package struct StructureTree: Sendable {
    /// A part of the document.
    package struct Element: Hashable, Sendable {
        /// What it is.
        package let role: StructureRole
        /// What it is part of; `nil` for the document.
        package let parent: ElementID?
        /// How many rows a cell covers.
        package let rowSpan: Int
        /// How many columns a cell covers.
        package let columnSpan: Int
    }

    /// The elements: each after what it is part of, siblings in reading order.
    package private(set) var elements = [Element(role: .document, parent: nil, rowSpan: 1, columnSpan: 1)]
    /// What is read out for elements that are not text.
    package private(set) var alternativeTexts: [ElementID: String] = [:]
    private var lastHeading = 0

    /// A document that says nothing yet.
    package init() {}

    /// The document itself.
    package static let root = ElementID(rawValue: 0)

    /// The element called `id`.
    package subscript(id: ElementID) -> Element { elements[id.rawValue] }

    /// Adds an element as the last part of `parent`.
    @discardableResult
    package mutating func add(
        _ role: StructureRole, to parent: ElementID, rowSpan: Int = 1, columnSpan: Int = 1,
        alternativeText: String? = nil
    ) -> ElementID {
        let id = ElementID(rawValue: elements.count)
        elements.append(Element(role: role, parent: parent, rowSpan: rowSpan, columnSpan: columnSpan))
        if let alternativeText { alternativeTexts[id] = alternativeText }
        return id
    }

    /// Adds the parts of the document `other` as parts of `parent`, after all that is there.
    /// - Returns: by how much their numbers have grown.
    package mutating func add(partsOf other: StructureTree, to parent: ElementID) -> Int {
        let shift = elements.count - 1
        for element in other.elements.dropFirst() {
            let own = element.parent.map { $0 == Self.root ? parent : ElementID(rawValue: $0.rawValue + shift) }
            elements.append(
                Element(role: element.role, parent: own, rowSpan: element.rowSpan, columnSpan: element.columnSpan))
        }
        for (id, text) in other.alternativeTexts {
            alternativeTexts[ElementID(rawValue: id.rawValue + shift)] = text
        }
        return shift
    }

    /// Keeps those parts of the document, with all that is in them, that hold one of `used`.
    /// - Returns: the new numbers of the elements that are kept, by their old ones.
    package mutating func keep(partsWith used: Set<ElementID>) -> [ElementID: ElementID] {
        var parts: [ElementID] = []
        for (index, element) in elements.enumerated() {
            let id = ElementID(rawValue: index)
            parts.append(element.parent.map { $0 == Self.root ? id : parts[$0.rawValue] } ?? id)
        }
        let kept = Set(used.map { parts[$0.rawValue] } + [Self.root])
        let old = elements.indices.map(ElementID.init).filter { kept.contains(parts[$0.rawValue]) }
        let numbers = Dictionary(uniqueKeysWithValues: old.enumerated().map { ($1, ElementID(rawValue: $0)) })
        elements = old.map { id in
            let element = self[id]
            return Element(
                role: element.role, parent: element.parent.flatMap { numbers[$0] }, rowSpan: element.rowSpan,
                columnSpan: element.columnSpan)
        }
        let texts = alternativeTexts.compactMap { id, text in numbers[id].map { ($0, text) } }
        alternativeTexts = Dictionary(uniqueKeysWithValues: texts)
        return numbers
    }

    /// Adds a heading. One that leaves levels out is raised to one below the heading before it: readers go by the
    /// outline that headings make (ISO 14289-1, 7.4.2).
    mutating func addHeading(_ level: Int, to parent: ElementID) -> ElementID {
        lastHeading = min(level, lastHeading + 1)
        return add(.heading(lastHeading), to: parent)
    }

    /// For each element its parts in reading order.
    package func parts() -> [[ElementID]] {
        var parts = [[ElementID]](repeating: [], count: elements.count)
        for (index, element) in elements.enumerated() {
            guard let parent = element.parent else { continue }
            parts[parent.rawValue].append(ElementID(rawValue: index))
        }
        return parts
    }
}
