import Diagnostics
import SourceTree

extension PackSettings {
    /// The form set that archives' marks are printed with.
    static let markFormSet = "archive-stamp"
    /// The form set that reports of checks are printed with.
    static let reportFormSet = "archive-report"

    /// What the catalogue says of all items.
    var head: PackHead {
        PackHead(office: office.name, fonds: fonds, type: type, year: String(year), day: day)
    }

    private var officeData: JSONValue { ["name": .string(office.name)] }

    /// What the archive's mark on the first page of `item` says.
    func mark(_ item: PackItem, pages: Int) -> JSONValue {
        [
            "formSet": .string(Self.markFormSet), "year": .integer(year), "office": officeData, "date": .string(date),
            "fonds": .string(fonds), "item": .string(item.series.item(item.number)), "section": .string(section.name),
            "retention": .string(item.series.retention), "pages": .string(String(pages)),
        ]
    }

    /// What a volume of the catalogue says.
    func catalogue(_ retention: String, volume: Int, of volumes: Int, _ rows: [CatalogueRow]) -> JSONValue {
        [
            "formSet": .string(formSet), "year": .integer(year), "office": officeData, "fonds": .string(fonds),
            "type": .string(type), "retention": .string(retention),
            "section": ["code": .string(section.code), "name": .string(section.name)], "date": .string(date),
            "volume": .integer(volume), "volumes": .integer(volumes), "items": .array(rows.map(\.data)),
        ]
    }

    /// What the report says.
    func report(_ checks: PackChecks, items: Int, pages: Int, listing most: Int) -> JSONValue {
        let properties = ["真实性", "完整性", "可用性", "安全性"].map { property -> JSONValue in
            let kinds = PackChecks.Kind.allCases.filter { $0.property == property }
            return [
                "name": .string(property),
                "checks": .array(
                    kinds.map {
                        [
                            "title": .string($0.title), "result": .string(checks.result($0)),
                            "detail": .string(checks.detail($0, list: "下表")),
                        ]
                    }),
            ]
        }
        var members: [(key: String, value: JSONValue)] = [
            ("formSet", .string(Self.reportFormSet)), ("year", .integer(year)), ("office", officeData),
            ("date", .string(date)), ("count", .integer(items)), ("pages", .integer(pages)),
            ("properties", .array(properties)),
            (
                "faults",
                .array(
                    checks.faults.prefix(most).map {
                        [
                            "place": .string($0.place), "check": .string($0.kind.title),
                            "problem": .string($0.text.zh),
                        ]
                    })
            ),
        ]
        if checks.faults.count > most { members.append(("more", .integer(checks.faults.count - most))) }
        return .object(members)
    }
}

extension CatalogueRow {
    /// The row as a catalogue's form takes it.
    var data: JSONValue {
        [
            "number": .integer(number), "code": .string(code), "document": .string(document),
            "responsible": .string(responsible), "title": .string(title), "date": .string(date),
            "classification": .string(classification), "pages": .integer(pages), "note": .string(note),
        ]
    }
}
