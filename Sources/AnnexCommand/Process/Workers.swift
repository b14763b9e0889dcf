import ArgumentParser

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How many pieces of work are done at once, as `--jobs` says.
enum Workers {
    /// `jobs`, or as many as there are cores where it is left out.
    static func count(_ jobs: Int?, within range: ClosedRange<Int>) -> Int {
        jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, range.upperBound)
    }

    /// - Throws: `ValidationError` where so many cannot be done at once.
    static func validate(_ jobs: Int?, within range: ClosedRange<Int>) throws {
        guard let jobs, !range.contains(jobs) else { return }
        throw ValidationError(
            say(
                "--jobs 应在 \(range.lowerBound) 到 \(range.upperBound) 之间",
                "--jobs must lie between \(range.lowerBound) and \(range.upperBound)"))
    }
}
