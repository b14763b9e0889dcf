extension [Int] {
    /// The numbers, which are in order, as runs without gaps: 0, 1, 2, 5 as 0...2 and 5...5.
    package var runs: [ClosedRange<Int>] {
        reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
    }

    /// The numbers, which are in order, written with their runs: 0–2、5.
    package func ranges(dash: String = "–", separator: String) -> String {
        runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)\(dash)\($0.upperBound)" }
            .joined(separator: separator)
    }
}
