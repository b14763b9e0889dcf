/// What the layout of a document cannot do, or had to do otherwise than it should.
struct LayoutFindings {
    var faults: [LayoutFault] = []
    var notes: [LayoutNote] = []

    /// Adds a fault for each of `missing`.
    mutating func add(_ missing: [MissingCharacter]) {
        faults.append(contentsOf: missing.map(LayoutFault.missingCharacter))
    }

    /// Adds what was found elsewhere, behind what is known.
    mutating func add(_ other: LayoutFindings) {
        faults += other.faults
        notes += other.notes
    }
}
