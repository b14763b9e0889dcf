extension DotArea {
    /// The area as seen from the corner of `outer`, in which it lies.
    func within(_ outer: DotArea) -> DotArea {
        DotArea(
            columns: columns.lowerBound - outer.columns.lowerBound..<columns.upperBound - outer.columns.lowerBound,
            rows: rows.lowerBound - outer.rows.lowerBound..<rows.upperBound - outer.rows.lowerBound)
    }

    /// Where a dot of the sheet stands in a map of the area.
    func place(_ x: Int, _ y: Int) -> Int { (y - rows.lowerBound) * width + x - columns.lowerBound }

    /// The dots of the area among `dots`, of which a row has `rowWidth`.
    fileprivate func part(of dots: [UInt8], rowWidth: Int) -> [UInt8] {
        var part: [UInt8] = []
        part.reserveCapacity(width * height)
        for row in rows { part += dots[row * rowWidth + columns.lowerBound..<row * rowWidth + columns.upperBound] }
        return part
    }
}

extension GreyRaster {
    /// A part of the picture.
    func cropped(_ area: DotArea) -> GreyRaster {
        GreyRaster(width: area.width, height: area.height, pixels: area.part(of: pixels, rowWidth: width))
    }
}

extension InkMap {
    /// A part of the map.
    func cropped(_ area: DotArea) -> InkMap {
        InkMap(width: area.width, height: area.height, dots: area.part(of: dots, rowWidth: width))
    }

    /// The dots of `area` for which `isInk` says so, which is given their places on the sheet.
    init(_ area: DotArea, _ isInk: (Int, Int) -> Bool) {
        var dots = [UInt8](repeating: 0, count: area.width * area.height)
        for y in area.rows {
            for x in area.columns where isInk(x, y) {
                dots[area.place(x, y)] = 1
            }
        }
        self.init(width: area.width, height: area.height, dots: dots)
    }
}
