/// The line breaking class of a character (UAX #14, table 1), with LB1 resolved.
enum LineBreakClass: String, CaseIterable {
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

    private static let ranges: (starts: [UInt32], classes: [Self]) = table.withUTF8Buffer { text in
        let classes = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue.utf8.reduce(0, appending), $0) })
        var ranges: (starts: [UInt32], classes: [Self]) = ([], [])
        // Byte by byte: every start waits for this, and to make a string of each field takes several times as long.
        var (start, name, isStart) = (UInt32(0), UInt32(0), true)
        func add() {
            guard let known = classes[name] else { preconditionFailure("the table is made of code points and classes") }
            ranges.starts.append(start)
            ranges.classes.append(known)
            (start, name) = (0, 0)
        }
        for byte in text {
            if byte > UInt8(ascii: " ") {
                if isStart { start = start << 4 | digit(byte) } else { name = appending(name, byte) }
            } else {
                if !isStart { add() }
                isStart.toggle()
            }
        }
        add()
        return ranges
    }

    /// The letters of a class's name in a number.
    private static func appending(_ name: UInt32, _ letter: UInt8) -> UInt32 { name << 8 | UInt32(letter) }

    /// The value of a hexadecimal digit.
    private static func digit(_ byte: UInt8) -> UInt32 {
        guard let value = Character(Unicode.Scalar(byte)).hexDigitValue else {
            preconditionFailure("the table is made of code points and classes")
        }
        return UInt32(value)
    }
}
