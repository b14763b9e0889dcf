extension ColumnSizer {
    /// What a cell needs.
    struct Need {
        var columns: Range<Int>
        /// The rows that it covers.
        var rows: Range<Int>
        /// The least width, padding included.
        var minimum: Length
        /// The width of each paragraph on one line, without padding.
        var paragraphs: [Length]
        /// What each line loses at its beginning.
        var indent: Length
        var padding: Insets
        var pitch: Length
        /// One em: what a line loses at its end, in the mean, is half of it.
        var size: Length
        /// What it says; asked where there is not room for all cells. `nil` for what cannot be broken.
        var text: TextMaterial?

        /// The least width at which no number is broken, padding included.
        var firm: Length { text.map { $0.firmContent + padding.horizontal } ?? minimum }

        /// The least width at which every character has room, padding included.
        var least: Length { text.map { $0.leastContent + padding.horizontal } ?? minimum }

        /// The least width at which nothing is broken, padding included.
        var maximum: Length { max(minimum, (paragraphs.max() ?? .zero) + padding.horizontal) }

        /// How many lines the cell has at `width`, nearly.
        func lines(at width: Length) -> Int {
            let room = width - padding.horizontal
            var count = 0
            for paragraph in paragraphs { count += Self.lines(of: paragraph - indent, in: room - indent, size: size) }
            return count
        }

        private static func lines(of paragraph: Length, in room: Length, size: Length) -> Int {
            guard paragraph > room else { return 1 }
            let step = max(Length(rawValue: 1), room - size / 2)
            return max(2, (paragraph - size / 2 + step - Length(rawValue: 1)).rawValue / step.rawValue)
        }

        /// The least width at which the cell has fewer lines than now, nearly; `nil` where it cannot have fewer.
        func widthForFewerLines(than width: Length) -> Length? {
            let now = lines(at: width)
            guard now > paragraphs.count else { return nil }
            var low = width
            var high = maximum
            while high - low > max(Length(rawValue: 1), size / 16) {
                let middle = low + (high - low) / 2
                if lines(at: middle) < now { high = middle } else { low = middle }
            }
            return high
        }

        func height(at width: Length) -> Length { pitch * lines(at: width) + padding.vertical }
    }
}
