import CXLSXWriter
import Forms

/// Writes what cells ask for, as validations of data.
enum DemandWriter {
    /// Adds `demand` to a cell.
    static func add(
        _ demand: CellDemand, to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t
    ) -> lxw_error {
        var texts = TextArena()
        var validation = lxw_data_validation()
        var items: [UnsafeMutablePointer<CChar>?] = []
        validation.input_title = texts.add(demand.title)
        if !demand.message.isEmpty { validation.input_message = texts.add(demand.message) }
        switch demand.values {
        case .any: validation.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .list(let words):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            items = words.map { texts.add($0) } + [nil]
        case .range(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.value_formula = texts.add("=" + range)
        case .whole(let range):
            validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
            validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            validation.minimum_number = Double(range.lowerBound)
            validation.maximum_number = Double(range.upperBound)
        }
        if demand.values != .any {
            validation.error_title = texts.add("这里不能这样填")
            validation.error_message = texts.add(demand.message.isEmpty ? demand.title : demand.message)
        }
        return items.withUnsafeMutableBufferPointer { items in
            if items.count > 0 { validation.value_list = items.baseAddress }
            return xlsxwriter.worksheet_data_validation_cell(sheet, row, column, &validation)
        }
    }
}

/// Texts for a library that keeps none of them, freed together.
struct TextArena: ~Copyable {
    private var texts: [UnsafeMutablePointer<CChar>] = []

    /// A copy of `text` with a zero behind it, which lives as long as the arena.
    mutating func add(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        bytes.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { copy.initialize(from: start, count: source.count) }
        }
        texts.append(copy)
        return copy
    }

    deinit { for text in texts { text.deallocate() } }
}
