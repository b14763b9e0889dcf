import Diagnostics
import PDFFormat

extension QPDFFile {
    /// Follows the tree of pages (ISO 32000-1, 7.7.3.2), which qpdf follows by calling itself, and repairs where it is odd.
    /// - Throws: ``PDFError`` where a node is met twice or deep down, is no object of its own, or there are too many.
    func checkPageTree() throws(PDFError) {
        let root = catalog["/Pages"]
        guard !root.isNull else { return }
        guard root["/Parent"].isNull else {
            throw .unfamiliar(LocalizedText("页面树之上还有内容", en: "a tree of pages with something above it"))
        }
        var waiting = [(node: root, depth: 1)]
        var met: Set<Int> = []
        while let (node, depth) = waiting.popLast() {
            guard node.isDictionary, node.number > 0, met.insert(node.number).inserted else {
                throw .unfamiliar(LocalizedText("页面树不成树", en: "a tree of pages that is no tree"))
            }
            let kids = node["/Kids"]
            guard depth <= ReadingBudget.maximumPageDepth,
                met.count + waiting.count + kids.count <= ReadingBudget.maximumPages
            else {
                throw .tooLarge(LocalizedText("页面树过深或过大", en: "a tree of pages that is too deep or too large"))
            }
            waiting += kids.elements.map { ($0, depth + 1) }
        }
        try check()
    }
}
