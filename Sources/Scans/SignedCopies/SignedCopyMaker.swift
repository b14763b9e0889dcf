import Batch
import Diagnostics
import Files
import Graphics
import PDFFormat
import PrintJobs
import Rendering
import SourceTree

/// Makes the signed copy of one output: page by page, so that no more than one scan of it is in memory.
struct SignedCopyMaker: Sendable {
    /// What came of it.
    struct Outcome: Sendable {
        /// The copy, where it was written.
        var copy: SignedCopy?
        /// What is to be said of its scans.
        var findings: [Diagnostic] = []
        /// Why the file could not be written, if that is the system's fault.
        var failure: OutputFile.Failure?
    }

    let plan: SignedCopyPlan
    /// Where the output lies.
    let folder: String
    /// Where the copy goes.
    let target: String
    /// The copy that an earlier run has written.
    let before: SignedCopy?

    private var source: String { FilePath.inside(folder, plan.entry.output) }
    private var name: String { plan.entry.output }

    /// What the copy may show once it is written, without a hash; `nil` where none is.
    var announced: SignedCopy? {
        guard !plan.pages.isEmpty, refusal(of: plan.pages.map(\.number)) == nil else { return nil }
        let pages = plan.pages.map { page in
            SignedCopy.Page(
                number: page.number, scan: SignedCopy.ScannedAt(page.scan.place), sign: page.sign, code: page.code,
                isAligned: false, isRedrawn: false, others: page.others.map { SignedCopy.ScannedAt($0) })
        }
        return copy(hash: "", pages)
    }

    private func copy(hash: String, _ pages: [SignedCopy.Page]) -> SignedCopy {
        SignedCopy(
            file: name, hash: hash, outputHash: plan.entry.outputHash, office: plan.entry.office, digest: plan.digest,
            pageCount: plan.entry.pages, pages: pages, missing: plan.gaps(besides: Set(pages.map(\.number))))
    }

    /// Writes the copy.
    func write(among files: OwnFiles) -> Outcome {
        var outcome = Outcome()
        outcome.findings = plan.shared.map { finding(.error, "shared-scan", CopyText.shared($0.number), at: $0.place) }
        if let refusal = refusal(of: plan.pages.map(\.number)) {
            return Outcome(findings: outcome.findings + [refusal])
        }
        guard !plan.pages.isEmpty else { return outcome }
        do throws(ScanError) {
            let printed = try self.printed()
            let work = Work(printed: printed, writer: try Self.writer(of: printed), look: try ScanFile(source))
            write(work, among: files, &outcome)
        } catch {
            outcome.findings.append(error.diagnostic(of: source))
        }
        return outcome
    }

    /// What a copy is made with.
    private struct Work {
        let printed: PrintedPDF
        /// The copy without pages.
        let writer: SignedCopyWriter
        /// The output as it looks.
        let look: ScanFile
    }

    /// The output as it was made, without signatures that were added.
    private func printed() throws(ScanError) -> PrintedPDF {
        guard let bytes = try? RegularFile.read(source, atMost: .max),
            let added = ListedFile(hash: plan.entry.outputHash).addition(in: bytes)
        else { throw .unreadable(CopyText.changed) }
        do throws(FinishingError) {
            return try PrintedPDF(added > 0 ? Array(bytes.dropLast(added)) : bytes)
        } catch {
            throw .unreadable(error.message)
        }
    }

    private static func writer(of printed: PrintedPDF) throws(ScanError) -> SignedCopyWriter {
        do throws(FinishingError) { return try SignedCopyWriter(of: printed) } catch {
            throw .unreadable(error.message)
        }
    }

    /// Why a copy with the pages `numbers` is not made: one is there that shows more, or other data. What was signed cannot be
    /// made again.
    private func refusal(of numbers: [Int]) -> Diagnostic? {
        guard let before else { return nil }
        let place = SourceSpan.whole(SourceFile(name: FilePath.inside(target, name), text: ""))
        guard before.digest == plan.digest else {
            return Diagnostic(.error, id: "other-version", CopyText.otherVersion, at: place, hints: [CopyText.moveAway])
        }
        let lost = Set(before.pages.map(\.number)).subtracting(numbers).sorted()
        guard !lost.isEmpty else { return nil }
        return Diagnostic(.error, id: "fewer-pages", CopyText.fewer(lost), at: place, hints: [CopyText.scanTogether])
    }

    // MARK: Writing

    private func write(_ work: Work, among files: OwnFiles, _ outcome: inout Outcome) {
        var (pages, findings): ([SignedCopy.Page], [Diagnostic]) = ([], [])
        var isRefused = false
        do throws(OutputFile.Failure) {
            let hash = try files.write(to: name) { (sink) throws(OutputFile.Failure) in
                var writer = work.writer
                var scans = OpenScans()
                for page in plan.pages {
                    do throws(ScanError) {
                        pages.append(try add(page, to: &writer, work, &scans, &findings))
                    } catch {
                        let place = page.scan.place
                        findings.append(error.diagnostic(of: place.file, page: place.pages > 1 ? place.page : nil))
                    }
                    try sink.write(writer.takeWritten())
                }
                // A file without pages is none, and pages that could not be read may be on the copy that is there.
                let refusal = refusal(of: pages.map(\.number))
                findings += [refusal].compactMap { $0 }
                isRefused = pages.isEmpty || refusal != nil
                guard !isRefused else { throw OutputFile.Failure(name, code: 0) }
                let gaps = plan.gaps(besides: Set(pages.map(\.number)))
                try sink.write(CopyText(plan, pages, gaps).finished(writer, work.printed))
            }
            outcome.copy = copy(hash: hash, pages)
        } catch {
            if error.isTaken {
                findings.append(.foreign(error.path))
            } else if !isRefused {
                outcome.failure = error
            }
        }
        outcome.findings += findings
    }

    /// Adds a page.
    private func add(
        _ page: SignedCopyPlan.Page, to writer: inout SignedCopyWriter, _ work: Work, _ scans: inout OpenScans,
        _ findings: inout [Diagnostic]
    ) throws(ScanError) -> SignedCopy.Page {
        let place = page.scan.place
        let file = try scans.file(place.file)
        let raster = try file.page(place.page - 1)
        let printed = try work.look.page(page.number - 1, dotsPerInch: LookSize.dotsPerInch)
        let height = try work.look.size(ofPage: page.number - 1).height
        let placement = SheetPlacement(raster, quarterTurns: page.scan.quarterTurns, on: printed, height: height)
        let picture = try file.picture(ofPage: place.page - 1, on: raster)
        guard writer.hasRoom(for: picture.size) else { throw .tooLarge }
        do throws(FinishingError) {
            try writer.addPage(
                page.number,
                showing: picture.pictures.map {
                    PlacedPicture($0.picture, at: $0.place.followed(by: placement.onPage), paint: $0.paint)
                })
        } catch {
            throw .unreadable(error.message)
        }
        if !placement.isSure {
            findings.append(finding(.warning, "not-aligned", CopyText.notAligned(page.number), at: place))
        }
        if picture.isRedrawn {
            findings.append(finding(.warning, "drawn-anew", CopyText.redrawn(page.number), at: place))
        }
        for other in page.others {
            findings.append(finding(.note, "scanned-again", CopyText.again(page.number, taken: place), at: other))
        }
        return SignedCopy.Page(
            number: page.number, scan: scans.record(of: place), sign: page.sign, code: page.code,
            isAligned: placement.isSure, isRedrawn: picture.isRedrawn, others: page.others.map { scans.record(of: $0) })
    }

    private func finding(_ severity: Severity, _ id: String, _ message: LocalizedText, at place: ScanPlace)
        -> Diagnostic
    {
        let page = place.pages > 1 ? CopyText.page(place.page) : LocalizedText("", en: "")
        return Diagnostic(
            severity, id: id, LocalizedText(page.zh + message.zh, en: page.en + message.en),
            at: .whole(SourceFile(name: place.file, text: "")))
    }
}

/// The files that the pages of a copy come from: the last one stays open, for its pages follow each other.
private struct OpenScans {
    private var last: ScanFile?
    private var hashes: [String: String] = [:]

    mutating func file(_ path: String) throws(ScanError) -> ScanFile {
        if let last, last.path == path { return last }
        last = nil
        let file = try ScanFile(path)
        last = file
        return file
    }

    mutating func record(of place: ScanPlace) -> SignedCopy.ScannedAt {
        let hash = hashes[place.file] ?? FileHash.sha256(ofFile: place.file) ?? ""
        hashes[place.file] = hash
        return SignedCopy.ScannedAt(place, hash: hash)
    }
}
