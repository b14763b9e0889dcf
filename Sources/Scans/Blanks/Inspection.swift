package import Batch
package import PrintJobs

/// What was seen on a scan of a printed page, beyond the print. Never a verdict: whose ink it is, nobody reads.
package struct Inspection: Sendable {
    /// What a place that is filled by hand looks like.
    package enum State: String, Sendable, Hashable {
        /// There is ink of a pen, or a round seal.
        case filled
        /// There is no more than dirt.
        case empty
        /// There is something, and a person has to look.
        case doubtful
    }

    /// A place that is filled by hand.
    package struct Blank: Sendable {
        /// What is filled.
        package let place: HandFilled
        /// What it looks like.
        package let state: State
        /// The measured share, from 0 to 1: of the place that has ink beyond the print, and of a seal's circle that is there.
        package let share: Double
        /// A picture of it, a PNG, where pictures are wanted.
        package let picture: [UInt8]?
    }

    /// Ink where the print has none.
    package struct Mark: Sendable {
        /// How far it is from the left edge of the paper, in millimetres.
        package let left: Double
        /// How far it is from the upper edge of the paper, in millimetres.
        package let top: Double
        /// Its width in millimetres.
        package let width: Double
        /// Its height in millimetres.
        package let height: Double
        /// A picture of it, a PNG.
        package let picture: [UInt8]
    }

    /// Which page it is.
    package let page: PrintedPage
    /// The places that are filled by hand, as the manifest lists them.
    package let blanks: [Blank]
    /// Ink elsewhere, the largest first, where that is looked for.
    package let marks: [Mark]
    /// How many more there are than are listed.
    package let furtherMarks: Int
    /// Whether the scan shows the page so badly that nothing can be measured: all places are doubtful then.
    package let isMisfit: Bool
}
