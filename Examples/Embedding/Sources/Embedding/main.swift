// Renders twenty submissions from memory, all at once, in a process that uses fontconfig for itself:
//   swift run --package-path Examples/Embedding Embedding layouts fonts layouts/hunan-2023/example/submission.yaml
import Annex
import CFontconfig
import Foundation

func installedFaces() -> Int32 { FcConfigGetFonts(FcConfigGetCurrent(), FcSetSystem)?.pointee.nfont ?? 0 }

let (layouts, fonts, path) = (CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3])
let source = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
let facesBefore = installedFaces()

let engine = try Engine(layouts: layouts, fonts: fonts)
let files = try await withThrowingTaskGroup(of: RenderedPDF.self) { group in
    for number in 1...20 {
        group.addTask { try engine.render(.bytes(source, name: "submission \(number)")) }
    }
    var files: [RenderedPDF] = []
    for try await file in group { files.append(file) }
    return files
}

guard Set(files.map(\.sha256)).count == 1, installedFaces() == facesBefore else {
    fatalError("twenty equal submissions gave different files, or the process lost its faces")
}
print("\(files.count) × \(files[0].pages) pages, sha256 \(files[0].sha256); \(facesBefore) installed faces, as before")
