import CScans
import Rendering

/// A QR code on a scan.
struct FoundCode: Sendable, Hashable {
    /// What it says; what is no UTF-8 is replaced.
    let text: String
    /// By how many quarter turns clockwise it is turned.
    let quarterTurns: Int

    /// Whether it is a page code of this program, of whatever document.
    var isPageCode: Bool { PageMark(text) != nil }
}

/// Reads the QR codes on a scan with two readers: each finds codes that the other misses.
enum CodeReader {
    /// The share of a sheet's height in which page codes stand, at its foot; at its head where it lies upside down.
    private static let strip = 0.16
    /// Pictures with fewer pixels across are read at twice their size, too: at 150 dots an inch a module has three.
    private static let coarse = 1900

    /// The readers are loaded.
    static func load() throws(ScanError) {
        try ScanLibrary.zbar.load()
        try ScanLibrary.zxing.load()
    }

    /// The codes on `page`. Once page codes are found where they belong, the rest of the sheet is not looked through.
    static func codes(on page: GreyRaster) -> [FoundCode] {
        let height = max(1, Int(Double(page.height) * strip))
        let strips = [page.height - height..<page.height, 0..<height].map(page.strip)
        var others: [FoundCode] = []
        for picture in strips + [page] {
            let codes = codes(in: picture)
            if codes.contains(where: \.isPageCode) { return codes }
            others += codes.filter { !others.contains($0) }
        }
        for picture in strips where page.width < coarse || page.height < coarse {
            let codes = codes(in: picture.doubled())
            if codes.contains(where: \.isPageCode) { return codes }
        }
        return others
    }

    private typealias Reader =
        @convention(c) (
            UnsafePointer<UInt8>, Int32, Int32, AnnexFoundCode, UnsafeMutableRawPointer
        ) -> Void

    private static func codes(in picture: GreyRaster) -> [FoundCode] {
        let readers: [Reader] = [annex_zbar_read, annex_zxing_read]
        return readers.reduce(into: []) { codes, reader in
            for code in found(by: reader, in: picture) where !codes.contains(where: { $0.text == code.text }) {
                codes.append(code)
            }
        }
    }

    private static func found(by reader: Reader, in picture: GreyRaster) -> [FoundCode] {
        var codes: [FoundCode] = []
        withUnsafeMutablePointer(to: &codes) { codes in
            picture.pixels.withUnsafeBufferPointer { pixels in
                guard let pixels = pixels.baseAddress else { return }
                reader(
                    pixels, Int32(picture.width), Int32(picture.height),
                    { context, text, count, turns in
                        let bytes = UnsafeRawBufferPointer(start: text, count: count)
                        let code = FoundCode(text: String(decoding: bytes, as: UTF8.self), quarterTurns: Int(turns))
                        context.assumingMemoryBound(to: [FoundCode].self).pointee.append(code)
                    }, codes)
            }
        }
        return codes
    }
}
