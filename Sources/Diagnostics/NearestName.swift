extension String {
    /// The name that this one was most likely meant to be: of signs such as >, the one that says the same, otherwise the
    /// nearest within a third of its length (at least one edit, but never all of it).
    package func nearest(among names: [String]) -> String? {
        if let relation = Relation.meant(by: self) { return names.first { Relation.meant(by: $0) == relation } }
        let limit = Swift.min(Swift.max(1, count / 3), count - 1)
        let ranked = names.map { ($0, $0.lowercased() == lowercased() ? 0 : editDistance(to: $0)) }
        return ranked.filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
    }

    /// The hint that a name of `names` was likely meant, if any is near.
    package func suggestion(among names: [String]) -> LocalizedText? {
        nearest(among: names).map(LocalizedText.didYouMean)
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that lead to `other` (optimal string alignment).
    package func editDistance(to other: String) -> Int {
        let a = Array(self.prefix(64))
        let b = Array(other.prefix(64))
        var rows = [Array(0...b.count)]
        for i in 1...Swift.max(1, a.count) where i <= a.count {
            var row = [i]
            for j in 1...Swift.max(1, b.count) where j <= b.count {
                let replaced = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var best = Swift.min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = Swift.min(best, rows[i - 2][j - 2] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}

extension LocalizedText {
    /// The hint that `name` was likely meant.
    package static func didYouMean(_ name: String) -> LocalizedText {
        LocalizedText("是不是“\(name)”？", en: "did you mean “\(name)”?")
    }
}
