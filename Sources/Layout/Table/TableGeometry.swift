/// Where the cells of a table stand, for whoever shows it elsewhere than on pages.
package struct TableGeometry: Sendable {
    /// The cells in the order of the table, on the columns between ``edges``.
    package let placements: [TableGrid.Placement]
    /// The left edges of the columns, and the right edge of the last.
    package let edges: [Length]
    /// The height of each row as its text asks.
    package let heights: [Length]

    /// Measures `table` at `width`.
    /// - Throws: ``TableGrid/Fault`` for the first row whose cells do not fit.
    package init(_ table: TableBlock, width: Length, context: LayoutContext) throws(TableGrid.Fault) {
        let layouter = try TableLayouter(table, width: width, context: context)
        (placements, edges, heights) = (layouter.grid.placements, layouter.edges, layouter.heights)
    }
}
