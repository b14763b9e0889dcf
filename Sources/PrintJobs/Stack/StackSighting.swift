/// A page of a scanned file.
package struct ScanPlace: Sendable, Hashable {
    /// The path of the file.
    package let file: String
    /// Which page of it, from 1.
    package let page: Int
    /// How many pages it has.
    package let pages: Int

    /// Creates a place.
    package init(file: String, page: Int, pages: Int) {
        self.file = file
        self.page = page
        self.pages = pages
    }
}

/// Where something was read in a stack.
package enum StackPlace: Sendable, Hashable {
    /// A line of a list of codes, from 1.
    case line(Int)
    /// A page of a scan.
    case scan(ScanPlace)
}

/// A page of an output.
package struct PrintedPage: Sendable, Hashable, Comparable {
    /// The name of the output's file.
    package let output: String
    /// Its number, from 1.
    package let number: Int

    /// Creates a page.
    package init(output: String, number: Int) {
        self.output = output
        self.number = number
    }

    /// Orders pages by their outputs, then by their numbers.
    package static func < (left: Self, right: Self) -> Bool {
        (left.output, left.number) < (right.output, right.number)
    }
}

/// What one piece of paper says it is.
package struct StackSighting: Sendable {
    /// What tells.
    package enum Sign: Sendable, Hashable {
        /// A code on it, ours or another one.
        case code(String)
        /// Its look, where it has no code that can be read.
        case look(PrintedPage)
    }

    /// Where it was seen.
    package let place: StackPlace
    /// What tells.
    package let sign: Sign

    /// Creates a sighting.
    package init(place: StackPlace, sign: Sign) {
        self.place = place
        self.sign = sign
    }

    /// The codes of a list.
    /// - Parameter text: a code a line, with or without the kind of code that `zbarimg` puts before it.
    package static func codes(in text: String) -> [StackSighting] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            index, line in
            let code = code(line)
            return code.isEmpty ? nil : StackSighting(place: .line(index + 1), sign: .code(code))
        }
    }

    /// What a line states, without blanks and the kind of code before it.
    private static func code(_ line: Substring) -> String {
        let text = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let bare = text.hasPrefix(kind) ? text.dropFirst(kind.count) : text
        return String(bare.prefix { !$0.isWhitespace })
    }

    private static let kind = "QR-Code:"
}
