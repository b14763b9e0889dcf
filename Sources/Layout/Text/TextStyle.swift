/// What a typeface is for, such as `body` or `title`; which faces serve a role is the font library's to say.
package struct FontRole: Hashable, Sendable {
    /// The name of the role.
    package let name: String

    /// Creates a role.
    package init(_ name: String) {
        self.name = name
    }
}

/// How a run of text is set: the role of its face and its size.
package struct TextStyle: Hashable, Sendable {
    /// The role of the face.
    package var role: FontRole
    /// The size: one em.
    package var size: Length
    /// Whether a rule runs below the text.
    package var isUnderlined: Bool

    /// Creates a style.
    package init(role: FontRole, size: Length, isUnderlined: Bool = false) {
        self.role = role
        self.size = size
        self.isUnderlined = isUnderlined
    }
}

/// A piece of text in one style.
package struct TextRun: Hashable, Sendable {
    /// The text.
    package var text: String
    /// Its style.
    package var style: TextStyle
    /// Where the text comes from, for diagnostics; opaque to layout.
    package var origin: TextOrigin?

    /// Creates a run.
    package init(_ text: String, style: TextStyle, origin: TextOrigin? = nil) {
        self.text = text
        self.style = style
        self.origin = origin
    }
}

/// Where a text comes from. Layout only carries it; whoever made the blocks knows what it means.
package struct TextOrigin: Hashable, Sendable {
    /// A number that the maker of the blocks gave.
    package let rawValue: Int

    /// Creates an origin.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }
}

/// How lines stand between the edges of their box.
package enum TextAlignment: String, Hashable, Sendable, CaseIterable {
    /// At the left edge.
    case start
    /// In the middle.
    case center
    /// At the right edge.
    case end
    /// At both edges, except the last line, which stands at the left one.
    case justify
    /// On the decimal point that a column of a table shares; words are centred.
    case decimal
}

/// How a paragraph is broken into lines and how its lines are set.
package struct ParagraphStyle: Hashable, Sendable {
    /// From one baseline to the next.
    package var linePitch: Length
    /// How lines stand between the edges.
    package var alignment: TextAlignment
    /// Added before the first line.
    package var firstLineIndent: Length
    /// Added before every line.
    package var indent: Length
    /// The rules of Chinese line setting that apply.
    package var setting: LineSetting
    /// Whether the paragraph is set upright in a column, one character above the other.
    package var isVertical: Bool
    /// Where a cell's text does not fit on one line, it is set smaller down to this size, each time with a note; `nil`
    /// where it is broken instead.
    package var leastSize: Length?
    /// Where the numbers of a table's column have decimal places, all have as many as the one that has most, unless that is
    /// more than this; `nil` where each is printed as it is.
    package var mostAlikePlaces: Int?
    /// Whether a cell's only paragraph is centred, without indent, where it fits on one line.
    package var centersSingleLine = false
    /// The fewest lines that a paragraph leaves at the foot of a page.
    package var orphans = 2
    /// The fewest lines that a paragraph takes to the next page.
    package var widows = 2
    /// Whether lines after the first begin below the text behind a number such as （一）, 1. or ①.
    package var hangsNumber: Bool

    /// Creates a style.
    package init(
        linePitch: Length, alignment: TextAlignment = .start, firstLineIndent: Length = .zero, indent: Length = .zero,
        setting: LineSetting = LineSetting(), isVertical: Bool = false, leastSize: Length? = nil,
        hangsNumber: Bool = false
    ) {
        self.linePitch = linePitch
        self.alignment = alignment
        self.firstLineIndent = firstLineIndent
        self.indent = indent
        self.setting = setting
        self.isVertical = isVertical
        self.leastSize = leastSize
        self.hangsNumber = hangsNumber
    }
}

/// The rules of Chinese line setting (W3C, Requirements for Chinese Text Layout), each a switch.
package struct LineSetting: Hashable, Sendable {
    /// Two adjoining full-width marks lose the half em between them (CLREQ 3.1.6.1).
    package var adjustsAdjoiningMarks = true
    /// An opening mark at line start and a closing mark at line end may be half an em wide (CLREQ 3.1.6.2).
    package var adjustsMarksAtEdges = true
    /// Marks inside a line may lose their blank half to take in a mark that may not start the next line: push-in.
    package var pushesIn = true
    /// A quarter em between Han and Latin letters or digits (CLREQ 3.2.3).
    package var spacesHanAndLatin = true
    /// Numbers stay with the unit that follows them: 660.44万元, 2023年.
    package var keepsUnits = true
    /// A last line holds two characters at least.
    package var avoidsShortLastLine = true
    /// Lines of a short text are of about equal length and break between words.
    package var balances = false

    /// The default: every rule but balancing.
    package init() {}
}

/// Text that is broken into lines as a whole.
package struct Paragraph: Hashable, Sendable {
    /// The text, run by run.
    package var runs: [TextRun]
    /// How its lines are set.
    package var style: ParagraphStyle

    /// Creates a paragraph.
    package init(runs: [TextRun], style: ParagraphStyle) {
        self.runs = runs
        self.style = style
    }

    /// Where its first text comes from.
    var origin: TextOrigin? { runs.first?.origin }
}

extension Sequence<Paragraph> {
    /// Where the longest text comes from, which most of the room is needed for.
    var originOfLongest: TextOrigin? {
        var longest: (bytes: Int, origin: TextOrigin?) = (-1, nil)
        for paragraph in self {
            for run in paragraph.runs where run.text.utf8.count > longest.bytes {
                longest = (run.text.utf8.count, run.origin)
            }
        }
        return longest.origin
    }
}
