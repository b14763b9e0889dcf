import Foundation
import TestSupport
import Testing

@testable import Batch
@testable import Rendering

/// What a county gives, whatever the workers and the order of the inputs.
@Suite struct BatchBytesTests {
    @Test func keepsWhatTellsOutputsApartInLongNames() throws {
        let folder = try TemporaryFolder()
        let office = String(repeating: "县发展服务中心", count: 30)
        let inputs = try [2022, 2023].map { year in
            try folder.write("\(year)\(office.prefix(20)).yaml", "office: {name: \(office)}\nyear: \(year)\n")
        }
        let formSets = FormSetCache(Resources(layouts: FormSets.layouts, fonts: Fixtures.project + "/fonts"))
        let names = BatchPlan(inputs: inputs, isDraft: true, formSets: formSets).jobs.map(\.name)
        #expect(names.map { $0.suffix(14) } == ["2022年度绩效自评（草稿）", "2023年度绩效自评（草稿）"])
        #expect(names.allSatisfy { $0.utf8.count <= 180 })
        let twins = try ["a", "b"].map { name in
            try folder.write("\(name)\(office.prefix(20)).yaml", "office: {name: \(office)\(name)}\n")
        }
        let twinNames = BatchPlan(inputs: twins, isDraft: false, formSets: formSets).jobs.map(\.name)
        #expect(Set(twinNames).count == 2)
        #expect(twinNames.allSatisfy { $0.utf8.count <= 240 }, "a file system takes 255")
    }

    @Test func givesTheSameBytesWhateverTheWorkersAndTheOrder() throws {
        let county = try SmallCounty(6)
        #expect(try county.render(to: "one", ["--jobs", "1"]).code == 0)
        let one = try county.pdfs("one")
        #expect(one.count == 6)
        for jobs in [2, 8] {
            #expect(try county.render(to: "out\(jobs)", ["--jobs", "\(jobs)"]).code == 0)
            #expect(try county.pdfs("out\(jobs)") == one)
        }
        let reversed = county.folder.files(in: "in").reversed().map { "\(county.path)/in/\($0)" }
        #expect(try Program.annex.run(["render"] + reversed + ["-o", county.path + "/reversed"]).code == 0)
        #expect(try county.pdfs("reversed") == one)
        let manifests = ["one", "out2", "out8", "reversed"].map { Fixtures.text("\(county.path)/\($0)/manifest.json") }
        #expect(Set(manifests.dropLast()).count == 1)
        let parts = manifests.map { $0.components(separatedBy: "\"order\": [") }
        #expect(try parts[at: 0].count == 2)
        #expect(try parts[at: 0][at: 0] == parts[at: 3][at: 0], "but for the order of the inputs")
        #expect(try parts[at: 0][at: 1] != parts[at: 3][at: 1])
    }

    /// A lone submission is drawn while it is laid out, where there is a core for that.
    @Test(
        arguments: FormSets.forOffices,
        [[], ["--draft"], ["--page-codes"], ["--archive", "none"], ["--archive", "2u"]])
    func givesTheSameBytesWhereACoreIsFree(_ formSet: String, _ options: [String]) throws {
        let folder = try TemporaryFolder()
        let example = "\(FormSets.layouts)/\(formSet)/example/submission.yaml"
        for jobs in ["1", "2"] {
            let out = "\(folder.path)/\(jobs)"
            #expect(try Program.annex.run(["render", example, "-o", out, "--jobs", jobs] + options).code == 0)
        }
        let outputs = try ["1", "2"].map { out in
            try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: out))))
        }
        #expect(try outputs[at: 0] == outputs[at: 1])
    }

    @Test func reportsProgressAsJSON() throws {
        let county = try SmallCounty(2)
        let outcome = try county.render(to: "out", ["--progress", "json"])
        let lines = outcome.errors.split(separator: "\n").map { Data($0.utf8) }
        let events = try lines.map { try JSONSerialization.jsonObject(with: $0) as? [String: Any] }
        #expect(events.map { $0?["index"] as? Int } == [0, 1])
        #expect(events.allSatisfy { $0?["outcome"] as? String == "rendered" && $0?["pages"] as? Int == 2 })
    }
}
