/// Where a line may end (UAX #14, revision 50 of Unicode 15.0), with a tailoring for Chinese on request.
enum LineBreakRules {
    /// Whether a line may, must not or must begin at a character.
    enum Opportunity: UInt8 {
        case prohibited, allowed, mandatory
    }

    /// For each character whether a line may begin at it; the first is always prohibited (LB2).
    static func opportunities(in scalars: [Unicode.Scalar], tailoredForChinese: Bool) -> [Opportunity] {
        let classes = scalars.map { tailoredForChinese ? chineseClass(of: $0) : defaultClass(of: $0) }
        guard !classes.isEmpty else { return [] }
        var scan = Scan(classes)
        return classes.indices.map { $0 == 0 ? scan.begin() : scan.opportunity(before: $0) }
    }

    private static func defaultClass(of scalar: Unicode.Scalar) -> LineBreakClass {
        let value = LineBreakClass(scalar)
        return value == .AI ? .AL : value
    }

    /// Quotation marks open and close as brackets do, ambiguous signs are full-width, and the middle dot keeps to
    /// the name before it (CLREQ 3.1.5, prohibition rules for line start and line end).
    private static func chineseClass(of scalar: Unicode.Scalar) -> LineBreakClass {
        // Most characters are ideographs.
        if (0x4E00...0x9FFF).contains(scalar.value) { return .ID }
        switch scalar {
        case "“", "‘": return .OPW
        case "”", "’": return .CL
        case "·", "～": return .NS
        case "≥", "≤", "≈", "±", "＋", "－", "＞", "＜", "＝": return .PR
        default:
            let value = LineBreakClass(scalar)
            return value == .AI ? .ID : value
        }
    }

    /// Runs through classes once; combining marks count as what they stand on (LB9).
    private struct Scan {
        private let classes: [LineBreakClass]
        /// The class before the current character, marks ignored.
        private var previous = LineBreakClass.AL
        /// The class before ``previous``.
        private var beforePrevious: LineBreakClass?
        /// The class before the spaces that end in ``previous``, or ``previous`` itself.
        private var beforeSpaces: LineBreakClass?
        private var previousIsJoiner = false
        private var regionalIndicators = 0
        private var number = NumberState.none

        /// How far the expression of LB25 (UAX #14, section 8.2, example 7) has matched.
        private enum NumberState {
            case none, digits, closed
        }

        init(_ classes: [LineBreakClass]) {
            self.classes = classes
        }

        mutating func begin() -> Opportunity {
            let first = classes[0] == .CM || classes[0] == .ZWJ ? .AL : classes[0]
            advance(to: first, raw: classes[0])
            return .prohibited
        }

        mutating func opportunity(before index: Int) -> Opportunity {
            let raw = classes[index]
            if raw == .ID, previous == .ID, !previousIsJoiner { return betweenIdeographs() }
            if (raw == .CM || raw == .ZWJ) && !Self.takesNoMark(previous) {
                previousIsJoiner = raw == .ZWJ
                return .prohibited
            }
            let current = raw == .CM || raw == .ZWJ ? .AL : raw
            let next = index + 1 < classes.count ? classes[index + 1] : nil
            let result = decide(current, next: next)
            advance(to: current, raw: raw)
            return result
        }

        /// What all rules come to between two ideographs, of which most text is made (LB31).
        private mutating func betweenIdeographs() -> Opportunity {
            advance(to: .ID, raw: .ID)
            return .allowed
        }

        /// LB9 does not apply after these; a mark there stands alone (LB10).
        private static func takesNoMark(_ value: LineBreakClass) -> Bool {
            switch value {
            case .BK, .CR, .LF, .NL, .SP, .ZW: true
            default: false
            }
        }

        private mutating func advance(to current: LineBreakClass, raw: LineBreakClass) {
            regionalIndicators = current == .RI ? regionalIndicators + 1 : 0
            number = numberState(after: current)
            if current != .SP { beforeSpaces = current } else if previous != .SP { beforeSpaces = previous }
            beforePrevious = previous
            previous = current
            previousIsJoiner = raw == .ZWJ
        }

        private func numberState(after current: LineBreakClass) -> NumberState {
            switch (number, current) {
            case (_, .NU): .digits
            case (.digits, .SY), (.digits, .IS): .digits
            case (.digits, .CL), (.digits, .CP), (.digits, .CPW): .closed
            default: .none
            }
        }

        private func decide(_ b: LineBreakClass, next: LineBreakClass?) -> Opportunity {
            switch previous {  // LB4, LB5
            case .BK, .LF, .NL: return .mandatory
            case .CR: return b == .LF ? .prohibited : .mandatory
            default: break
            }
            switch b {  // LB6, LB7
            case .BK, .CR, .LF, .NL, .SP, .ZW: return .prohibited
            default: break
            }
            if beforeSpaces == .ZW { return .allowed }  // LB8
            // LB8a, LB11, LB12
            if previousIsJoiner || b == .WJ || previous == .WJ || previous == .GL { return .prohibited }
            if b == .GL && ![.SP, .BA, .HY].contains(previous) { return .prohibited }  // LB12a
            if Self.clings(b) { return .prohibited }  // LB13
            if let reach = acrossSpaces(b) { return reach }  // LB14 to LB18
            return Self.isProhibited(between: previous, b) || isProhibitedByContext(b, next: next)
                ? .prohibited : .allowed
        }

        /// LB13: closing marks cling to what is before them, spaces between notwithstanding.
        private static func clings(_ b: LineBreakClass) -> Bool {
            switch b {
            case .EX, .CL, .CP, .CPW, .IS, .SY: true
            default: false
            }
        }

        /// LB14 to LB18: pairs that hold across spaces, and the break after spaces.
        private func acrossSpaces(_ b: LineBreakClass) -> Opportunity? {
            switch (beforeSpaces, b) {
            case (.OP, _), (.OPW, _): return .prohibited
            case (.QU, .OP), (.QU, .OPW): return .prohibited
            case (.CL, .NS), (.CP, .NS), (.CPW, .NS): return .prohibited
            case (.B2, .B2): return .prohibited
            default: return previous == .SP ? .allowed : nil
            }
        }

        /// LB21a, LB25 and LB30a, which look further than two characters.
        private func isProhibitedByContext(_ b: LineBreakClass, next: LineBreakClass?) -> Bool {
            if beforePrevious == .HL && (previous == .HY || previous == .BA) { return true }  // LB21a
            if b == .RI && previous == .RI { return regionalIndicators % 2 == 1 }  // LB30a
            switch (number, b) {  // LB25
            case (.digits, .NU), (.digits, .PO), (.digits, .PR), (.closed, .PO), (.closed, .PR): return true
            default: break
            }
            guard previous == .PR || previous == .PO else { return false }
            return b == .NU || (b == .OP || b == .OPW || b == .HY) && next == .NU
        }

        /// The rules from LB19 on that look at two characters only.
        private static func isProhibited(between a: LineBreakClass, _ b: LineBreakClass) -> Bool {
            switch (a, b) {
            case (.CB, _), (_, .CB): a == .QU || b == .QU  // LB19, LB20
            case (.QU, _), (_, .QU): true  // LB19
            case (_, .BA), (_, .HY), (_, .NS), (.BB, _): true  // LB21
            case (.SY, .HL): true  // LB21b
            case (_, .IN): true  // LB22
            case (.AL, .NU), (.HL, .NU), (.NU, .AL), (.NU, .HL): true  // LB23
            case (.PR, .ID), (.PR, .IDX), (.PR, .EB), (.PR, .EM): true  // LB23a
            case (.ID, .PO), (.IDX, .PO), (.EB, .PO), (.EM, .PO): true
            case (.PR, .AL), (.PR, .HL), (.PO, .AL), (.PO, .HL): true  // LB24
            case (.AL, .PR), (.HL, .PR), (.AL, .PO), (.HL, .PO): true
            case (.HY, .NU): true  // LB25
            case (.JL, .JL), (.JL, .JV), (.JL, .H2), (.JL, .H3): true  // LB26
            case (.JV, .JV), (.JV, .JT), (.H2, .JV), (.H2, .JT), (.JT, .JT), (.H3, .JT): true
            case (.JL, .PO), (.JV, .PO), (.JT, .PO), (.H2, .PO), (.H3, .PO): true  // LB27
            case (.PR, .JL), (.PR, .JV), (.PR, .JT), (.PR, .H2), (.PR, .H3): true
            case (.AL, .AL), (.AL, .HL), (.HL, .AL), (.HL, .HL): true  // LB28
            case (.IS, .AL), (.IS, .HL): true  // LB29
            case (.AL, .OP), (.HL, .OP), (.NU, .OP), (.CP, .AL), (.CP, .HL), (.CP, .NU): true  // LB30
            case (.EB, .EM), (.IDX, .EM): true  // LB30b
            default: false
            }
        }
    }
}
