import CCUPS
import Diagnostics

/// How a job is put on paper.
package struct PrintTicket: Sendable {
    /// Which sides of the paper are printed.
    package enum Sides: String, Sendable, CaseIterable {
        /// The front only.
        case one
        /// Both, turned over like the pages of a book.
        case long
        /// Both, turned over like the pages of a pad.
        case short

        /// The keyword of `sides` (RFC 8011, 5.2.8).
        var keyword: String {
            switch self {
            case .one: CUPS_SIDES_ONE_SIDED
            case .long: CUPS_SIDES_TWO_SIDED_PORTRAIT
            case .short: CUPS_SIDES_TWO_SIDED_LANDSCAPE
            }
        }
    }

    /// Which sides are printed.
    package var sides: Sides
    /// The paper.
    package var media: Media
    /// What the job is called in queues.
    package var name: String

    /// Creates a ticket.
    package init(sides: Sides, media: Media, name: String) {
        self.sides = sides
        self.media = media
        self.name = name
    }

    /// The longest name that IPP transmits, in bytes (RFC 8011, 5.1.3).
    private static let maximumNameLength = 255

    /// The name, cut to what IPP transmits, with spaces for controls.
    var shortName: String {
        var name = String(name.unicodeScalars.map { $0.isControlOrNoncharacter ? " " : Character($0) })
        while name.utf8.count > Self.maximumNameLength { name.removeLast() }
        return name
    }

    /// What the server is told. All that could add, join or shrink sheets is stated, or the queue's own defaults would
    /// hold: the job has its copies and blank pages inside, and its forms have the size that they are filed in.
    var options: [(name: String, value: String)] {
        [
            (CUPS_SIDES, sides.keyword), (CUPS_MEDIA, media.name), (CUPS_COPIES, "1"), (CUPS_NUMBER_UP, "1"),
            ("print-scaling", "none"), ("job-sheets", "none"), ("job-cancel-after", String(Self.patience)),
        ]
    }

    /// After how many seconds of printing the server gives a job up: a day. CUPS' own three hours would cut a county's job
    /// short that waits for paper over lunch.
    private static let patience = 86_400
}
