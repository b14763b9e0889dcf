import Diagnostics
import SourceTree

extension Manifest {
    /// The entries of a manifest by the names of their outputs. Each is held as the text that the manifest has of it, in a
    /// spool if there is one: a batch of thousands takes hardly more memory than one of a hundred.
    public struct Entries: Sendable {
        private enum Text {
            case held([UInt8])
            case spooled(Range<Int>)
        }

        private struct Record {
            let text: Text
            /// What is asked of all entries at the end of a batch.
            let input: String
            let isSuperseded: Bool
        }

        private var records: [String: Record] = [:]
        private let spool: TextSpool?

        init(spool: TextSpool? = nil) {
            self.spool = spool
        }

        /// Whether there are none.
        public var isEmpty: Bool { records.isEmpty }

        /// The names of the outputs, in no order.
        public var names: some Collection<String> { records.keys }

        /// Whether there is an entry of the output called `name`.
        public func contains(_ name: String) -> Bool { records[name] != nil }

        /// The entries, in no order; each is read when it is asked for.
        public var values: some Sequence<Entry> { records.keys.lazy.compactMap { self[$0] } }

        /// The entry of the output called `name`.
        public subscript(name: String) -> Entry? {
            get {
                guard let record = records[name], let text = text(of: record) else { return nil }
                return Entry(text)
            }
            set { records[name] = newValue.map(record) }
        }

        /// The text of the entry of the output called `name` within a manifest; nothing where the disk does not give it back:
        /// then the next run renders anew.
        func json(_ name: String) -> JSONValue {
            records[name].flatMap(text).map(JSONValue.written) ?? .null
        }

        /// Marks the outputs whose submissions have given others in this run, or would have: `made` tells them by their paths.
        mutating func supersede(made: [String: String]) {
            for (name, record) in records {
                guard let made = made[record.input], record.isSuperseded != (made != name) else { continue }
                self[name]?.isSuperseded = made != name
            }
        }

        private func record(_ entry: Entry) -> Record {
            let text = entry.text
            return Record(
                text: spool?.add(text).map(Text.spooled) ?? .held(text), input: entry.input,
                isSuperseded: entry.isSuperseded)
        }

        private func text(of record: Record) -> [UInt8]? {
            switch record.text {
            case .held(let text): text
            case .spooled(let place): spool?.text(at: place)
            }
        }
    }
}
