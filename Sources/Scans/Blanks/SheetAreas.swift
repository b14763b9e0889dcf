extension DotArea {
    /// The area as seen from the corner of `outer`, in which it lies.
    func within(_ outer: DotArea) -> DotArea {
        DotArea(
            columns: columns.lowerBound - outer.columns.lowerBound..<columns.upperBound - outer.columns.lowerBound,
            rows: rows.lowerBound - outer.rows.lowerBound..<rows.upperBound - outer.rows.lowerBound)
    }
}

extension InkMap {
    /// The dots of `area` for which `isInk` says so, which is given their places on the sheet.
    init(_ area: DotArea, _ isInk: (Int, Int) -> Bool) {
        var dots = [UInt8](repeating: 0, count: area.width * area.height)
        for y in area.rows {
            for x in area.columns where isInk(x, y) {
                dots[(y - area.rows.lowerBound) * area.width + x - area.columns.lowerBound] = 1
            }
        }
        self.init(width: area.width, height: area.height, dots: dots)
    }
}
