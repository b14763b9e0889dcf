import Diagnostics
import SourceTree

/// What a run did, as the manifest marks its entries by it.
package struct BatchRun {
    /// The outputs that it made, or found to be as it would make them.
    let made: Set<Spelling>
    /// The outputs that its submissions gave, or would have, by the submissions' paths; those that had no turn left out.
    let given: [Spelling: Spelling]
    /// Whether the outputs of a submission that had no turn, or was not asked for, stay in the batch.
    let leaves: (Spelling) -> Bool
}

extension Manifest {
    /// The entries of a manifest by the names of their outputs. Each is held as the text that the manifest has of it, in a
    /// spool if there is one: a batch of thousands takes hardly more memory than one of a hundred.
    package struct Entries: Sendable {
        private struct Record {
            let text: SpooledText
            /// What is asked of all entries at the end of a batch.
            let input, formSet: String
            let isDraft, isSuperseded, isCurrent: Bool

            init(_ entry: Entry, _ text: SpooledText) {
                self.text = text
                (input, formSet) = (entry.input, entry.formSet)
                (isDraft, isSuperseded, isCurrent) = (entry.isDraft, entry.isSuperseded, entry.isCurrent)
            }
        }

        private var records: [Spelling: Record] = [:]
        /// The names of the outputs by the paths of their submissions, by the bytes of both.
        private var namesOfInputs: [Spelling: Set<Spelling>] = [:]
        /// Where the texts are kept.
        let spool: TextSpool?

        init(spool: TextSpool? = nil) {
            self.spool = spool
        }

        /// Whether there are none.
        package var isEmpty: Bool { records.isEmpty }

        /// The names of the outputs by their bytes.
        package var names: [String] { records.keys.sorted().map(\.text) }

        /// Whether there is an entry of the output called `name`.
        package func contains(_ name: String) -> Bool { records[Spelling(name)] != nil }

        /// Whether the output called `name` belongs to the batch; `nil` without an entry.
        package func isCurrent(_ name: String) -> Bool? { records[Spelling(name)]?.isCurrent }

        /// The entries, by the bytes of their names; each is read when it is asked for.
        package var values: some Sequence<Entry> { names.lazy.compactMap { self[$0] } }

        /// The outputs with the paths of their submissions, and whether these have given others since; in no order.
        var owners: [(output: Spelling, input: Spelling, isSuperseded: Bool)] {
            records.map { ($0, Spelling($1.input), $1.isSuperseded) }
        }

        /// The path of the submission of the output called `name`.
        func input(of name: String) -> String? { records[Spelling(name)]?.input }

        /// The form set of the output called `name`; `nil` where its submission has given another one since.
        func formSet(of name: String) -> String? {
            records[Spelling(name)].flatMap { $0.isSuperseded ? nil : $0.formSet }
        }

        /// The outputs of the submission at `input`, drafts or not, by their names; those that belong to the batch lead.
        func outputs(of input: String, isDraft: Bool) -> [String] {
            let names = (namesOfInputs[Spelling(input)] ?? []).sorted()
            let (last, others) = names.filter { records[$0]?.isDraft == isDraft }.reduce(into: ([String](), [String]()))
            {
                if records[$1]?.isCurrent == true { $0.0.append($1.text) } else { $0.1.append($1.text) }
            }
            return last + others
        }

        /// The entry of the output called `name`.
        package subscript(name: String) -> Entry? {
            get {
                guard let record = records[Spelling(name)], let text = text(of: record) else { return nil }
                return Entry(text)
            }
            set {
                let name = Spelling(name)
                if let old = records[name] { namesOfInputs[Spelling(old.input)]?.remove(name) }
                records[name] = nil
                if let newValue { put(Record(newValue, SpooledText(newValue.text, in: spool)), as: name) }
            }
        }

        /// Adds an entry of a new output, whose text is in ``spool`` already.
        mutating func add(_ entry: Entry, as text: SpooledText) {
            put(Record(entry, text), as: Spelling(entry.output))
        }

        private mutating func put(_ record: Record, as name: Spelling) {
            records[name] = record
            namesOfInputs[Spelling(record.input), default: []].insert(name)
        }

        /// The text of the entry of the output called `name` within a manifest; nothing where the disk does not give it back:
        /// then the next run renders anew.
        func json(_ name: String) -> JSONValue {
            records[Spelling(name)].flatMap(text).map(JSONValue.written) ?? .null
        }

        /// Marks the outputs as a run leaves them.
        mutating func close(_ run: BatchRun) {
            for (name, record) in records {
                let input = Spelling(record.input)
                let isSuperseded = run.given[input].map { $0 != name } ?? record.isSuperseded
                let isCurrent =
                    run.given[input] != nil ? run.made.contains(name) : record.isCurrent && run.leaves(input)
                guard record.isSuperseded != isSuperseded || record.isCurrent != isCurrent else { continue }
                guard var entry = self[name.text] else { continue }
                entry.isSuperseded = isSuperseded
                entry.isCurrent = isCurrent
                self[name.text] = entry
            }
        }

        private func text(of record: Record) -> [UInt8]? { record.text.bytes(in: spool) }
    }
}
