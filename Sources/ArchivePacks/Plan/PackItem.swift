/// Items that are numbered together: a year's of one fonds, retention and section (DA/T 22-2015, 5.4).
struct PackSeries: Hashable, Sendable {
    let fonds, type: String
    let year: Int
    let retention, section: String
    /// How many digits an item's number has at least.
    let digits: Int

    /// The number of an item within the series, as it is written.
    func item(_ number: Int) -> String { number.written(digits: digits) }

    /// What the archival codes of the series begin with.
    var prefix: String { "\(fonds)-\(type)·\(year)-\(retention)-\(section)-" }

    /// The archival code (档号) of an item.
    func code(_ number: Int) -> String { prefix + item(number) }

    /// ``code(_:)`` in ASCII, as files are called: with a full stop for the middle dot.
    func stem(_ number: Int) -> String { Self.stem(code(number)) }

    /// An archival code in ASCII.
    static func stem(_ code: String) -> String { code.replacing("·", with: ".") }

    /// The path within a pack of what is called `name` and belongs to an item: by year and type, as a transfer's carrier has it.
    func path(_ number: Int, _ ending: String) -> String { "data/records/\(year)/\(type)/\(stem(number)).\(ending)" }
}

extension Int {
    /// It with zeros before it, so that it has at least `digits` digits.
    func written(digits: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, digits - text.count)) + text
    }
}

/// An item of a pack (件): one office's document.
struct PackItem: Sendable {
    let series: PackSeries
    var number: Int
    /// The name of its file in the folder of outputs.
    let output: String
    let office, title: String
    /// What stands in the catalogue.
    let document, responsible, date, classification, note: String
    /// How many pages were made, and how many of them are blank.
    let pages, blankPages: Int
    /// What the codes of its pages say of the data; `nil` where they have none.
    let digest: String?
    /// Whether its first page was printed with an archive's mark already.
    let hasMark: Bool

    var code: String { series.code(number) }
}

/// A row of a catalogue (DA/T 22-2015, 5.5).
struct CatalogueRow: Hashable, Sendable {
    /// Its place in the catalogue, from 1.
    var number: Int
    var code, document, responsible, title, date, classification: String
    var pages: Int
    var note: String
    /// The path of the file in the pack.
    var file: String
}
