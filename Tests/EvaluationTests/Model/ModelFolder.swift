import Diagnostics
import TestSupport

@testable import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A form set's folder with a model, beside others that it may build on; it goes when the test is over.
final class ModelFolder {
    private let root: String

    /// A document that is where its fields are looked for.
    static let document = "document: {title: 甲, file: '{office}', office: office, year: year}\n"
    /// The fields that a document must have.
    static let fields = """
        fields:
          - {name: office, title: 单位, type: text, required: true}
          - {name: year, title: 年度, type: integer, min: 2000, max: 2100, required: true}

        """

    /// Writes `files` by their paths; the form set is in the folder `set`.
    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        root = folder.path
        for (path, text) in files {
            let file = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// A model that declares `more` besides the fields that a document must have.
    convenience init(fields more: String, _ files: [String: String] = [:]) throws {
        let lines = more.split(separator: "\n").map { "  \($0)\n" }.joined()
        let model = "title: 材料\n" + Self.document + Self.fields + lines
        try self.init(files.merging(["set/model.yaml": model]) { $1 })
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// The model of the form set.
    var model: SubmissionModel {
        get throws(Rejection) { try SubmissionModel.load(folder: root + "/set") }
    }

    /// What is found in it: `file:line:column id`.
    var faults: [String] {
        do throws(Rejection) {
            _ = try model
            return []
        } catch {
            return error.diagnostics.map { finding in
                let place = finding.span.map { "\($0.file.name):\($0.start.line):\($0.start.column)" } ?? "nowhere"
                return place.replacing(root + "/", with: "") + " " + finding.id
            }
        }
    }

    /// The names of the fields of the group at the end of `way`.
    func names(at way: String...) throws -> [String] {
        let record = try way.reduce(model.type) { record, name in
            record.index(of: name).flatMap { record.fields[$0].type.innerRecord } ?? RecordType(title: "", fields: [])
        }
        return record.fields.map(\.name)
    }
}
