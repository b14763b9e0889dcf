import Diagnostics
import Evaluation
import Layout
import SourceTree

/// A form as its layout file describes it.
struct FormTemplate: Sendable {
    /// What the form is called in an outline.
    var title: LayoutText
    /// What findings call it: short, for example 附件5; the title where the layout states none.
    var name: LayoutText
    /// Whether lists of forms name it.
    var isListed = true
    /// Its pages, where they are not the form set's.
    var page: PageTemplate
    /// What is printed above the type area.
    var header: HeaderTemplate?
    /// What is printed below the type area.
    var footer: HeaderTemplate?
    /// What is stamped on the first page.
    var stamp: StampTemplate?
    /// From top to bottom.
    var blocks: [Repeatable<BlockTemplate>]
}

/// Pages as a form set describes them.
struct PageTemplate: Sendable {
    var style: PageStyle
    /// What its page numbers look like, where it is stated; the number stands in it as a mark.
    var numberFormat: LayoutText?
    /// Where it says on which page a form begins, if it does.
    var begins: SourceSpan?
    /// Where the parts of a page are stated.
    var places: [OffPage.Part: SourceSpan]
}

/// A small table in the upper margin of a form's first page.
struct StampTemplate: Sendable {
    /// Where it holds, the form is stamped; always where there is none.
    var condition: ModelExpression?
    var table: TableTemplate
    var top: Length
}

/// A line above or below the type area of each page of a form.
struct HeaderTemplate: Sendable {
    var text: LayoutText
    var style: StyleSheet.Text
    var distance: Length
    var standsOnFirstPage: Bool
}

/// A block as a layout file describes it.
enum BlockTemplate: Sendable {
    /// A text in one style.
    case text(ParagraphTemplate)
    /// The body of the narrative report.
    case report(ReportTemplate)
    /// A table.
    case table(TableTemplate)
    /// The line that is signed.
    case signature(SignatureTemplate)
    /// The forms with the pages on which they begin.
    case contents(ContentsTemplate)
}

/// A text in one style.
struct ParagraphTemplate: Sendable {
    var text: LayoutText
    var style: StyleSheet.Text
    var spaceBefore: Length
    /// Whether that is left at the head of a page, too.
    var keepsSpaceAtHead: Bool
    var spaceAfter: Length
    var keepsWithNext: Bool
    var keepsWithPrevious: Bool
    var role: TextBlock.Role
}

/// The forms with the pages on which they begin.
struct ContentsTemplate: Sendable {
    var style: StyleSheet.Text
    /// What fills the line from title to number.
    var leader: String
    var spaceBefore: Length
    /// Where it stands in its layout.
    var span: SourceSpan
}

/// The body of the narrative report with a style for paragraphs and each level of heading.
struct ReportTemplate: Sendable {
    var body: FieldReference
    /// The style of paragraphs, then of headings from level 1 to 4.
    var styles: [StyleSheet.Text]
    /// The style of the cells of tables in it.
    var cell: StyleSheet.Cell
    /// Where it stands in its layout.
    var span: SourceSpan
}

/// The line that is signed.
struct SignatureTemplate: Sendable {
    /// A label, its value and the blank behind it.
    struct Field: Sendable {
        var label: LayoutText
        var value: LayoutText?
        var blank: Length
        /// The path of an image that stands on the blank.
        var image: LayoutText?
    }

    var style: StyleSheet.Text
    var lines: [[Field]]
    var arrangement: SignatureBlock.Arrangement
    var pitch: Length
    var sealDiameter: Length
    var spaceBefore: Length
    /// Where it stands in its layout.
    var span: SourceSpan
}
