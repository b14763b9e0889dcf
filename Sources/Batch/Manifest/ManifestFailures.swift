package import Diagnostics
import SourceTree

extension Manifest {
    /// The submissions without an output, by their paths. Each is held as the text that the manifest has of it, in a spool if there
    /// is one: what was found in thousands takes hardly more memory than what was found in one.
    package struct Failures: Sendable {
        private var texts: [Spelling: SpooledText] = [:]
        private let spool: TextSpool?

        init(spool: TextSpool? = nil) {
            self.spool = spool
        }

        /// How many there are.
        package var count: Int { texts.count }

        /// Whether there are none.
        package var isEmpty: Bool { texts.isEmpty }

        /// The paths of the submissions, by their bytes.
        var inputs: [Spelling] { texts.keys.sorted() }

        /// The failures by the paths of their submissions; each is read when it is asked for.
        package var values: some Sequence<Failure> { inputs.lazy.compactMap { self[$0] } }

        /// The failure of the submission at `input`.
        package subscript(input: Spelling) -> Failure? {
            get { texts[input]?.bytes(in: spool).flatMap(Failure.init) }
            set { texts[input] = newValue.map { SpooledText($0.text, in: spool) } }
        }

        /// The text of the failure of `input` within a manifest; nothing where the disk does not give it back.
        func json(_ input: Spelling) -> JSONValue {
            texts[input].flatMap { $0.bytes(in: spool) }.map(JSONValue.written) ?? .null
        }

        /// Forgets the failures of the submissions for whose paths `isKept` does not hold.
        mutating func keep(where isKept: (Spelling) -> Bool) {
            texts = texts.filter { isKept($0.key) }
        }
    }
}
