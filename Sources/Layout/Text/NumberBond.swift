/// What keeps a character with the number before it though the rules of line breaking let a line begin with it: a number and
/// what it counts are better read together. Where that opens wide gaps it gives way, the case named first before the other.
enum NumberBond: UInt8 {
    /// Nothing.
    case none
    /// It begins what is counted: 万 of 330.84万元.
    case unit
    /// It goes on with what is counted: 元 of 330.84万元.
    case withinUnit
}
