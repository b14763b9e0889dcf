import Batch
import PrintJobs

/// What is on a sheet.
struct SheetInspection {
    private let sheet: SheetInk
    private let places: [(blank: HandFilled, area: DotArea)]
    private let seals: [FoundSeal]
    /// The seal that is set over each place; a seal is set over one.
    private let sealOfPlace: [FoundSeal?]
    private let extent: PageInspector.Extent

    /// Around places seals are looked for, so far, in millimetres.
    private static let sealReach = 40.0
    /// The middle of a seal is no further than this share of its diameter from the lines that it is set over.
    private static let sealDistance = 0.75
    /// What a person writes beyond a place, and what a picture shows around it, in millimetres.
    private static let margin = 7.0
    /// Marks that are listed of a page.
    private static let listed = 20

    init(_ sheet: SheetInk, _ blanks: [HandFilled], _ extent: PageInspector.Extent) {
        self.sheet = sheet
        self.extent = extent
        places = blanks.map { blank in
            (blank, sheet.area(left: blank.left, top: blank.top, width: blank.width, height: blank.height))
        }
        let sealed = blanks.count { if case .seal = $0.kind { true } else { false } }
        // Each of the seals, and rings elsewhere.
        seals = Self.seals(on: sheet, around: places.map(\.area), atMost: max(3, sealed + 2))
        sealOfPlace = Self.settled(seals, over: places, on: sheet)
    }

    /// Gives each place for a seal one of `seals`, the clearest first; each goes to the place that it lies nearest to.
    private static func settled(
        _ seals: [FoundSeal], over places: [(blank: HandFilled, area: DotArea)], on sheet: SheetInk
    ) -> [FoundSeal?] {
        var settled = [FoundSeal?](repeating: nil, count: places.count)
        let clearest = seals.sorted { ($0.isClear ? 1 : 0, $0.ring) > ($1.isClear ? 1 : 0, $1.ring) }
        for seal in clearest {
            let near = places.indices.filter { index in
                settled[index] == nil && reach(of: places[index], on: sheet)?.contains(Int(seal.x), Int(seal.y)) == true
            }
            let nearest = near.min { places[$0].area.distance(to: seal) < places[$1].area.distance(to: seal) }
            if let nearest { settled[nearest] = seal }
        }
        return settled
    }

    /// Where the middle of a seal lies that is set over a place; `nil` where it is no place for a seal.
    private static func reach(of place: (blank: HandFilled, area: DotArea), on sheet: SheetInk) -> DotArea? {
        guard case .seal(let diameter) = place.blank.kind else { return nil }
        let reach = Int(sealDistance * Double(diameter) * SheetInk.dots)
        return place.area.extended(across: reach, down: reach, within: sheet.size)
    }

    /// - Parameter most: how many are looked for.
    private static func seals(on sheet: SheetInk, around areas: [DotArea], atMost most: Int) -> [FoundSeal] {
        guard let first = areas.first else { return [] }
        let reach = Int(sealReach * SheetInk.dots)
        let area = areas.dropFirst().reduce(first) { $0.union($1) }
            .extended(across: reach, down: reach, within: sheet.size)
        let printed = sheet.print(in: area)
        if let red = sheet.red(in: area) {
            let none = InkMap(width: area.width, height: area.height, dots: red.dots.map { _ in 0 })
            let seals = SealFinder(red, isRed: true, covered: none, in: area).seals(atMost: most)
            if !seals.isEmpty { return seals }
        }
        return SealFinder(sheet.ink(in: area), isRed: false, covered: printed, in: area).seals(atMost: most)
    }

    func inspection(of page: PrintedPage) -> Inspection {
        let marks = extent == .all ? MarkFinder(sheet: sheet).marks(outside: places.map { grown($0.area) }, seals) : []
        return Inspection(
            page: page, blanks: places.indices.map(blank), marks: marks.prefix(Self.listed).map(mark),
            furtherMarks: max(0, marks.count - Self.listed), isMisfit: false)
    }

    private func blank(_ index: Int) -> Inspection.Blank {
        let (blank, area) = places[index]
        switch blank.kind {
        case .signature:
            let measure = SignatureMeasure(sheet, area, seals: seals)
            return Inspection.Blank(
                place: blank, state: measure.state, share: measure.share, picture: picture(of: grown(area), by: 2))
        case .seal:
            let seal = sealOfPlace[index]
            let near = Self.reach(of: places[index], on: sheet) ?? area
            let state: Inspection.State =
                seal.map { $0.isClear ? .filled : .doubtful } ?? (isRed(near) ? .doubtful : .empty)
            let seen = seal.map { grown($0.area(within: sheet.size)) } ?? grown(area)
            return Inspection.Blank(
                place: blank, state: state, share: seal?.ring ?? 0, picture: picture(of: seen, by: 2))
        }
    }

    /// Red ink that is no dirt, in square millimetres.
    private static let leastRed = 10.0

    private func isRed(_ area: DotArea) -> Bool {
        Double(sheet.red(in: area)?.count ?? 0) >= Self.leastRed * SheetInk.dots * SheetInk.dots
    }

    // MARK: Pictures

    private func grown(_ area: DotArea) -> DotArea {
        let margin = Int(Self.margin * SheetInk.dots)
        return area.extended(across: margin, down: margin, within: sheet.size)
    }

    private func picture(of area: DotArea, by factor: Int) -> [UInt8]? {
        extent == .all ? png(of: area, by: factor) : nil
    }

    private func png(of area: DotArea, by factor: Int) -> [UInt8] {
        let view = sheet.view(of: area).reduced(by: factor)
        return GreyPNG(width: view.width, height: view.height, dots: view.pixels).bytes
    }

    private func mark(_ mark: MarkFinder.Mark) -> Inspection.Mark {
        let area = mark.area, dots = SheetInk.dots
        let around = grown(area)
        return Inspection.Mark(
            left: Double(area.columns.lowerBound) / dots, top: Double(area.rows.lowerBound) / dots,
            width: Double(area.width) / dots, height: Double(area.height) / dots,
            picture: png(of: around, by: max(1, max(around.width, around.height) / Self.widest)))
    }

    /// How wide pictures of marks are, in dots.
    private static let widest = 320
}

extension DotArea {
    /// The square of the distance from its middle to that of `seal`.
    fileprivate func distance(to seal: FoundSeal) -> Double {
        let across = Double(columns.lowerBound + columns.upperBound) / 2 - seal.x
        let down = Double(rows.lowerBound + rows.upperBound) / 2 - seal.y
        return across * across + down * down
    }
}
