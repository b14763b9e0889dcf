import Diagnostics

/// What reading a PDF may cost. Its bytes may be a stranger's, who makes a kilobyte expand to gigabytes, or a few objects to
/// billions of steps: so all work is counted before it is done, whatever the file claims.
package final class ReadingBudget {
    /// The largest file, in bytes.
    package static let maximumSize = 1 << 28
    /// The largest object number.
    package static let maximumObjectNumber = 1 << 20
    /// The most values in all objects and entries in all cross-reference sections. qpdf takes about 250 bytes for each; a page
    /// has about 1500.
    package static let maximumValues = 1 << 22
    /// How deep arrays and dictionaries may lie in one another.
    package static let maximumNesting = 64
    /// The most cross-reference sections: a file has one or two, each signature adds one or two.
    package static let maximumSections = 1024
    /// How deep the tree of pages may be.
    package static let maximumPageDepth = 64
    /// The most pages and nodes of the tree of pages.
    package static let maximumPages = 1 << 17
    /// How often qpdf may be asked for a value, which takes it less than a microsecond.
    package static let maximumSteps = 1 << 25

    private var bytesLeft: Int
    private var valuesLeft: Int
    private var stepsLeft = maximumSteps

    /// What a file of `size` bytes may cost: its streams may expand to 64 MiB and 64 times its size, but to no more than 512 MiB;
    /// its objects may hold 2¹⁸ values and one for each byte, but no more than ``maximumValues``.
    /// - Throws: ``PDFError/tooLarge(_:)`` where it is not even opened.
    package init(size: Int) throws(PDFError) {
        guard size <= Self.maximumSize else {
            throw .tooLarge(
                LocalizedText(
                    "文件超过 \(Self.maximumSize >> 20) MiB", en: "a file of more than \(Self.maximumSize >> 20) MiB"))
        }
        bytesLeft = min((1 << 26) + 64 * size, 1 << 29)
        valuesLeft = min((1 << 18) + size, Self.maximumValues)
    }

    /// What `data` were before `FlateDecode` compressed them.
    /// - Throws: ``PDFError/tooLarge(_:)`` where they are larger than what is left for this file,
    ///   ``PDFError/unfamiliar(_:)`` where they are damaged.
    package func expanded(_ data: UnsafeBufferPointer<UInt8>) throws(PDFError) -> [UInt8] {
        do throws(Inflater.Failure) {
            let expanded = try Inflater.expansion(of: data, atMost: bytesLeft)
            bytesLeft -= expanded.count
            return expanded
        } catch {
            switch error {
            case .damaged: throw .unfamiliar(LocalizedText("有流不能解码", en: "a stream cannot be decoded"))
            case .tooLarge: throw Self.expandsTooFar
            }
        }
    }

    /// Counts `count` bytes that are taken as they are.
    /// - Throws: ``PDFError/tooLarge(_:)`` where no more are left.
    package func spend(bytes count: Int) throws(PDFError) {
        guard count <= bytesLeft else { throw Self.expandsTooFar }
        bytesLeft -= count
    }

    /// Counts `count` values.
    /// - Throws: ``PDFError/tooLarge(_:)`` where no more are left.
    package func spend(values count: Int = 1) throws(PDFError) {
        guard count <= valuesLeft else { throw .tooLarge(LocalizedText("值太多", en: "too many values")) }
        valuesLeft -= count
    }

    /// Counts `count` values that qpdf is asked for.
    /// - Returns: whether so many were left.
    package func spend(steps count: Int = 1) -> Bool {
        stepsLeft = count <= stepsLeft ? stepsLeft - count : 0
        return stepsLeft > 0
    }

    /// - Throws: ``PDFError/tooLarge(_:)`` where qpdf was asked for more values than may be.
    package func checkSteps() throws(PDFError) {
        guard stepsLeft > 0 else {
            throw .tooLarge(LocalizedText("读取步数超过 \(Self.maximumSteps)", en: "more than \(Self.maximumSteps) steps"))
        }
    }

    private static let expandsTooFar = PDFError.tooLarge(LocalizedText("流解压后过大", en: "streams that expand too far"))
}
