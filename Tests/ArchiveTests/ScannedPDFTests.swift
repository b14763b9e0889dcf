import PDFFormat
import Testing

@testable import Archive
@testable import Graphics

/// Pictures are taken out of the PDFs of scanners as they are, with their places.
@Suite struct ScannedPDFTests {
    private static let image =
        "/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"

    /// A PDF of one page.
    private func page(
        _ content: String, image: String = Self.image, page: String = "", form: String = ""
    ) throws -> ScannedPDF.Page? {
        var file = PDFAssembler(size: 1)
        let (picture, inner) = (file.reserve(), file.reserve())
        file.writeEncodedStream(picture, entries: image, [0, 255])
        let states = "/ExtGState << /G << /ca 0.5 >> /H << /ca 1 >> >>"
        let resources = "/XObject << /I \(picture) 0 R /F \(inner) 0 R >> \(states)"
        file.writeStream(
            inner, entries: "/Type /XObject /Subtype /Form /BBox [ 0 0 10 10 ] /Matrix [ 2 0 0 2 0 0 ]",
            Array(form.utf8))
        let stream = file.addStream("", Array(content.utf8))
        let tree = file.reserve()
        let leaf = file.add("<< /Type /Page /Parent \(tree) 0 R /Contents [ \(stream) 0 R ] \(page) >>")
        file.write(tree) {
            $0.write("<< /Type /Pages /Kids [ \(leaf) 0 R ] /Count 1 /MediaBox [ 0 0 100 200 ] /Rotate -90 ")
            $0.write("/Resources << \(resources) >> >>")
        }
        let root = file.add("<< /Type /Catalog /Pages \(tree) 0 R >>")
        let info = file.add("<< >>")
        return try ScannedPDF(file.finished(root: root, info: info).bytes).page(0)
    }

    @Test func findsWherePicturesLie() throws {
        let page = try #require(
            try page("q 0.5 0 0 0.5 10 0 cm q 100 0 0 200 0 20 cm /H gs /I Do Q Q BT 3 Tr (seen by nobody) Tj ET"))
        #expect(page.pictures.map(\.place) == [AffineMap(50, 0, 0, 100, 10, 10)])
        #expect(page.pictures[0].picture.data == [0, 255] && page.pictures[0].picture.colors == .gray)
        #expect(page.quarterTurns == 3)
        #expect([page.box.left, page.box.bottom, page.box.right, page.box.top] == [0, 0, 100, 200])
    }

    @Test func followsForms() throws {
        let page = try #require(try page("1 0 0 1 5 5 cm /F Do", form: "10 0 0 10 0 0 cm /I Do"))
        #expect(page.pictures.map(\.place) == [AffineMap(20, 0, 0, 20, 5, 5)])
        #expect(try self.page("/F Do", form: "/F Do /I Do") == nil, "a form within itself")
        #expect(try self.page("/F Do", form: "11 0 0 10 0 0 cm /I Do") == nil, "a form that cuts the picture")
    }

    @Test(arguments: [
        "0 0 100 200 re W n /I Do", "q 0 0 50 50 re W* n 50 0 0 50 0 0 cm /I Do Q", "10 10 -20 -20 re W n /I Do",
        "q 0 0 1 1 re W n Q 50 0 0 50 0 0 cm /I Do", "0 0 1 1 re n 50 0 0 50 0 0 cm /I Do",
        // What lies beyond the page is not seen in any case.
        "0 0 100 200 re W n 500 0 0 500 -9 -9 cm /I Do",
    ]) func picturesMayStandWithinClips(_ content: String) throws {
        #expect(try page(content)?.pictures.count == 1)
    }

    /// Whoever looks at such a page sees something else than the pictures.
    @Test(arguments: [
        "0 0 1 1 re W n 50 0 0 50 0 0 cm /I Do", "0 0 1 1 re 2 2 1 1 re W n /I Do", "0 0 m 9 0 l 9 9 l h W n /I Do",
        "q 1 1 0 1 0 0 cm 0 0 50 50 re W n Q /I Do", "0 0 50 50 re W n 60 0 0 60 0 0 cm /I Do", "W n /I Do",
        "50 50 9 9 re W n 0 0 9 9 re W n 9 0 0 9 50 50 cm /I Do", "/OC /Layer BDC /I Do EMC",
    ]) func picturesThatAreCutOrHiddenAreLeftAlone(_ content: String) throws {
        #expect(try page(content) == nil)
    }

    @Test(arguments: [
        "/I Do BT (text) Tj ET", "/I Do 0 0 1 1 re f", "/G gs /I Do", "", "/I Do /J Do", "/I Do 1 1 cm",
        "1e300 0 0 1 0 0 cm /I Do", "BI /W 1 /H 1 /BPC 8 ID x EI /I Do",
    ]) func whatShowsOtherThingsIsLeftAlone(_ content: String) throws {
        #expect(try page(content) == nil)
    }

    @Test(arguments: [
        "/ColorSpace /DeviceCMYK", "/ColorSpace [ /Separation /Spot /DeviceGray 1 0 R ]",
        "/ColorSpace /DeviceGray /Filter /LZWDecode", "/ColorSpace /DeviceGray /Decode [ 0 99999 ]",
        "/ColorSpace /DeviceGray /Filter /JPXDecode", "/ColorSpace /DeviceGray /Mask [ 0 1 ]", "",
    ]) func whatAnArchiveMayNotHoldIsLeftAlone(_ colors: String) throws {
        let image = "/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 \(colors)"
        #expect(try page("/I Do", image: image) == nil)
    }

    @Test func stencilsKeepTheirPaint() throws {
        let image = "/Type /XObject /Subtype /Image /Width 2 /Height 1 /ImageMask true /Decode [ 1 0 ]"
        let page = try #require(try page("1 0 7 rg /I Do", image: image))
        #expect(page.pictures[0].paint == [1, 0, 1] && page.pictures[0].picture.isStencil)
        #expect(page.pictures[0].picture.decode == [1, 0] && page.pictures[0].picture.colors == nil)
    }

    @Test func whatLiesOnTopOfThePageIsNotLost() throws {
        let stamp = "/Annots [ << /Type /Annot /Subtype /Stamp >> ]"
        #expect(try page("/I Do", page: stamp) == nil)
        #expect(try page("/I Do", page: "/Annots [ << /Type /Annot /Subtype /Link >> ]") != nil)
        #expect(try page("/I Do", page: "/CropBox [ 0 0 0 0 ]") == nil)
    }
}
