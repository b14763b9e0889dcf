import Diagnostics
package import PDFFormat

/// A page that is put on the first page of other PDFs, such as an archive's stamp, as an incremental update (ISO 32000-1,
/// 7.5.6): the bytes of the other PDF stay as they are, so that who has their hash can tell that they are the original.
package struct PageStamp {
    private let file: QPDFFile
    private let page: InheritedPage
    private let box: PageBox

    /// Reads the first page of the PDF in `bytes`, whose contents are not tagged.
    /// - Throws: ``PDFError`` where it cannot be read or has no page.
    package init(_ bytes: [UInt8]) throws(PDFError) {
        file = try QPDFFile(bytes)
        page = try Self.first(of: file)
        box = PageBox(page)
        try file.check()
    }

    /// The PDF in `bytes` with the stamp on its first page: upright as the page is shown, in the middle of its upper edge.
    /// - Throws: ``PDFError`` where it cannot be read or has no page.
    package func stamped(_ bytes: [UInt8]) throws(PDFError) -> [UInt8] {
        let target = try QPDFFile(bytes)
        let first = try Self.first(of: target)
        var update = try PDFUpdate(of: bytes, target)
        let form = try form(in: &update)
        let place = PageBox(first).placement(of: box)
        let before = update.add(stream: Array("q\n".utf8), entries: "")
        let name = Self.freeName(beside: first.resources)
        let drawing = "\nQ\n/Artifact BMC\nq\n\(place) cm\n\(name) Do\nQ\nEMC\n"
        let after = update.add(stream: Array(drawing.utf8), entries: "")
        update.replace(first.object, with: Self.page(first, contents: (before, after), form: (name, form)))
        try target.check()
        try file.check()
        return bytes + update.finished()
    }

    /// Adds what the stamp draws as a form (8.10), with the objects that it uses.
    private func form(in update: inout PDFUpdate) throws(PDFError) -> Int {
        var copy = ObjectCopy()
        let resources = page.resources.map { copy.source(of: $0, &update) } ?? "null"
        let form = update.add(
            stream: try page.content(),
            entries: "/Type /XObject /Subtype /Form /BBox [0 0 \(number(box.width)) \(number(box.height))] "
                + "/Matrix [1 0 0 1 \(number(-box.x)) \(number(-box.y))] /Resources \(resources) ")
        try copy.finish(from: file, &update)
        return form
    }

    private static func first(of file: QPDFFile) throws(PDFError) -> InheritedPage {
        guard let first = InheritedPage.all(in: file).first else {
            throw .unfamiliar(LocalizedText("没有页", en: "a file without pages"))
        }
        return first
    }

    private static func freeName(beside resources: QPDFObject?) -> String {
        let taken = Set(resources?["/XObject"].keys ?? [])
        var name = "/AnnexStamp"
        while taken.contains(name) { name += "x" }
        return name
    }

    /// The dictionary of `page` with other contents and one form more.
    private static func page(
        _ page: InheritedPage, contents: (before: Int, after: Int), form: (name: String, number: Int)
    ) -> String {
        let others = page.resources.map { resources in
            resources.keys.filter { $0 != "/XObject" }.map { "\($0) \(resources[$0].reference)" }
        }
        let objects = "\(page.resources?["/XObject"].entriesSource ?? "") \(form.name) \(form.number) 0 R"
        let page = page.object
        let old = page["/Contents"]
        let streams = old.isArray ? old.elements.map(\.reference) : old.isNull ? [] : [old.reference]
        let rest = page.keys.filter { $0 != "/Contents" && $0 != "/Resources" }.map { "\($0) \(page[$0].reference)" }
        return """
            << \(rest.joined(separator: " "))
            /Contents [\(contents.before) 0 R \(streams.joined(separator: " ")) \(contents.after) 0 R]
            /Resources << \((others ?? []).joined(separator: " ")) /XObject << \(objects) >> >> >>
            """
    }
}

/// Where a page is in its own space, and how it is turned.
private struct PageBox {
    var x = 0.0, y = 0.0, width = 0.0, height = 0.0
    /// By how many right angles it is turned clockwise when it is shown.
    var turns = 0

    init(_ page: InheritedPage) {
        turns = page.quarterTurns
        guard let box = page.box else { return }
        (x, y) = (box.left, box.bottom)
        (width, height) = (box.right - box.left, box.top - box.bottom)
    }

    /// The matrix (8.3.4) that puts a page of `other`'s size upright in the middle of the upper edge.
    func placement(of other: PageBox) -> String {
        let (across, up) = turns.isMultiple(of: 2) ? (width, height) : (height, width)
        let (u, v) = ((across - other.width) / 2, up - other.height)
        let (right, top) = (x + width, y + height)
        let matrix =
            switch turns {
            case 1: [0, 1, -1, 0, right - v, y + u]
            case 2: [-1, 0, 0, -1, right - u, top - v]
            case 3: [0, -1, 1, 0, x + v, top - u]
            default: [1, 0, 0, 1, x + u, y + v]
            }
        return matrix.map(number).joined(separator: " ")
    }
}

/// A number to a thousandth of a point.
private func number(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    guard !thousandths.isMultiple(of: 1000) else { return String(thousandths / 1000) }
    let rest = String(abs(thousandths) % 1000)
    return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)."
        + String(repeating: "0", count: 3 - rest.count) + rest
}

/// Objects that are copied from one file into the update of another.
private struct ObjectCopy {
    /// The new numbers by the old ones.
    private var numbers: [Int: Int] = [:]
    /// What is still to be copied.
    private var waiting: [Int] = []

    /// `object` as it is written in the update.
    mutating func source(of object: QPDFObject, _ update: inout PDFUpdate) -> String {
        let source = Array(object.isStream ? "<< \(object.entriesSource) >>".utf8 : object.source.utf8)
        var (numbers, waiting) = (numbers, waiting)
        let written = source[...].renumbered { old in
            if let known = numbers[old] { return known }
            let new = update.reserve()
            numbers[old] = new
            waiting.append(old)
            return new
        }
        (self.numbers, self.waiting) = (numbers, waiting)
        return String(decoding: written, as: UTF8.self)
    }

    /// Copies all that is referred to.
    mutating func finish(from file: QPDFFile, _ update: inout PDFUpdate) throws(PDFError) {
        while let old = waiting.popLast() {
            let object = file.object(old)
            let source = source(of: object, &update)
            guard let new = numbers[old] else { continue }
            update.write(source, data: object.isStream ? try object.rawData() : nil, as: new)
        }
    }
}
