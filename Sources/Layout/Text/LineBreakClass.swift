/// The line breaking class of a character (UAX #14, table 1), with LB1 resolved.
enum LineBreakClass: UInt8, CaseIterable {
    case AI, AL, B2, BA, BB, BK, CB, CL, CM, CP, CPW, CR, EB, EM, EX, GL, H2, H3, HL, HY, ID, IDX, IN, IS, JL, JT, JV
    case LF, NL, NS, NU, OP, OPW, PO, PR, QU, RI, SP, SY, WJ, ZW, ZWJ

    /// The class of `scalar`.
    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value >= 0x4E00 && value <= 0x9FFF {
            self = .ID
            return
        }
        let (starts, classes) = Self.ranges
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= value { low = middle } else { high = middle }
        }
        self = classes[low]
    }

    private static let ranges: (starts: [UInt32], classes: [Self]) = {
        let names = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
        var starts: [UInt32] = []
        var classes: [Self] = []
        // Bytes, not characters: to find where those begin takes four times as long as all the rest.
        let separators = Array(" \n".utf8)
        var fields = Array(table.utf8).split(whereSeparator: separators.contains).lazy
            .map { String(decoding: $0, as: UTF8.self) }.makeIterator()
        while let start = fields.next(), let name = fields.next() {
            guard let start = UInt32(start, radix: 16), let name = names[name] else {
                preconditionFailure("the table is made of code points and classes")
            }
            starts.append(start)
            classes.append(name)
        }
        return (starts, classes)
    }()
}
