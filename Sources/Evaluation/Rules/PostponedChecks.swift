import Diagnostics

/// What can only be checked once faults of a submission are mended.
struct PostponedChecks {
    /// A cell that was not checked.
    struct Check {
        /// The cell; `nil` where it is at fault itself.
        let cell: FieldID?
        /// What a clerk calls it.
        let title: String
    }

    /// The most cells that are named.
    private static let mostNames = 8

    /// The names of the cells, by the numbers of faults.
    private var names: [Int: [String]] = [:]

    /// Adds the cells that `checks` are on, which wait for the fault `fault`.
    mutating func add(_ checks: [Check], of fault: Int, _ names: CellNames) {
        var known = Set(self.names[fault] ?? [])
        for check in checks {
            let name = check.cell.flatMap(names.name) ?? check.title
            if known.insert(name).inserted { self.names[fault, default: []].append(name) }
        }
    }

    /// `faults`, each with what waits for it.
    func added(to faults: [Diagnostic]) -> [Diagnostic] {
        guard !names.isEmpty else { return faults }
        return faults.enumerated().map { number, fault in
            guard let names = names[number] else { return fault }
            var fault = fault
            fault.consequences.append(Self.note(names))
            return fault
        }
    }

    private static func note(_ names: [String]) -> Diagnostic {
        let shown = names.prefix(mostNames)
        let isAll = names.count <= mostNames
        return Diagnostic(
            .note, id: "not-checked-yet",
            LocalizedText(
                "待改正后再查：\(shown.joined(separator: "、"))\(isAll ? "" : "等 \(names.count) 处")",
                en:
                    "checked once this is mended: \(shown.joined(separator: ", "))\(isAll ? "" : ", … (\(names.count))")"
            ))
    }
}
