import PDFFormat

/// How a scan lies on the page that it shows, told by holding it against the printed page.
struct SheetPlacement: Sendable {
    /// Where pixels of the scan's raster lie on the page, in points from its lower left corner.
    let onPage: AffineMap
    /// The share of the page's ink that lies on ink of the scan then.
    let shown: Double

    /// Whether the scan was found to show the page, so that the text lies on its ink.
    var isSure: Bool { shown >= Self.enough }

    /// Less than this is found on scans of other pages, more on those of the page, however it was copied and stamped.
    private static let enough = 0.6
    private static let pointsPerDot = 72 / LookSize.dotsPerInch

    /// Holds a scan against a page.
    /// - Parameters:
    ///   - raster: the scan as it was read.
    ///   - quarterTurns: by how many quarter turns clockwise it lies turned.
    ///   - page: the printed page, drawn with ``LookSize/dotsPerInch``.
    ///   - height: the height of the page in points.
    init(_ raster: GreyRaster, quarterTurns: Int, on page: GreyRaster, height: Double) {
        let turns = (4 - quarterTurns % 4) % 4
        let upright = raster.turned(turns)
        let look = PageLook(page)
        let skew = ScannedPage.skew(of: upright) ?? 0
        let size = LookSize(width: page.width, height: page.height)
        var best: Fit?
        for frame in Self.frames(of: upright, on: size) {
            let fit = Fit(upright, frame, skew: skew, look, size)
            if fit.shown > best?.shown ?? -1 { best = fit }
        }
        guard let best else { preconditionFailure("a scan is tried whole at least") }
        // Down on scans is up on pages.
        let toPoints = AffineMap(Self.pointsPerDot, 0, 0, -Self.pointsPerDot, 0, height)
        onPage = Self.turn(raster, turns).followed(by: best.onPage).followed(by: toPoints)
        shown = best.shown
    }

    /// Where the pixels of `raster` lie after `turns` quarter turns clockwise.
    private static func turn(_ raster: GreyRaster, _ turns: Int) -> AffineMap {
        let (width, height) = (Double(raster.width), Double(raster.height))
        return switch turns {
        case 1: AffineMap(0, 1, -1, 0, height, 0)
        case 2: AffineMap(-1, 0, 0, -1, width, height)
        case 3: AffineMap(0, -1, 1, 0, 0, width)
        default: AffineMap.identity
        }
    }

    // MARK: Frames

    /// A part of a scan, which may reach beyond it.
    private struct Frame {
        let x, y, width, height: Int
    }

    /// The parts of a scan that may be the sheet: all of it, or, where the glass has other proportions than the sheet, what is
    /// as wide or as high as it, at one edge or the other or between.
    private static func frames(of raster: GreyRaster, on size: LookSize) -> [Frame] {
        let (width, height) = (raster.width, raster.height)
        let whole = Frame(x: 0, y: 0, width: width, height: height)
        if size.fits(width: width, height: height) { return [whole] }
        let asWide = width * size.height / size.width, asHigh = height * size.width / size.height
        return [0, 1, 2].flatMap { third in
            [
                Frame(x: 0, y: (height - asWide) * third / 2, width: width, height: max(1, asWide)),
                Frame(x: (width - asHigh) * third / 2, y: 0, width: max(1, asHigh), height: height),
            ]
        }
    }

    // MARK: Fits

    /// How a part of a scan that was set upright lies on the page.
    private struct Fit {
        /// Where its pixels lie, in dots of the page.
        let onPage: AffineMap
        let shown: Double

        init(_ upright: GreyRaster, _ frame: Frame, skew: Double, _ page: PageLook, _ size: LookSize) {
            let isWhole = frame.width == upright.width && frame.height == upright.height && frame.x == 0 && frame.y == 0
            let raster =
                isWhole ? upright : upright.part(x: frame.x, y: frame.y, width: frame.width, height: frame.height)
            let scan = ScanLook(raster, skew: skew, size: size)
            let registration = scan.registration(of: page)
            let corners = registration.corners(width: size.width, height: size.height)
            let toScan = AffineFit.map(registration.anchors, corners)
            let toRaster = toScan.followed(by: scan.onRaster).followed(
                by: AffineMap(1, 0, 0, 1, Double(frame.x), Double(frame.y)))
            onPage = toRaster.inverse ?? AffineMap.identity
            shown = Self.shown(page, on: scan, by: toScan)
        }

        /// The share of the page's ink that lies on ink of the scan.
        private static func shown(_ page: PageLook, on scan: ScanLook, by map: AffineMap) -> Double {
            let shown = page.places.reduce(0) { count, place in
                let point = map(Double(place.x) + 0.5, Double(place.y) + 0.5)
                let (x, y) = (Int(point.x.rounded(.down)), Int(point.y.rounded(.down)))
                guard x >= 0, y >= 0, x < scan.spread.width, y < scan.spread.height else { return count }
                return count + Int(scan.spread.dots[y * scan.spread.width + x])
            }
            return Double(shown) / Double(max(1, page.places.count))
        }
    }
}

/// The affine map that brings the anchors of a page nearest to where they lie on a scan: the weighted least squares, without
/// those that lie elsewhere than the others say.
enum AffineFit {
    /// Anchors that lie further off than this, in dots (half a millimetre), are left out, unless the usual one does.
    private static let reach = 3.0
    /// What corners weigh: they decide nothing but where there is hardly any ink.
    private static let cornerWeight = 2.0
    /// So much ink of a square tells all that more would.
    private static let mostWeight = 1500.0
    private static let rounds = 4

    /// The map from the page to the scan.
    static func map(_ anchors: [Registration.Anchor], _ corners: [Registration.Anchor]) -> AffineMap {
        var taken = anchors
        var map = solved(taken, corners)
        for _ in 1..<rounds {
            let distances = anchors.map { distance($0, map) }
            let usual = distances.isEmpty ? 0 : distances.sorted()[distances.count / 2]
            taken = zip(anchors, distances).filter { $0.1 <= max(reach, 2.5 * usual) }.map(\.0)
            map = solved(taken, corners)
        }
        return map
    }

    private static func distance(_ anchor: Registration.Anchor, _ map: AffineMap) -> Double {
        let point = map(anchor.page.x, anchor.page.y)
        let (x, y) = (point.x - anchor.scan.x, point.y - anchor.scan.y)
        return (x * x + y * y).squareRoot()
    }

    /// Solves the normal equations about the mean, where they are two by two.
    private static func solved(_ anchors: [Registration.Anchor], _ corners: [Registration.Anchor]) -> AffineMap {
        let weighted: [(Registration.Anchor, Double)] =
            anchors.map { ($0, min($0.weight, mostWeight)) } + corners.map { ($0, cornerWeight * $0.weight) }
        let total = weighted.reduce(0) { $0 + $1.1 }
        func mean(_ value: (Registration.Anchor) -> Double) -> Double {
            weighted.reduce(0) { $0 + $1.1 * value($1.0) } / total
        }
        let (pageX, pageY) = (mean { $0.page.x }, mean { $0.page.y })
        let (scanX, scanY) = (mean { $0.scan.x }, mean { $0.scan.y })
        func moment(_ one: (Registration.Anchor) -> Double, _ other: (Registration.Anchor) -> Double) -> Double {
            weighted.reduce(0) { $0 + $1.1 * one($1.0) * other($1.0) }
        }
        let x = { (anchor: Registration.Anchor) in anchor.page.x - pageX }
        let y = { (anchor: Registration.Anchor) in anchor.page.y - pageY }
        let u = { (anchor: Registration.Anchor) in anchor.scan.x - scanX }
        let v = { (anchor: Registration.Anchor) in anchor.scan.y - scanY }
        let (xx, xy, yy) = (moment(x, x), moment(x, y), moment(y, y))
        let (xu, yu, xv, yv) = (moment(x, u), moment(y, u), moment(x, v), moment(y, v))
        // Corners keep it from becoming nothing.
        let determinant = xx * yy - xy * xy
        let (a, c) = ((xu * yy - yu * xy) / determinant, (yu * xx - xu * xy) / determinant)
        let (b, d) = ((xv * yy - yv * xy) / determinant, (yv * xx - xv * xy) / determinant)
        return AffineMap(a, b, c, d, scanX - a * pageX - c * pageY, scanY - b * pageX - d * pageY)
    }
}
