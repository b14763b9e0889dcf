package import Diagnostics
import SourceTree

/// What the submissions of a form set hold, as its `model.yaml` and the files that it builds on declare it.
package struct SubmissionModel: Sendable {
    /// A submission's fields.
    package let type: RecordType
    /// What the engine itself must know of a submission, and where it stands.
    let roles: DocumentRoles
    /// The paths of the files that it was read from, `model.yaml` first, each once.
    package let paths: [String]
    /// The amounts of money that submissions state.
    package let money: MoneyColumns

    init(type: RecordType, roles: DocumentRoles, paths: [String]) {
        self.type = type
        self.roles = roles
        self.paths = paths
        money = MoneyColumns(type)
    }

    /// The field that says which form set a submission is for. It stands first in every submission, and no form set declares
    /// it: it is read before anyone knows what else there may be.
    package static let formSetField = "formSet"

    /// The file of a form set that declares the model.
    private static let fileName = "model.yaml"

    /// Reads the model of the form set in `folder`: its own, or that of the form set that it builds on.
    /// - Parameter folders: where files that it builds on are looked for.
    /// - Throws: ``Rejection`` with every fault of every file.
    package static func load(
        folder: String, among folders: LayoutFolders = .none
    ) throws(Rejection) -> SubmissionModel {
        var reader = ModelReader(folders)
        let model = reader.model(path: folders.path(of: fileName, in: folder) ?? "\(folder)/\(fileName)")
        guard let model, !reader.findings.containsError else { throw Rejection(reader.findings) }
        return model
    }

    /// The paths of the files that the model of the form set in `folder` is read from, whatever is at fault in them.
    /// - Parameter folders: where files that it builds on are looked for.
    package static func paths(folder: String, among folders: LayoutFolders = .none) -> [String] {
        var reader = ModelReader(folders)
        _ = reader.model(path: folders.path(of: fileName, in: folder) ?? "\(folder)/\(fileName)")
        return reader.reader.paths
    }

    /// The names of the fields that hold or may hold what is of persons.
    var personalNames: Set<String> { FieldType.record(type).personalNames }

    /// Whether offices can say why they leave a finding as it is, as they can in what is evaluated.
    package var hasWaivers: Bool { roles.waivers != nil }

    /// The names on the ways to what the engine knows of a document and texts quote: the office, the year and the date.
    package var quotedWays: Set<[String]> { Set([roles.office, roles.year, roles.date].compactMap { $0?.way }) }

    /// The fields that the engine itself has a use for, whether forms print them or not: what says which form set a submission is
    /// for, the roles, and what groups take their values from. A group stands for all that is in it.
    package var usedWays: Set<[String]> {
        let known = [roles.office, roles.year, roles.date, roles.archive, roles.waivers].compactMap { $0?.way }
        let heirs = type.fields.flatMap { $0.type.innerRecord?.heirNames ?? [] }
        let named = roles.title.references.map(\.way)
        return Set(known + named + heirs.map { [$0] } + [[Self.formSetField]])
    }

    /// The names of the submission's own fields that every submission wants or that have a use besides being printed: those
    /// that must be stated, that the engine itself knows, and that others take their values from.
    package var ownParts: Set<String> {
        let known = [roles.office, roles.year, roles.date, roles.archive, roles.waivers].compactMap { $0?.way.first }
        let heirs = type.fields.flatMap { $0.type.innerRecord?.heirNames ?? [] }
        return Set(known + heirs + type.required.map { type.fields[$0].name })
    }

    /// The names of all fields.
    var names: Set<String> { FieldType.record(type).names }

    /// How many of `keys` are fields of a submission.
    package func fieldCount(among keys: some Sequence<String>) -> Int {
        keys.reduce(0) { $0 + (type.index(of: $1) == nil ? 0 : 1) }
    }
}

extension RecordType {
    /// The names of the submission's groups that groups within it take their values from.
    fileprivate var heirNames: [String] {
        guard hasHeirs else { return [] }
        return fields.flatMap { [$0.extras.heir].compactMap { $0 } + ($0.type.innerRecord?.heirNames ?? []) }
    }
}
