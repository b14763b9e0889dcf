import Evaluation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Manifest {
    /// An amount of money that a submission states. It is held as it is written: of most amounts nothing else is ever wanted.
    struct Money: Sendable {
        /// The column of ``MoneyColumns`` that it stands in.
        let key: String
        /// Its digits, with a minus sign and a decimal point where it needs them, without zeros that say nothing.
        let text: String

        init(_ key: String, _ amount: Decimal) { self.init(key: key, text: amount.description) }

        private init(key: String, text: String) { (self.key, self.text) = (key, text) }

        /// What a manifest states as `text`; `nil` where that is no amount.
        init?(_ key: String, stated text: String) {
            if Self.isPlain(text) {
                self.init(key: key, text: text)
            } else if let amount = Amount(text) {
                self.init(key, amount.value)
            } else {
                return nil
            }
        }

        /// How much it is.
        var amount: Decimal { Amount(text)?.value ?? 0 }

        /// Whether `text` is written as amounts are written here.
        private static func isPlain(_ text: String) -> Bool {
            let zero = UInt8(ascii: "0")
            var (whole, places, last) = (0, -1, zero)
            var leadsWithZero = false
            for byte in text.utf8 {
                switch byte {
                case zero...UInt8(ascii: "9"):
                    if places >= 0 {
                        places += 1
                    } else {
                        if whole == 0 { leadsWithZero = byte == zero }
                        whole += 1
                    }
                case UInt8(ascii: "-"):
                    guard whole == 0, last == zero else { return false }
                case UInt8(ascii: "."):
                    guard whole > 0, places < 0 else { return false }
                    places = 0
                default: return false
                }
                last = byte
            }
            guard (1...20).contains(whole), places < 10, places != 0, !leadsWithZero || whole == 1 else { return false }
            return places > 0 ? last != zero : !(leadsWithZero && text.utf8.count > 1)
        }
    }
}
