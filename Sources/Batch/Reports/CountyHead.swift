import Diagnostics

/// What a county's submissions have in common: where, when and for which form sets they were filled in. All of it comes from
/// the submissions, so that a report is the same whenever it is written.
struct CountyHead {
    /// The county; empty where it is not said and the names of the offices do not tell it.
    let name: String
    /// The years that are evaluated, in order.
    let years: [Int]
    /// What the form sets are called, by their names.
    let formSets: [String]
    /// The first and the last day on which a submission was filled in, as `2024-06-02`.
    let dates: ClosedRange<String>?

    /// - Parameter name: the county, where somebody says it.
    init(_ county: County, name: String?) {
        let rows = county.current
        self.name = name ?? Self.commonPlace(in: rows.filter { $0.name != $0.input }.map(\.name)) ?? ""
        years = Set(rows.compactMap(\.year)).sorted()
        formSets = Set(rows.map(\.formSetTitle).filter { !$0.isEmpty }.map(Spelling.init)).sorted().map(\.text)
        let days = rows.compactMap(\.date)
        dates = days.min().flatMap { first in days.max().map { first...$0 } }
    }

    /// What the names of administrative divisions end with.
    private static let endings = Set("省市县区州旗盟")

    /// The longest name of a place that all `names` hold; `nil` where there are too few of them to tell, or none is in all.
    private static func commonPlace(in names: [String]) -> String? {
        guard let first = names.min(by: { $0.count < $1.count }), names.count > 1 else { return nil }
        var places: [Substring] = []
        for end in first.indices where endings.contains(first[end]) {
            places += first[...end].indices.map { first[$0...end] }
        }
        return places.sorted { $0.count > $1.count }.first { place in
            place.count > 1 && names.allSatisfy { $0.contains(place) }
        }.map(String.init)
    }
}
