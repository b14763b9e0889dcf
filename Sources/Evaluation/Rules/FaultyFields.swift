import Diagnostics

/// A submission in which what is missing because of a fault says so: whoever reads such a field learns which fault it is.
struct FaultyFields {
    /// The submission.
    private(set) var model: ModelValue
    /// Whether there is any.
    private(set) var isEmpty = true

    /// Marks in `model`, of a submission of `type`, what `faults` have left out.
    init(_ model: ModelValue, _ type: RecordType, faults: [Diagnostic]) {
        self.model = model
        for (number, fault) in faults.enumerated() where fault.severity == .error {
            guard let path = fault.field.flatMap({ FieldPath($0) }), !path.components.isEmpty else { continue }
            var steps = path.components[...]
            var what = Part.value
            if fault.id == "unknown-key" {
                // A key that is unknown may be any of its group's that is not there.
                steps.removeLast()
                what = .unstatedFields
            } else if fault.id != "empty-group", case .index? = steps.last {
                // An element that is at fault is left out, so that nobody knows the others by their numbers.
                steps.removeLast()
            }
            self.model = Self.marking(what, at: steps, of: self.model, .record(type), fault: number)
            isEmpty = false
        }
    }

    /// What is missing.
    private enum Part {
        case value, unstatedFields
    }

    private static func marking(
        _ part: Part, at steps: ArraySlice<FieldPath.Component>, of value: ModelValue, _ type: FieldType, fault: Int
    ) -> ModelValue {
        // What lies in a part that is missing is missing with it.
        guard value.fault == nil else { return value }
        guard let step = steps.first else {
            if part == .unstatedFields, case .record(let fields) = value {
                return .record(fields.map { $0.statesNothing ? .missing(fault) : $0 })
            }
            return .missing(fault)
        }
        switch (step, value, type) {
        case (.key(let name), .record(var fields), .record(let record)):
            guard let index = record.index(of: name) else { return value }
            fields[index] = marking(
                part, at: steps.dropFirst(), of: fields[index], record.fields[index].type, fault: fault)
            return .record(fields)
        case (.index(let index), .list(var elements), .list(let element)) where elements.indices.contains(index):
            elements[index] = marking(part, at: steps.dropFirst(), of: elements[index], element, fault: fault)
            return .list(elements)
        default: return .missing(fault)
        }
    }
}

extension ModelValue {
    /// Stands for what there is not because of a fault.
    fileprivate static func missing(_ fault: Int) -> ModelValue { .leaf(.empty, id: .fault(fault)) }

    fileprivate var statesNothing: Bool {
        switch self {
        case .leaf(let leaf, _): leaf.isEmpty
        case .list(let elements): elements.isEmpty
        case .record: false
        case .absent: true
        }
    }
}
