import Files
import Rendering

extension PackWriter {
    /// How many items a volume of the catalogue has at most: it is rendered at once.
    private static let volumeSize = 500
    /// How many faults the report lists.
    private static let mostFaults = 1000
    static let reportName = "data/report/report.pdf"

    /// Writes the catalogue of each series in volumes.
    func writeCatalogues(_ plan: PackPlan) throws(RenderError) {
        guard let lines = LineReader("\(bag.folder)/\(CatalogueXML.fileName)") else {
            throw .unwritable(OutputFile.Failure("\(bag.folder)/\(CatalogueXML.fileName)"))
        }
        _ = (lines.next(), lines.next())
        var rest = plan.items[...]
        while let first = rest.first {
            let count = rest.prefix { $0.series == first.series }.count
            let volumes = (count + Self.volumeSize - 1) / Self.volumeSize
            for volume in 1...volumes {
                let size = min(Self.volumeSize, count - (volume - 1) * Self.volumeSize)
                let rows = (0..<size).compactMap { _ in lines.next().flatMap(CatalogueXML.row) }
                precondition(rows.count == size, "the catalogue reads back what it wrote")
                try write(rows, of: first.series, volume: volume, of: volumes)
            }
            rest = rest.dropFirst(count)
        }
    }

    private func write(
        _ rows: [CatalogueRow], of series: PackSeries, volume: Int, of volumes: Int
    ) throws(RenderError) {
        let name = Self.catalogueName(series.prefix, volume: volume)
        let data = settings.catalogue(series.retention, volume: volume, of: volumes, rows)
        let bytes = try rendered(data, name: name, tagged: true)
        try writing { () throws(OutputFile.Failure) in _ = try self.bag.add(bytes, name) }
    }

    /// The path of a volume of the catalogue of items whose codes begin with `prefix`.
    static func catalogueName(_ prefix: String, volume: Int) -> String {
        "data/catalogue/\(PackSeries.stem(prefix))\(volume.written(digits: 3)).pdf"
    }

    /// Writes the report of what was checked.
    func writeReport(items: Int, pages: Int) throws(RenderError) {
        let data = settings.report(checks, items: items, pages: pages, listing: Self.mostFaults)
        let bytes = try rendered(data, name: Self.reportName, tagged: true)
        try writing { () throws(OutputFile.Failure) in _ = try self.bag.add(bytes, Self.reportName) }
    }

    /// Writes the schemas, what rules for transfers ask for, and what belongs to the bag.
    func writeTags(_ plan: PackPlan, pages: Int) throws(OutputFile.Failure) {
        try bag.add(Array(PackSchemas.catalogue.utf8), "data/schema/catalogue.xsd")
        try bag.add(Array(PackSchemas.metadata.utf8), "data/schema/metadata.xsd")
        let text = PackDescription(
            settings: settings, checks: checks, items: plan.items.count, pages: pages, size: bag.size)
        try bag.addTag(Array(text.text.utf8), PackDescription.fileName)
        try bag.finish([
            ("Source-Organization", settings.office.name),
            ("Bagging-Date", Self.dashed(settings.day)),
            ("External-Description", "\(settings.year)年度归档文件 \(plan.items.count) 件 \(pages) 页"),
            ("External-Identifier", PackSeries.stem(settings.series(settings.retention).prefix) + "PACK"),
            ("Bag-Software-Agent", "Annex \(Renderer.version)"),
        ])
    }

    /// A day in eight digits as 2024-12-20.
    private static func dashed(_ day: String) -> String {
        "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.dropFirst(6))"
    }
}
