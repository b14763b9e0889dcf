package import PrintJobs
import Rendering

/// A page of a scan and what was found on it.
package struct ScannedPage: Sendable {
    /// What a page is.
    package enum Finding: Sendable, Hashable {
        /// It has QR codes, ours or others', as they say.
        case codes([String])
        /// It has no code, and looks like this page, clearly.
        case look(PrintedPage)
        /// There is nothing on it.
        case blank
        /// It has no code, and looks like no page that is known, or like several.
        case unrecognized(isUnclear: Bool)
    }

    /// Where it is.
    package let place: ScanPlace
    /// What it is.
    package internal(set) var finding: Finding
    /// By how many quarter turns clockwise it lies turned: 2 is upside down. 0 where that is not known.
    package internal(set) var quarterTurns = 0
    /// By how many degrees it lies askew, clockwise positive; 0 where that cannot be told.
    package internal(set) var skew = 0.0
    /// What was written and stamped on it, where that was looked for.
    package internal(set) var inspection: Inspection?

    /// Whether there is nothing to find out any more: it has a page code, of whatever document, or is blank.
    var isMarked: Bool {
        switch finding {
        case .codes(let codes): codes.contains { PageMark($0) != nil }
        case .blank, .look: true
        case .unrecognized: false
        }
    }

    /// What the paper of a page without ink may still have: dust, in dots.
    private static let dust = 40
    /// What is not looked at along the edges of a sheet, as a share of its sides: shadows, and holes for the binding.
    private static let edge = 0.06
    /// How many pixels the longer side has at most when a sheet is looked at as a whole.
    private static let grain = 1200

    /// Looks at the page `picture` at `place`; without codes it is a matter for ``LookFinder``.
    init(_ picture: ScanPicture, at place: ScanPlace) {
        self.place = place
        let raster = picture.grey
        let ink = Self.ink(of: raster)
        guard Self.isWritten(ink) || picture.darkest.map({ Self.isWritten(Self.ink(of: $0)) }) == true else {
            finding = .blank
            return
        }
        let codes = CodeReader.codes(on: raster)
        finding = codes.isEmpty ? .unrecognized(isUnclear: false) : .codes(codes.map(\.text))
        quarterTurns = codes.first(where: \.isPageCode)?.quarterTurns ?? 0
        let upright = quarterTurns % 2 == 1 ? Self.ink(of: raster.turned(1)) : ink
        skew = upright.skew() ?? 0
    }

    private static func isWritten(_ ink: InkMap) -> Bool { ink.solidDots(within: edge) > dust }

    private static func ink(of raster: GreyRaster) -> InkMap {
        InkMap(raster.reduced(by: (max(raster.width, raster.height) + grain - 1) / grain))
    }

    /// By how many degrees `raster` lies askew, clockwise positive; `nil` where its lines do not tell.
    static func skew(of raster: GreyRaster) -> Double? { ink(of: raster).skew() }
}
