import Diagnostics

extension AuditedSubmission {
    /// Whether each value that the file states was read: nothing was left out because it is at fault itself.
    package var isReadWhole: Bool { !decoded.findings.containsError }

    /// The paths of the images that the submission names, as it states them.
    package var imagePaths: [String] { model.imagePaths(.record(declared.type)) }
}

extension ModelValue {
    /// The paths of images among values of `type`.
    fileprivate func imagePaths(_ type: FieldType) -> [String] {
        switch (self, type) {
        case (.leaf(let leaf, _), .image): leaf.isEmpty ? [] : [leaf.text]
        case (.list(let elements), .list(let element)): elements.flatMap { $0.imagePaths(element) }
        case (.record(let values), .record(let record)):
            zip(values, record.fields).flatMap { $0.imagePaths($1.type) }
        default: []
        }
    }
}
