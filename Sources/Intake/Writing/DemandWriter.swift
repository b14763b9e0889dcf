import CXLSXWriter
import Forms

/// Writes what cells ask for, as validations of data.
enum DemandWriter {
    /// Adds `demand` to a cell.
    static func add(
        _ demand: CellDemand, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t
    ) -> lxw_error {
        var arena = TextArena()
        var validation = lxw_data_validation()
        var texts = annex_validation_texts()
        var items: [UnsafePointer<CChar>?] = []
        texts.input_title = arena.add(demand.title)
        if !demand.message.isEmpty { texts.input_message = arena.add(demand.message) }
        switch demand.values {
        case .any: validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .list(let words):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            items = words.map { arena.add($0) } + [nil]
        case .range(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            texts.formula = arena.add("=" + range)
        case .whole(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            validation.minimum_number = Double(range.lowerBound)
            validation.maximum_number = Double(range.upperBound)
        }
        if demand.values != .any {
            texts.error_title = arena.add("这里不能这样填")
            texts.error_message = arena.add(demand.message.isEmpty ? demand.title : demand.message)
        }
        return items.withUnsafeBufferPointer { items in
            if items.count > 0 { texts.list = items.baseAddress }
            annex_set_texts(&validation, texts)
            return xlsxwriter.worksheet_data_validation_cell(sheet, row, column, &validation)
        }
    }
}

/// Texts for a library that keeps none of them, freed together.
struct TextArena: ~Copyable {
    private var texts: [UnsafeMutablePointer<CChar>] = []

    /// A copy of `text` with a zero behind it, which lives as long as the arena.
    mutating func add(_ text: String) -> UnsafePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        bytes.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { copy.initialize(from: start, count: source.count) }
        }
        texts.append(copy)
        return UnsafePointer(copy)
    }

    deinit { for text in texts { text.deallocate() } }
}
