/// A line of a narrative that was read.
struct NarrativeLine {
    /// What it is.
    var kind: ReportLevel
    /// Its text without marks.
    var text: String
    /// Where it stood.
    var place: String
}
