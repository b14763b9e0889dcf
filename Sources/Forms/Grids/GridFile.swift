package import Diagnostics

/// What an office's own file holds, whatever program wrote it: sheets of a workbook, or paragraphs and tables of a Word file.
package struct GridFile: Sendable {
    /// The file as it was named.
    package let name: String
    /// Sheets in the order of the workbook; paragraphs and tables in the order of the text.
    package var parts: [Part]
    /// What was left out or read with doubt, each with its place.
    package var findings: [Diagnostic]

    /// One part of a file.
    package enum Part: Sendable {
        /// A sheet, or a table of a text.
        case grid(Grid)
        /// A paragraph that stands in no table.
        case paragraph(GridParagraph)
    }

    /// Creates the contents of a file.
    package init(name: String, parts: [Part], findings: [Diagnostic] = []) {
        self.name = name
        self.parts = parts
        self.findings = findings
    }
}

/// A paragraph of a Word file that stands in no table.
package struct GridParagraph: Sendable {
    /// Its text, without the number that the program counts. A forced line break is `\n`.
    package var text: String
    /// The number that the program counts for it, as it is shown, such as `（一）`; empty where it counts none.
    package var number: String
    /// The level of a heading from 1 on, by its style or outline level; `nil` for body text.
    package var headingLevel: Int?
    /// Whether its style is that of a title, or it is the only thing on its centred line.
    package var isTitle: Bool
    /// Where it stands, as messages say it: 第12段.
    package var place: String

    /// Creates a paragraph.
    package init(
        text: String, number: String = "", headingLevel: Int? = nil, isTitle: Bool = false, place: String
    ) {
        self.text = text
        self.number = number
        self.headingLevel = headingLevel
        self.isTitle = isTitle
        self.place = place
    }
}
