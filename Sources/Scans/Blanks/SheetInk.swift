import Batch

/// The ink on a scan of a printed page, held against the print.
struct SheetInk {
    /// Dots to the millimetre.
    static let dots = LookSize.dotsPerInch / 25.4

    /// The scan, straight.
    let scan: StraightScan
    /// The size of the sheet.
    let size: LookSize
    /// Whether the print was found on it.
    let isMatched: Bool
    private let page: PageLook
    private let registration: Registration
    private let straightening: Straightening
    private let picture: ScanPicture

    /// Of the print's ink, so much at least is on a scan of it.
    private static let leastShown = 0.75
    /// So much of the print's ink tells.
    private static let sample = 8000

    /// Holds `picture`, which is turned already, against `page`.
    /// - Parameter skew: by how many degrees its lines lie askew, clockwise positive.
    init(_ picture: ScanPicture, skew: Double, against page: PageLook) {
        self.picture = picture
        self.page = page
        size = LookSize(width: page.ink.width, height: page.ink.height)
        straightening = Straightening(skew: skew, size: size)
        scan = StraightScan(picture.grey, skew: skew, size: size)
        registration = scan.registration(of: page)
        let fits = size.fits(width: picture.grey.width, height: picture.grey.height)
        isMatched = fits && Self.shown(page, on: scan.ink, registration) >= Self.leastShown
    }

    /// The share of the page's ink that is on the scan.
    private static func shown(_ page: PageLook, on ink: InkMap, _ registration: Registration) -> Double {
        let step = max(1, page.places.count / sample)
        var (count, shown) = (0, 0)
        for index in stride(from: 0, to: page.places.count, by: step) {
            let point = registration.onScan(page.places[index])
            count += 1
            if ink.hasInk(around: point.x, point.y) { shown += 1 }
        }
        return count > 0 ? Double(shown) / Double(count) : 0
    }

    /// Where a place of the page, in millimetres, lies on the scan.
    func area(left: Double, top: Double, width: Double, height: Double) -> DotArea {
        let (x, y) = (Int((left * Self.dots).rounded()), Int((top * Self.dots).rounded()))
        let across = max(1, Int((width * Self.dots).rounded())), down = max(1, Int((height * Self.dots).rounded()))
        let middle = (x: clamped(x + across / 2, size.width), y: clamped(y + down / 2, size.height))
        let point = registration.onScan(InkPlace(x: Int32(middle.x), y: Int32(middle.y)))
        let (moveX, moveY) = (point.x - middle.x, point.y - middle.y)
        return DotArea(columns: x + moveX..<x + moveX + across, rows: y + moveY..<y + moveY + down)
            .extended(across: 0, down: 0, within: size)
    }

    private func clamped(_ value: Int, _ limit: Int) -> Int { min(max(0, value), limit - 1) }

    // MARK: Ink beyond the print

    /// By how many dots print may lie beside its place, or be thicker than it was drawn.
    private static let tolerance = 4
    /// Ink that is darker than this share of the paper is that of a pen; what is paler may be a stain.
    private static let penDarkness = 0.55
    /// The red of a pixel is this much more than its green where a red seal is.
    private static let redness: UInt8 = 45

    /// The print in a part of the scan, with all around it that may be print, too.
    func print(in area: DotArea) -> InkMap {
        var dots = [UInt8](repeating: 0, count: area.width * area.height)
        for place in page.places {
            let point = registration.onScan(place)
            guard area.contains(point.x, point.y) else { continue }
            dots[area.place(point.x, point.y)] = 1
        }
        return InkMap(width: area.width, height: area.height, dots: dots).spread(by: Self.tolerance)
    }

    /// The grey of a part of the scan in which pens are dark: on coloured scans without what is red or brown.
    func pens(in area: DotArea) -> GreyRaster {
        guard let colour = picture.colour else { return scan.grey.cropped(area) }
        return straightening.straightened(colour.red, area)
    }

    /// The grey of a dark seal's ink, along its rim where no print is; a tenth of that is darker. `nil` where print hides it.
    func shade(of seal: FoundSeal) -> UInt8? {
        let area = seal.area(within: size)
        let (grey, printed) = (pens(in: area), print(in: area))
        var greys: [UInt8] = []
        for y in area.rows {
            for x in area.columns where printed.dots[area.place(x, y)] == 0 {
                if abs(seal.distance(x, y) - 1) * seal.radius <= 1 { greys.append(grey.pixels[area.place(x, y)]) }
            }
        }
        return greys.isEmpty ? nil : greys.sorted()[greys.count / 10]
    }

    /// A part of the scan as a person sees it in grey.
    func view(of area: DotArea) -> GreyRaster {
        guard let colour = picture.colour else { return scan.grey.cropped(area) }
        return straightening.straightened(colour.green, area)
    }

    /// The ink of pens in `grey`, which ``pens(in:)`` gave: all of it, and what is dark enough to be sure.
    static func ink(of grey: GreyRaster) -> (all: InkMap, dark: InkMap) {
        (InkMap(grey), InkMap(grey, darkness: penDarkness))
    }

    /// What is red in a part of a coloured scan.
    func red(in area: DotArea) -> InkMap? {
        guard let colour = picture.colour else { return nil }
        let red = straightening.straightened(colour.red, area), green = straightening.straightened(colour.green, area)
        let dots = zip(red.pixels, green.pixels).map { red, green -> UInt8 in
            red > green && red - green >= Self.redness ? 1 : 0
        }
        return InkMap(width: area.width, height: area.height, dots: dots)
    }

    /// All ink in a part of the scan, of whatever colour.
    func ink(in area: DotArea) -> InkMap {
        guard let colour = picture.colour else { return scan.ink.cropped(area) }
        let red = straightening.straightened(colour.red, area), green = straightening.straightened(colour.green, area)
        let pixels = zip(red.pixels, green.pixels).map { min($0, $1) }
        return InkMap(GreyRaster(width: area.width, height: area.height, pixels: pixels))
    }
}
