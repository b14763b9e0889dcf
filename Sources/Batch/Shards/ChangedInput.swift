import Diagnostics
import Files

extension BatchPlan.Job {
    /// The path of a file that is not what it was when shards were planned; `nil` where there is none.
    var changedFile: String? {
        zip(source.files, plannedHashes).first { path, hash in
            hash.map { $0 != FileHash.sha256(ofFile: path) } ?? false
        }?.0
    }
}

extension Diagnostic {
    /// The file at `path` is not what it was when shards were planned.
    static func changedInput(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "changed-input",
            LocalizedText(
                "写计划以后，这个文件改过、换过或移走了，没有排",
                en: "the file was changed, replaced or moved since the plan was written; it was not rendered"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [
                LocalizedText(
                    "恢复原来的文件；改动是要的，重新 annex plan，各片用新计划重排",
                    en: "restore the file; or, if the change is meant, plan anew and render all shards by the new plan")
            ])
    }

    /// Whether it tells that a file is not what it was when shards were planned.
    var isOnChangedInput: Bool { id == "changed-input" }
}
