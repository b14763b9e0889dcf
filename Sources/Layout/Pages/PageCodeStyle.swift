extension PageStyle {
    /// Where and how a page says which it is: a code for scanners and, beside it, lines for people, at the foot of the paper.
    /// The head belongs to running headers and stamps.
    package struct Code: Hashable, Sendable {
        /// At which edge of the type area it stands.
        package enum Position: String, Hashable, Sendable, CaseIterable {
            /// At the binding edge.
            case inner
            /// At the cut edge.
            case outer
        }

        /// What a line shows.
        package enum Piece: Hashable, Sendable {
            /// Words.
            case words(String)
            /// What is known of the page.
            case fact(Fact)
        }

        /// What is known of a page.
        package enum Fact: String, Hashable, Sendable, CaseIterable {
            /// The full name of the office.
            case office
            /// What the form is called for short.
            case form
            /// The number of the page in the document.
            case page
            /// How many pages the document has.
            case pages
            /// The digest of the data.
            case digest
        }

        /// The face and size of the lines.
        package var style: TextStyle
        /// From one line to the next.
        package var linePitch: Length
        /// The lines, from top to bottom.
        package var lines: [[Piece]]
        /// From the foot of the type area to the upper edge of the code.
        package var distance: Length
        /// The side of a module.
        package var module: Length
        /// At which edge it stands.
        package var position: Position

        /// How many modules the side of a code has, but for documents of more than ten thousand pages.
        package static let side = 29
        /// How many modules are left free on each side of a code (ISO/IEC 18004, 5.3.8).
        package static let quietZone = 4

        /// Creates a style.
        package init(
            style: TextStyle, linePitch: Length, lines: [[Piece]], distance: Length, module: Length,
            position: Position = .inner
        ) {
            self.style = style
            self.linePitch = linePitch
            self.lines = lines
            self.distance = distance
            self.module = module
            self.position = position
        }

        /// The pieces of a line such as `{form} {page}/{pages}`; `nil` where it names a fact that there is none of.
        package static func pieces(of line: String) -> [Piece]? {
            var pieces: [Piece] = []
            var rest = line[...]
            while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
                guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}"),
                    let fact = Fact(rawValue: String(rest[rest.index(after: brace)..<end]))
                else { return nil }
                if brace > rest.startIndex { pieces.append(.words(String(rest[..<brace]))) }
                pieces.append(.fact(fact))
                rest = rest[rest.index(after: end)...]
            }
            return rest.isEmpty ? pieces : pieces + [.words(String(rest))]
        }
    }

    /// Whether the code and its quiet zone lie between the type area and the edge of the paper, and clear of the number.
    package func hasRoom(for code: Code) -> Bool {
        let zone = code.module * Code.quietZone
        let foot = code.distance + code.module * Code.side + zone
        guard code.distance >= zone, foot <= margins.bottom else { return false }
        guard let numbering, numbering.position == .outer, code.position == .outer else { return true }
        return numbering.distance >= foot || numbering.distance + numbering.style.size + zone <= code.distance
    }
}
