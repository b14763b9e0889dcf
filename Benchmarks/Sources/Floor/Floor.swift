import CRawCairo
import Foundation
import Graphics
import Layout
import Rendering

/// What any design on Cairo costs at least: the pages of a county, laid out beforehand, drawn by Cairo alone.
///
///     Floor FOLDER-OF-SUBMISSIONS LAYOUTS FONTS ROUNDS
///
/// Prints a JSON line: pages, and the median of the CPU milliseconds a page, tagged and untagged.
@main
struct Floor {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let rounds = Int(arguments[4]), rounds > 0 else {
            fatalError("usage: Floor FOLDER LAYOUTS FONTS ROUNDS")
        }
        let documents = try layOut(folder: arguments[1], layouts: arguments[2], fonts: arguments[3])
        let faces = try FontCatalog.load(folder: arguments[3]).faces.map { RawFace(path: $0.path) }
        let drawings = documents.map { RawDrawing($0, faces: faces) }
        let pages = documents.reduce(0) { $0 + $1.pages.count }
        var times: (tagged: [Double], untagged: [Double]) = ([], [])
        for _ in 0..<rounds {
            times.tagged.append(milliseconds { drawings.forEach { $0.draw(isTagged: true) } } / Double(pages))
            times.untagged.append(milliseconds { drawings.forEach { $0.draw(isTagged: false) } } / Double(pages))
        }
        print("{\"pages\": \(pages), \"tagged\": \(median(times.tagged)), \"untagged\": \(median(times.untagged))}")
    }

    private static func layOut(folder: String, layouts: String, fonts: String) throws -> [PagedDocument] {
        let renderer = Renderer(RenderingContext(Resources(layouts: layouts, fonts: fonts)))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try names.map { try renderer.layOut(path: "\(folder)/\($0)").document }
    }

    private static func milliseconds(_ body: () -> Void) -> Double {
        let start = clock()
        body()
        return Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC)
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
