import CXLSXWriter
import Forms
import Layout

/// The formats of the cells of a workbook, each made once.
struct FormatTable {
    /// What a format depends on.
    private struct Key: Hashable {
        let look: CellLook
        let format: String
        let isOpen: Bool
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [Key: UnsafeMutablePointer<lxw_format>] = [:]

    /// The ground of cells that are filled in, red, green and blue: a pale yellow, so that they are seen.
    private static let openGround = [0xFF, 0xFB, 0xEB]
    private static let white = [0xFF, 0xFF, 0xFF]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
    }

    /// The format of `cell`.
    mutating func format(of cell: SheetCell) -> UnsafeMutablePointer<lxw_format>? {
        let key = Key(look: cell.look, format: cell.format, isOpen: cell.isOpen)
        if let known = formats[key] { return known }
        guard let format = xlsxwriter.workbook_add_format(book) else { return nil }
        formats[key] = format
        set(format, cell.look)
        if cell.format != SheetContent.general { xlsxwriter.format_set_num_format(format, cell.format) }
        if cell.isOpen { xlsxwriter.format_set_unlocked(format) }
        if cell.isOpen || cell.look.shade > 0 {
            xlsxwriter.format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            xlsxwriter.format_set_fg_color(format, Self.ground(shade: cell.look.shade, isOpen: cell.isOpen))
        }
        return format
    }

    /// The colour below a cell's text.
    private static func ground(shade: Int, isOpen: Bool) -> lxw_color_t {
        (isOpen ? openGround : white).reduce(0) { $0 << 8 | lxw_color_t($1 * (100 - shade) / 100) }
    }

    private func set(_ format: UnsafeMutablePointer<lxw_format>, _ look: CellLook) {
        xlsxwriter.format_set_font_name(format, look.face)
        xlsxwriter.format_set_font_size(format, Double(look.size.rawValue) / 1024)
        xlsxwriter.format_set_align(format, UInt8(look.alignment.onSheets.rawValue))
        xlsxwriter.format_set_align(format, UInt8(look.verticalAlignment.onSheets.rawValue))
        xlsxwriter.format_set_text_wrap(format)
        // 270 stands for characters above each other.
        if look.isVertical { xlsxwriter.format_set_rotation(format, 270) }
        if look.isRising { xlsxwriter.format_set_rotation(format, 90) }
        if look.indent > 0 { xlsxwriter.format_set_indent(format, UInt8(look.indent)) }
        if look.isDivided {
            xlsxwriter.format_set_diag_type(format, UInt8(LXW_DIAGONAL_BORDER_DOWN.rawValue))
            xlsxwriter.format_set_diag_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        let setters = [
            xlsxwriter.format_set_top, xlsxwriter.format_set_right, xlsxwriter.format_set_bottom,
            xlsxwriter.format_set_left,
        ]
        for (border, set) in zip(look.borders, setters) where border.width > .zero {
            set(format, UInt8(border.onSheets.rawValue))
        }
    }
}

extension CellStyle.Border {
    /// The nearest rule that sheets have.
    fileprivate var onSheets: lxw_format_borders {
        let isThin = width < .pt(0.9)
        return switch line {
        case .solid: isThin ? LXW_BORDER_THIN : LXW_BORDER_MEDIUM
        case .dashed: isThin ? LXW_BORDER_DASHED : LXW_BORDER_MEDIUM_DASHED
        case .double: LXW_BORDER_DOUBLE
        }
    }
}

extension TextAlignment {
    fileprivate var onSheets: lxw_format_alignments {
        switch self {
        case .start, .justify: LXW_ALIGN_LEFT
        case .center, .decimal: LXW_ALIGN_CENTER
        case .end: LXW_ALIGN_RIGHT
        }
    }
}

extension CellStyle.VerticalAlignment {
    fileprivate var onSheets: lxw_format_alignments {
        switch self {
        case .top: LXW_ALIGN_VERTICAL_TOP
        case .middle: LXW_ALIGN_VERTICAL_CENTER
        case .bottom: LXW_ALIGN_VERTICAL_BOTTOM
        }
    }
}
