/// The number of an element in its tree, from 0.
public struct ElementID: Hashable, Comparable, Sendable {
    /// The number; elements are numbered in reading order.
    public let rawValue: Int

    /// Creates an id.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Whether one element comes before the other.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What an element is to a reader: a standard structure type of ISO 32000-1, 14.8.4.
public enum StructureRole: Hashable, Sendable {
    /// Whose headings a header cell gives.
    public enum HeaderScope: String, Hashable, Sendable, CaseIterable {
        /// The cells of its columns.
        case column
        /// The cells of its rows.
        case row
    }

    /// The whole document.
    case document
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
}

/// What a document says, in reading order and whatever page it stands on (ISO 32000-1, 14.7): glyphs on pages name the
/// element that they belong to. What belongs to none is an artifact: rules, page numbers, running headers, and headers
/// and labels that are shown again after a page break.
public struct StructureTree: Sendable {
    /// A part of the document.
    public struct Element: Hashable, Sendable {
        /// What it is.
        public let role: StructureRole
        /// What it is part of; `nil` for the document.
        public let parent: ElementID?
        /// How many rows a cell covers.
        public let rowSpan: Int
        /// How many columns a cell covers.
        public let columnSpan: Int
    }

    /// The elements: each after what it is part of, siblings in reading order.
    public private(set) var elements = [Element(role: .document, parent: nil, rowSpan: 1, columnSpan: 1)]
    /// What is read out for elements that are not text.
    public private(set) var alternativeTexts: [ElementID: String] = [:]
    private var lastHeading = 0

    /// A document that says nothing yet.
    public init() {}

    /// The document itself.
    public static let root = ElementID(rawValue: 0)

    /// The element called `id`.
    public subscript(id: ElementID) -> Element { elements[id.rawValue] }

    /// Adds an element as the last part of `parent`.
    @discardableResult
    public mutating func add(
        _ role: StructureRole, to parent: ElementID, rowSpan: Int = 1, columnSpan: Int = 1,
        alternativeText: String? = nil
    ) -> ElementID {
        let id = ElementID(rawValue: elements.count)
        elements.append(Element(role: role, parent: parent, rowSpan: rowSpan, columnSpan: columnSpan))
        if let alternativeText { alternativeTexts[id] = alternativeText }
        return id
    }

    /// Adds a heading. One that leaves levels out is raised to one below the heading before it: readers go by the
    /// outline that headings make (ISO 14289-1, 7.4.2).
    mutating func addHeading(_ level: Int, to parent: ElementID) -> ElementID {
        lastHeading = min(level, lastHeading + 1)
        return add(.heading(lastHeading), to: parent)
    }

    /// For each element its parts in reading order.
    public func parts() -> [[ElementID]] {
        var parts = [[ElementID]](repeating: [], count: elements.count)
        for (index, element) in elements.enumerated() {
            guard let parent = element.parent else { continue }
            parts[parent.rawValue].append(ElementID(rawValue: index))
        }
        return parts
    }
}
