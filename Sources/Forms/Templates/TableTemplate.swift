import Diagnostics
import Evaluation
import Layout
import SourceTree

/// A table as a layout file describes it.
struct TableTemplate: Sendable {
    var columns: [Repeatable<TrackSizing>]
    var headerRows: Int
    var fill: TableFill
    var spaceBefore: Length
    var rows: [Repeatable<RowTemplate>]
    /// What stands at the head of each further page, and at the foot of each, where there are several.
    var carried: [Repeatable<RowTemplate>]
    var subtotal: [Repeatable<RowTemplate>]
    var span: SourceSpan
}

/// What makes rows of a table.
indirect enum RowTemplate: Sendable {
    /// One row.
    case row(cells: [Repeatable<CellTemplate>], options: RowOptions, span: SourceSpan)
    /// As many times as a number field says.
    case times(FieldReference, rows: [Repeatable<RowTemplate>])
    /// Cells at one side that cover all of the rows.
    case group(cells: [Repeatable<CellTemplate>], side: GroupSide, rows: [Repeatable<RowTemplate>])
    /// Rows with columns of their own.
    case columns([Repeatable<TrackSizing>], rows: [Repeatable<RowTemplate>])
}

/// A picture in a cell as a layout file describes it.
struct PictureTemplate: Sendable {
    /// What pictures there are.
    enum Kind: Sendable {
        case image, code
    }

    var kind: Kind
    var room: Size
    /// What is read out in its place.
    var alternativeText: LayoutText
}

/// How many columns a cell covers.
enum ColumnSpan: Sendable {
    case stated(Int)
    /// As many as a number says, such as the length of a list that columns are repeated for.
    case computed(ModelExpression)
}

/// At which side of its rows a group stands.
enum GroupSide: String, CaseIterable, Sendable {
    case left, right
}

/// What a row may state besides its cells.
struct RowOptions: Sendable {
    var minimumHeight = Length.zero
    var isBreakable = true
    var keepsWithNext = false
    var repeatsInGroup = false
    /// Whether its amounts are summed page by page.
    var isCounted = false
    /// Of which cells those of the row are the headings.
    var heads: StructureRole.HeaderScope?
}

/// A cell as a layout file describes it.
struct CellTemplate: Sendable {
    /// What it says; of a picture, the path of the image or what the code says.
    var text: LayoutText
    /// Where it shows a sum of what stands on pages instead, of which rows.
    var sum: PageSum?
    /// Where it shows a picture instead, what it is.
    var picture: PictureTemplate?
    /// The style where no condition asks for another.
    var style: StyleSheet.Cell
    /// Styles for conditions; the first that holds is used.
    var conditional: [(condition: ModelExpression, style: StyleSheet.Cell)]
    var rowSpan: Int
    var columnSpan: ColumnSpan
    /// A number field that indents the text, in em a level.
    var indent: FieldReference?
    /// Of which cells it is the heading, where its row does not say so.
    var heads: StructureRole.HeaderScope?
    /// Whether all that it states could be read. It may stand for any number of cells where it is not, and is never printed.
    var isRead = true
}
