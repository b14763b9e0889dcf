package import Diagnostics

/// A submission as it is shown to those who fill it in: what it states, and an empty place for whatever forms print besides.
///
/// Groups that forms cannot do without are there, and every list has an element. What takes its values from another group
/// is shown empty, so that it still does when it is read back.
package struct FillableSubmission: Sendable {
    /// The values, each leaf with a number of its own.
    package let model: ModelValue
    /// What a submission holds.
    package let type: RecordType
    /// Whether an office has stated it; otherwise it is what a form set begins with.
    package let isStated: Bool
    private let decoded: DecodedSubmission?

    /// The ids of findings that are about what is not there yet, and about waivers of rules that are not looked at here. With
    /// any other error a value would be lost.
    private static let gaps: Set = ["missing-key", "empty-value", "empty-group", "unknown-rule"]

    /// A submission with nothing in it.
    package init(_ outline: SubmissionOutline) {
        type = outline.type
        isStated = false
        decoded = nil
        var ids = FieldIDSequence()
        model = outline.fillableType.blank.numbered(&ids)
    }

    /// What `source` states, with places for the rest.
    /// - Parameter isStated: whether an office has stated it; otherwise it is what a form set begins with.
    /// - Throws: ``Rejection`` where it holds what no submission may. What it lacks is for others to fill in.
    package init(
        _ source: SubmissionSource, _ outline: SubmissionOutline, model: SubmissionModel, isStated: Bool
    ) throws(Rejection) {
        let decoded = source.decode(model)
        let audit: AuditedSubmission
        do throws(Rejection) {
            audit = try AuditedSubmission(auditing: decoded, rules: RulePack())
        } catch {
            throw Rejection(decoded.withoutPersons(error.diagnostics))
        }
        let faults = audit.findings.filter { !Self.gaps.contains($0.id) }
        if faults.containsError { throw Rejection(decoded.withoutPersons(faults)) }
        type = outline.type
        self.isStated = isStated
        self.decoded = decoded
        var ids = FieldIDSequence()
        var path = FieldPath()
        self.model = Self.filled(audit.model, .record(outline.fillableType), &path, decoded).numbered(&ids)
    }

    /// Where the field at `path` stands in the file, or the nearest group around it; `nil` where there is no file.
    package func span(of path: FieldPath) -> SourceSpan? { decoded?.span(of: path) }

    /// Whether the file states the group in which `field` is, or its part of the submission.
    package func states(_ field: FillableField) -> Bool {
        guard field.absentGroup == nil, let decoded else { return false }
        return field.path.fieldNames.first.map(decoded.states) ?? false
    }

    /// `value` with what it lacks.
    private static func filled(
        _ value: ModelValue, _ type: FieldType, _ path: inout FieldPath, _ decoded: DecodedSubmission
    ) -> ModelValue {
        switch (value, type) {
        case (.list(let elements), .list(let element)):
            guard !elements.isEmpty else { return .list([element.blank]) }
            return .list(
                elements.enumerated().map { index, value in
                    filled(value, element, in: .index(index), &path, decoded)
                })
        case (.record(let values), .record(let record)):
            return .record(
                zip(record.fields, values).map { field, value in
                    path.components.append(.key(field.name))
                    defer { path.components.removeLast() }
                    let isStated = decoded.places[path] != nil
                    if !isStated, field.type.isNumberOrGroup(ofHeir: field) { return field.blank }
                    return filled(value, field.type, &path, decoded)
                })
        default: return value
        }
    }

    private static func filled(
        _ value: ModelValue, _ type: FieldType, in component: FieldPath.Component, _ path: inout FieldPath,
        _ decoded: DecodedSubmission
    ) -> ModelValue {
        path.components.append(component)
        defer { path.components.removeLast() }
        return filled(value, type, &path, decoded)
    }
}

extension FieldType {
    /// Whether a value that is not stated must not be shown: the least that a whole number may be, what a group takes from
    /// another, and a group that is not there although it is needed.
    fileprivate func isNumberOrGroup(ofHeir field: FieldDescription) -> Bool {
        switch self {
        case .integer: field.extras.initial == nil
        case .record: field.isRequired || field.extras.heir != nil
        default: false
        }
    }

    /// The value with nothing filled in.
    fileprivate var blank: ModelValue {
        switch self {
        case .list(let element): .list([element.blank])
        case .record(let record): record.blank
        default: .unnumbered(.empty)
        }
    }
}

extension FieldDescription {
    /// The field with nothing filled in; groups that may be left out are.
    fileprivate var blank: ModelValue {
        guard case .record = type, !isRequired, extras.heir == nil else { return type.blank }
        return .absent
    }
}

extension RecordType {
    /// The group with nothing filled in.
    fileprivate var blank: ModelValue { .record(fields.map(\.blank)) }
}
