import PDFFormat

extension QPDFFile {
    /// The largest number of an object, and one.
    var size: Int { trailer["/Size"].integer }
}

extension QPDFObject {
    /// It as it is written inside another object: a reference where it is one of its own.
    var reference: String { number > 0 ? "\(number) \(identity & 0xFFFF) R" : source }

    /// The entries of a dictionary or of a stream's as they are written.
    var entriesSource: String { keys.map { "\($0) \(self[$0].reference)" }.joined(separator: " ") }
}
