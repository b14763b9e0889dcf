import Batch
import PrintJobs
import TestSupport
import Testing

@testable import Scans

/// What is written on scans of a small page at 150 dots an inch with lines of blocks, a rule to sign on and lines for a seal.
@Suite struct SignedSheetTests {
    private static let size = LookSize(width: 800, height: 960)
    /// The rule is 60 mm long, 120 mm below the upper edge.
    private static let rule = HandFilled(
        page: 1, kind: .signature, label: "签字：", left: 30, top: 113, width: 60, height: 7)
    private static let seal = HandFilled(
        page: 1, kind: .seal(diameter: 42), label: "", left: 20, top: 104, width: 100, height: 17)

    /// The page as it is printed.
    private static let printed: DrawnSheet = {
        var sheet = DrawnSheet(width: size.width, height: size.height)
        var chance = SeededGenerator(seed: 5)
        for row in stride(from: 90, to: 540, by: 34) {
            for column in stride(from: 100, to: 700, by: 24) {
                let bits = chance.next()
                for dot in 0..<64 where bits >> UInt64(dot) & 3 == 0 {
                    sheet.dot(Double(column + dot % 8 * 2), Double(row + dot / 8 * 2), radius: 1, 0)
                }
            }
        }
        sheet.line((177, 709), (531, 709), radius: 1, 0)
        return sheet
    }()

    private static let look = PageLook(
        GreyRaster(width: size.width, height: size.height, pixels: printed.pixels))

    /// The page as a scanner gives it, with paper that is grey, moved by some dots; what `draw` draws is moved with it.
    private static func scan(_ draw: (inout DrawnSheet) -> Void) -> GreyRaster {
        var sheet = printed
        draw(&sheet)
        let pixels = (0..<sheet.pixels.count).map { index -> UInt8 in
            let (x, y) = (index % size.width - 4, index / size.width + 5)
            guard x >= 0, x < size.width, y < size.height else { return 235 }
            return UInt8(35 + Int(sheet.pixels[y * size.width + x]) * 200 / 255)
        }
        return GreyRaster(width: size.width, height: size.height, pixels: pixels)
    }

    private static func inspection(
        _ picture: ScanPicture, _ blanks: [HandFilled] = [rule, seal], _ extent: PageInspector.Extent = .blanks
    ) -> Inspection {
        let sheet = SheetInk(picture, skew: 0, against: look)
        #expect(sheet.isMatched)
        return SheetInspection(sheet, blanks, extent).inspection(of: PrintedPage(output: "a.pdf", number: 1))
    }

    private static func states(_ draw: (inout DrawnSheet) -> Void) -> [Inspection.State] {
        inspection(ScanPicture(scan(draw))).blanks.map(\.state)
    }

    @Test func findsNothingOnAPageAsItWasPrinted() {
        let inspection = Self.inspection(ScanPicture(Self.scan { _ in }), [Self.rule, Self.seal], .all)
        #expect(inspection.blanks.map(\.state) == [.empty, .empty])
        #expect(inspection.blanks.allSatisfy { $0.share < 0.001 })
        #expect(inspection.marks.isEmpty && inspection.furtherMarks == 0)
    }

    @Test func findsSignatures() {
        for seed in 0..<6 {
            let states = Self.states { $0.sign(left: 200, top: 663, seed: UInt64(seed)) }
            #expect(states == [.filled, .empty], "\(seed)")
        }
    }

    @Test(arguments: ["specks", "fold", "blot", "blot on the rule", "smear in black and white", "stain", "edge"])
    func takesNoDirtForASignature(_ dirt: String) {
        let states = Self.states { sheet in
            switch dirt {
            case "specks":
                var chance = SeededGenerator(seed: 3)
                for _ in 0..<60 {
                    let x = Double.random(in: 180...530, using: &chance)
                    sheet.dot(x, .random(in: 660...704, using: &chance), radius: 0.9)
                }
            case "fold": sheet.line((0, 690), (799, 692), radius: 0.8, 60)
            case "blot": sheet.dot(320, 680, radius: 11)
            case "blot on the rule":
                sheet.dot(400, 708, radius: 8.5)
                sheet.dot(240, 690, radius: 3.4)
            case "smear in black and white":
                var chance = SeededGenerator(seed: 8)
                for x in 280..<360 {
                    for y in 664..<704 where Bool.random(using: &chance) {
                        let (across, down) = (Double(x - 320) / 40, Double(y - 684) / 20)
                        if across * across + down * down < 1 { sheet.set(x, y, 40) }
                    }
                }
            case "stain": sheet.dot(340, 680, radius: 40, 190)
            default: sheet.line((340, 0), (340, 959), radius: 0.8, 60)
            }
        }
        #expect(states[0] != .filled && states[1] == .empty)
    }

    @Test func leavesPaleInkToPeople() {
        #expect(Self.states { $0.sign(left: 200, top: 663, seed: 2, 165) }[0] == .doubtful)
    }

    /// Two who sign off below each other are not sealed by one seal.
    @Test func oneSealIsSetOverOnePlace() {
        let places = [0.0, 25].map { down in
            HandFilled(page: 1, kind: .seal(diameter: 42), label: "", left: 20, top: 92 + down, width: 100, height: 17)
        }
        func states(_ draw: (inout DrawnSheet) -> Void) -> [Inspection.State] {
            Self.inspection(ScanPicture(Self.scan(draw)), places).blanks.map(\.state)
        }
        #expect(states { $0.seal(x: 380, y: 590) } == [.filled, .empty])
        #expect(states { $0.seal(x: 380, y: 740) } == [.empty, .filled])
    }

    @Test func findsDarkSealsWhereTheyBelong() {
        let inspection = Self.inspection(ScanPicture(Self.scan { $0.seal(x: 380, y: 700) }))
        #expect(inspection.blanks[1].state == .filled)
        #expect(inspection.blanks[1].share > 0.9)
        #expect(inspection.blanks[0].state != .filled, "a seal is no signature")
        #expect(Self.states { $0.ring(x: 380, y: 700, radius: 124) }[1] == .doubtful, "nothing is in the ring")
        #expect(Self.states { $0.ring(x: 380, y: 700, radius: 225) }[1] == .empty, "cups are larger")
        #expect(Self.states { $0.seal(x: 380, y: 200) }[1] == .empty, "it is far away")
    }

    @Test func findsASignatureBesideADarkSeal() {
        let states = Self.states { sheet in
            sheet.sign(left: 200, top: 663, seed: 4)
            sheet.seal(x: 440, y: 700)
        }
        #expect(states == [.filled, .filled])
    }

    @Test func takesNoBlotsBesideADarkSealForASignature() {
        let states = Self.states { sheet in
            for x in [200.0, 240, 290] { sheet.dot(x, 688, radius: 4) }
            sheet.seal(x: 440, y: 700)
        }
        #expect(states == [.doubtful, .filled])
    }

    /// Where a seal has characters and a line below its star, a pen is told from it by being darker.
    @Test func findsADarkSignatureUnderAPalerSeal() {
        func state(pen: UInt8) -> Inspection.State {
            let states = Self.states { sheet in
                sheet.sign(left: 335, top: 668, width: 80, height: 32, seed: 2, pen)
                sheet.seal(x: 380, y: 640, 110)
            }
            return states[0]
        }
        #expect(state(pen: 20) == .filled)
        #expect(state(pen: 110) == .doubtful, "as dark as the seal")
    }

    /// Below the star of some seals stands a line; it has its middle below the star's.
    @Test func tellsALineOfASealFromASignatureBesideItsMiddle() {
        func state(_ draw: (inout DrawnSheet) -> Void) -> Inspection.State {
            Self.states { sheet in
                draw(&sheet)
                sheet.seal(x: 380, y: 640)
            }[0]
        }
        let line = state { sheet in
            for x in [356.0, 380, 404] {
                sheet.line((x - 9, 686), (x + 9, 702))
                sheet.line((x + 9, 686), (x - 9, 702))
                sheet.line((x - 9, 694), (x + 9, 694))
            }
        }
        #expect(line == .doubtful)
        #expect(state { $0.sign(left: 400, top: 668, width: 60, height: 32, seed: 2) } == .filled)
        let large = state { sheet in
            sheet.line((330, 672), (352, 703))
            sheet.line((352, 703), (380, 696))
            sheet.line((380, 696), (408, 703))
            sheet.line((408, 703), (430, 672))
        }
        #expect(large == .filled, "no character is as large")
    }

    @Test func tellsRedFromOtherInkWhereThereIsColour() {
        let red = Self.scan { $0.seal(x: 380, y: 700, 230) }
        let plain = Self.scan { $0.seal(x: 380, y: 700, 60) }
        let sealed = ScanPicture(grey: red, colour: (red: red, green: plain))
        #expect(Self.inspection(sealed).blanks.map(\.state) == [.empty, .filled])
        let signed = Self.scan { sheet in
            sheet.seal(x: 380, y: 700, 230)
            sheet.sign(left: 270, top: 663, seed: 9)
        }
        let both = Self.scan { sheet in
            sheet.seal(x: 380, y: 700, 60)
            sheet.sign(left: 270, top: 663, seed: 9)
        }
        let picture = ScanPicture(grey: signed, colour: (red: signed, green: both))
        #expect(Self.inspection(picture).blanks.map(\.state) == [.filled, .filled])
    }

    @Test func showsWhatIsWrittenElsewhere() throws {
        let picture = ScanPicture(
            Self.scan { sheet in
                sheet.sign(left: 560, top: 800, width: 40, height: 40, seed: 1)
                sheet.line((0, 880), (799, 881), radius: 0.8, 60)
            })
        let inspection = Self.inspection(picture, [Self.rule], .all)
        let mark = try #require(inspection.marks.first)
        #expect(inspection.marks.count == 1)
        #expect((92...100).contains(mark.left) && (133...138).contains(mark.top), "\(mark)")
        #expect(mark.picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(inspection.blanks[0].state == .empty)
        #expect(inspection.blanks[0].picture != nil)
    }

    @Test func measuresNothingOnAScanOfAnotherPage() {
        var other = DrawnSheet(width: Self.size.width, height: Self.size.height, paper: 235)
        for row in stride(from: 80, to: 900, by: 50) { other.line((100, Double(row)), (700, Double(row)), radius: 3) }
        let raster = GreyRaster(width: Self.size.width, height: Self.size.height, pixels: other.pixels)
        #expect(!SheetInk(ScanPicture(raster), skew: 0, against: Self.look).isMatched)
    }
}
