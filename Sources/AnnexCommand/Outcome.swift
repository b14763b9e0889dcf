import ArgumentParser
import Batch
import Diagnostics
import Printing
import Rendering

/// How a command fared over its inputs; one that is at fault does not stop the others.
struct Outcome {
    private var code = Interface.Exit.success

    /// Runs `body`, reports its faults and remembers the gravest.
    mutating func attempt(_ body: () throws(RenderError) -> Void) {
        do throws(RenderError) {
            try body()
        } catch {
            switch error {
            case .rejected(let diagnostics):
                report(diagnostics)
                // What is at fault has been said already.
                if diagnostics.isEmpty { noteInputFault() }
            case .failed(let reason):
                Interface.complain(say("错误：", "error: ") + reason.text(in: Interface.language) + "\n")
                code = Interface.Exit.system
            }
        }
    }

    /// Runs `body`, which deals with a printer, reports its fault and remembers it.
    /// - Returns: what it gives; `nil` where it fails.
    mutating func attemptPrinting<Value: ~Copyable>(_ body: () throws(PrintingError) -> Value) -> Value? {
        do throws(PrintingError) {
            return try body()
        } catch {
            Interface.report([error.diagnostic])
            code = max(code, error.cause == .system ? Interface.Exit.system : Interface.Exit.input)
            return nil
        }
    }

    /// Remembers that the system failed, as has been said.
    mutating func noteSystemFailure() { code = Interface.Exit.system }

    /// Remembers that `signal` kept the command from doing all that it was asked for, as has been said.
    mutating func noteSignal(_ signal: Int32) { code = Interface.Exit.signal + signal }

    /// Remembers that an input was at fault, as has been said.
    mutating func noteInputFault() { code = max(code, Interface.Exit.input) }

    /// Remembers how a batch fared.
    /// - Parameter faultsAreResults: whether submissions that are refused are as good a result as others; those that have
    ///   changed since shards were planned are none.
    mutating func note(_ summary: BatchSummary, faultsAreResults: Bool = false) {
        let isFault = faultsAreResults ? summary.changedInputs > 0 : !summary.refused.isEmpty
        if isFault || !summary.failed.isEmpty { noteInputFault() }
        if summary.hasSystemFailure { code = Interface.Exit.system }
        let failures = [summary.manifestFailure.map(RenderError.failed), summary.reportFailure, summary.letterFailure]
        for failure in failures.compactMap({ $0 }) { attempt { () throws(RenderError) in throw failure } }
        if summary.skipped > 0, let signal = StopSignal.number { noteSignal(signal) }
    }

    /// Ends the command with its exit code.
    func end() throws {
        if code != Interface.Exit.success { throw ExitCode(code) }
    }

    /// The submissions that `inputs` name, each file once; what is left out of them is reported.
    mutating func submissions(in inputs: [String]) -> [InputFiles.Found] {
        let found = InputFiles.submissions.files(inputs)
        report(found.flatMap(\.findings))
        return found
    }

    /// Reports findings; errors among them are faults of the input.
    mutating func report(_ findings: [Diagnostic]) {
        Interface.report(findings)
        if findings.contains(where: \.isPassing) { noteSystemFailure() }
        if findings.containsError { noteInputFault() }
    }
}
