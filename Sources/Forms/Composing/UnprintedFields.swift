import Diagnostics
import Evaluation

/// Fields that submissions may state and no form shows: what an office writes there is lost.
struct UnprintedFields: Sendable {
    /// A field with a single value, or a group of which no field is shown.
    struct Field: Sendable {
        /// The names on the way to it.
        let way: [String]
        /// The titles on the way to it.
        let titles: [String]
    }

    private(set) var fields: [Field] = []

    /// None.
    init() {}

    /// The fields of `model` but those that forms name, to which `ways` lead, those that the engine uses, and those that submissions
    /// must state in any case.
    init(_ model: SubmissionModel, named ways: Set<[String]>) {
        fields = Self.fields(of: model.type, at: [], [], ways.union(model.usedWays), used: model.usedWays).unprinted
    }

    /// The fields of `record` that no form shows, and whether those are all that it has.
    private static func fields(
        of record: RecordType, at way: [String], _ titles: [String], _ ways: Set<[String]>, used: Set<[String]>
    ) -> (unprinted: [Field], isAll: Bool) {
        var unprinted: [Field] = []
        var isAll = true
        for field in record.fields {
            let own = Field(way: way + [field.name], titles: titles + [field.title])
            // A group that the engine uses is used with all that is in it.
            if used.contains(own.way) {
                isAll = false
            } else if let record = field.type.innerRecord {
                let inner = fields(of: record, at: own.way, own.titles, ways, used: used)
                unprinted += inner.isAll ? [own] : inner.unprinted
                isAll = isAll && inner.isAll
            } else if ways.contains(own.way) {
                isAll = false
            } else if !field.isRequired {
                unprinted.append(own)
            }
        }
        return (unprinted, isAll)
    }

    /// What is to be said to those who write the form set in the file at `path`: of the fields of one group together.
    func findings(in path: String) -> [Diagnostic] {
        fields.sharingGroups.map { fields in
            let ways = fields.map { $0.way.joined(separator: ".") }.joined(separator: ", ")
            return Diagnostic(
                .note, id: "never-printed",
                LocalizedText(
                    "没有一张表印“\(fields.title)”：填了也看不到", en: "no form prints \(ways): what is stated there is lost"),
                at: .whole(SourceFile(name: path, text: "")), field: fields.first?.way.joined(separator: "."),
                hints: [LocalizedText("在表里印它，或在 model.yaml 里去掉这个字段", en: "print it, or drop the field in model.yaml")])
        }
    }

    /// What `audit` states of the fields, those of one group together.
    func findings(in audit: AuditedSubmission) -> [Diagnostic] {
        fields.sharingGroups.compactMap { fields -> Diagnostic? in
            let stated = fields.compactMap { field -> (field: Field, places: StatedPlaces)? in
                var places = StatedPlaces(audit)
                places.find(field.way[...], in: audit.model, .record(audit.declared.type), at: FieldPath())
                return places.first == nil ? nil : (field, places)
            }
            guard let (path, span) = stated.first?.places.first else { return nil }
            let most = stated.map(\.places.count).max() ?? 1
            let count =
                most > 1 ? LocalizedText("（共 \(most) 处）", en: " (\(most) places)") : LocalizedText("", en: "")
            return Diagnostic(
                .warning, id: "not-printed",
                LocalizedText(
                    "“\(stated.map(\.field).title)”填了，但各张表都不印它\(count.zh)",
                    en: "this is stated, but no form prints it\(count.en)"),
                at: span, field: path.description,
                hints: [
                    LocalizedText("不要印的，删掉这一项；要印的，告诉编表样的人", en: "remove it, or tell whoever writes the form set")
                ])
        }
    }
}

extension [UnprintedFields.Field] {
    /// The fields in their order, those of one group together.
    fileprivate var sharingGroups: [[UnprintedFields.Field]] {
        reduce(into: []) { groups, field in
            if groups.last?.last?.way.dropLast() == field.way.dropLast() {
                groups[groups.count - 1].append(field)
            } else {
                groups.append([field])
            }
        }
    }

    /// What clerks call fields of one group: 填报信息 › 填表人、联系电话.
    fileprivate var title: String {
        let around = (first?.titles.dropLast() ?? []).map { $0 + " › " }.joined()
        return around + compactMap(\.titles.last).joined(separator: "、")
    }
}

extension FormComposer {
    /// What the submission states and no form prints: no form of the form set, or none of those that are printed for it.
    func unprinted(of audit: AuditedSubmission) -> [Diagnostic] {
        let all = formSet.entries.flatMap(\.parts)
        let placed = Set(placedForms().map(\.form.place))
        let isWhole = all.allSatisfy { placed.contains($0.place) }
        guard !isWhole else { return formSet.unprinted.findings(in: audit) }
        let ways = all.filter { placed.contains($0.place) }.reduce(into: Set<[String]>()) { $0.formUnion($1.namedWays) }
        return UnprintedFields(formSet.model, named: ways).findings(in: audit)
    }
}

extension FormSet.Form {
    /// Tells the form from others of its form set.
    fileprivate var place: String { "\(template.title.span.file.name):\(template.title.span.start)" }
}

/// Where a submission states one of its fields, which may be in a list.
private struct StatedPlaces {
    private let audit: AuditedSubmission
    private(set) var first: (path: FieldPath, span: SourceSpan)?
    private(set) var count = 0

    init(_ audit: AuditedSubmission) {
        self.audit = audit
    }

    /// - Parameter initial: what the field holds where nobody states it.
    mutating func find(
        _ way: ArraySlice<String>, in value: ModelValue, _ type: FieldType, at path: FieldPath, initial: Leaf? = nil
    ) {
        switch (value, type) {
        case (.record(let values), .record(let record)):
            guard let name = way.first else {
                for (field, value) in zip(record.fields, values) {
                    find([], in: value, field.type, at: path.adding(.key(field.name)), initial: field.initial)
                }
                return
            }
            guard let index = record.index(of: name) else { return }
            let field = record.fields[index]
            find(way.dropFirst(), in: values[index], field.type, at: path.adding(.key(name)), initial: field.initial)
        case (.list(let elements), .list(let element)):
            for (index, value) in elements.enumerated() {
                find(way, in: value, element, at: path.adding(.index(index)))
            }
        case (.leaf(let leaf, _), _):
            // What is there though nobody has written it, or would be, is lost by nobody.
            guard !leaf.isEmpty, leaf != initial, let span = audit.place(of: path) else { return }
            if first == nil { first = (path, span) }
            count += 1
        default: return
        }
    }
}
