import Diagnostics

extension Manifest {
    /// Puts the outputs that a run made in the order of its inputs. Those of earlier runs keep their places: one that is
    /// new stands behind the one before it in the run, or before the next one, or else at the end.
    /// - Parameter run: the names of the run's outputs, each once; those without an entry are passed over.
    mutating func arrange(_ run: [String]) {
        let run = run.filter { entries.contains($0) }.map(Spelling.init)
        let order = order.map(Spelling.init)
        let (made, known) = (Set(run), Set(order))
        var moved = run.filter(known.contains)[...]
        let kept = order.map { made.contains($0) ? moved.removeFirst() : $0 }
        let pieces = run.chunked { !known.contains($0) }
        let next = run.first(where: known.contains)
        let leading = run.prefix { $0 != next }
        let followers = Dictionary(
            pieces.compactMap { piece in
                piece.first.map { ($0, piece.dropFirst()) }
            }
        ) { first, _ in first }
        let arranged = kept.flatMap { ($0 == next ? leading : []) + [$0] + followers[$0, default: []] }
        self.order = (next == nil ? arranged + leading : arranged).map(\.text)
    }
}

extension Array {
    /// The elements in pieces: each piece goes on as long as elements are followers.
    fileprivate func chunked(isFollower: (Element) -> Bool) -> [ArraySlice<Element>] {
        let starts = indices.filter { $0 == 0 || !isFollower(self[$0]) }
        return zip(starts, starts.dropFirst() + [count]).map { self[$0..<$1] }
    }
}
