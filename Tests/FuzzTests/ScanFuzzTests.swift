import Foundation
import TestSupport
import Testing

@testable import Scans

/// Scans whose bytes are changed at random: each is read, or refused for one reason.
@Suite struct ScanFuzzTests {
    /// Small scans of each kind that is read, as `make.py` beside them makes them.
    private static let files = ["tif", "jpg", "png", "pdf"].flatMap { kind in
        Fixtures.files(in: Fixtures.folder("Scans"), suffix: "." + kind)
            .compactMap { FileManager.default.contents(atPath: $0).map(Array.init) }
    }

    @Test func readsEachKind() throws {
        #expect(Self.files.count == 23)
        let folder = try TemporaryFolder()
        let outcomes = try Self.files.map { Self.outcome(of: try folder.write("scan", Data($0))) }
        // Only what is printed in four colours is not read.
        #expect(outcomes.filter { $0 == "unsupported" }.count == 1)
        #expect(outcomes.filter { $0.hasPrefix("read") }.count == 22, "\(outcomes)")
    }

    @Test func changedBytes() throws {
        let path = Fuzzer.temporary("scan")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let mutator = ByteMutator(files: Self.files)
        try Fuzzer(name: "scans", share: 50, corpus: Self.files.map(Fuzzer.text)).run { generator in
            Fuzzer.text(mutator.next(&generator))
        } _: { text in
            try Data(Fuzzer.bytes(text)).write(to: URL(fileURLWithPath: path))
            return Self.outcome(of: path)
        }
    }

    /// Reads the first pages in both ways: in grey, and as they are taken into signed copies.
    private static func outcome(of path: String) -> String {
        do throws(ScanError) {
            let file = try ScanFile(path)
            var shapes: [String] = []
            for number in 0..<min(2, file.pageCount) {
                let grey = try file.page(number)
                #expect(grey.pixels.count == grey.width * grey.height)
                let pictures = try file.picture(ofPage: number, on: grey)
                shapes.append("\(pictures.pictures.count) \(pictures.isRedrawn)")
            }
            return "read \(shapes)"
        } catch {
            return String("\(error)".prefix(40))
        }
    }
}
