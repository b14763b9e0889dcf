import Testing

@testable import Graphics

@Suite struct ColorProfileTests {
    private let profile = ColorProfile.sRGB

    private func number(at offset: Int) -> Int { profile[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }

    @Test func statesItsSizeAndKind() {
        #expect(number(at: 0) == profile.count)
        #expect(String(decoding: profile.dropFirst(12).prefix(12), as: UTF8.self) == "mntrRGB XYZ ")
        #expect(String(decoding: profile.dropFirst(36).prefix(4), as: UTF8.self) == "acsp")
    }

    @Test func hasEveryTagOfADisplayProfileWithinItself() {
        let tags = (0..<number(at: 128)).map { index -> String in
            let entry = 132 + 12 * index
            #expect(number(at: entry + 4) + number(at: entry + 8) <= profile.count)
            #expect(number(at: entry + 4) % 4 == 0)
            return String(decoding: profile[entry..<entry + 4], as: UTF8.self)
        }
        #expect(tags == ["desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"])
    }

    @Test func rendersMidGreyAsSRGBDoes() {
        // The middle of 1,024 points: 511 / 1023 is 0.4995, of which sRGB makes 0.2133 of the light.
        let curve = number(at: 132 + 12 * 6 + 4)
        let point = Int(profile[curve + 12 + 2 * 511]) << 8 | Int(profile[curve + 12 + 2 * 511 + 1])
        #expect(abs(Double(point) / 65535 - 0.2135) < 0.0005)
    }
}
