import PDFFormat

extension QPDFFile {
    /// The first of the pages, and how many there are (ISO 32000-1, 7.7.3); the tree of pages has been checked.
    var pages: (first: QPDFObject?, count: Int) {
        var first: QPDFObject?
        var count = 0
        var waiting = [catalog["/Pages"]]
        while let node = waiting.popLast() {
            if node["/Kids"].isArray {
                waiting += node["/Kids"].elements.reversed()
            } else if node.isDictionary {
                first = first ?? node
                count += 1
            }
        }
        return (first, count)
    }

    /// The largest number of an object, and one.
    var size: Int { trailer["/Size"].integer }
}

extension QPDFObject {
    /// The value of `key` in a page, or in the nodes above it (ISO 32000-1, 7.7.3.4).
    func inherited(_ key: String) -> QPDFObject {
        var node = self
        for _ in 0..<ReadingBudget.maximumPageDepth {
            let value = node[key]
            if !value.isNull || node["/Parent"].isNull { return value }
            node = node["/Parent"]
        }
        return node[key]
    }

    /// It as it is written inside another object: a reference where it is one of its own.
    var reference: String { number > 0 ? "\(number) \(identity & 0xFFFF) R" : source }

    /// The entries of a dictionary or of a stream's as they are written.
    var entriesSource: String { keys.map { "\($0) \(self[$0].reference)" }.joined(separator: " ") }
}
