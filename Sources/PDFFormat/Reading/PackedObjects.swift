import Diagnostics

/// The objects in an object stream (ISO 32000-1, 7.5.7).
package struct PackedObjects {
    private let bytes: [UInt8]
    private let budget: ReadingBudget
    /// The number and the place of each object.
    private var objects: [(number: Int, start: Int)] = []

    /// Expands the object stream `number`.
    /// - Throws: ``PDFError`` where it is odd or costs too much.
    package init(_ number: Int, in table: ObjectTable) throws(PDFError) {
        guard table.places.indices.contains(number), case .offset(let offset, 0) = table.places[number] else {
            throw .unfamiliar(LocalizedText("没有对象流 \(number)", en: "no object stream \(number)"))
        }
        let stream = try table.object(at: offset)
        guard let entries = stream.entries, let data = stream.data, entries["/Type"]?.is("/ObjStm") == true,
            let count = entries["/N"]?.wholeNumber, let first = entries["/First"]?.wholeNumber
        else { throw .unfamiliar(LocalizedText("对象流 \(number) 反常", en: "an odd object stream \(number)")) }
        budget = table.budget
        bytes = try StreamCoding(entries).decoded(UnsafeBufferPointer(rebasing: table.source[data]), budget)
        try readHead(count: count, first: first)
    }

    /// Reads the pairs of a number and a place at the beginning.
    private mutating func readHead(count: Int, first: Int) throws(PDFError) {
        guard count <= first, first <= bytes.count else {
            throw .unfamiliar(LocalizedText("对象流反常", en: "an odd object stream"))
        }
        try budget.spend(values: count)
        objects = try bytes[..<first].withUnsafeBufferPointer { head throws(PDFError) in
            var scanner = ValueScanner(head, at: 0, budget)
            var objects: [(number: Int, start: Int)] = []
            for _ in 0..<count { objects.append(try (scanner.number(), first + scanner.number())) }
            return objects
        }
        guard zip(objects, objects.dropFirst()).allSatisfy({ $0.start < $1.start }),
            objects.last?.start ?? 0 <= bytes.count,
            Set(objects.map(\.number)).count == count
        else {
            throw .unfamiliar(LocalizedText("对象流中的对象次序不对", en: "objects in an object stream that are not in order"))
        }
    }

    /// The object `number`, which is at `position`, as it is written.
    /// - Throws: ``PDFError`` where another one is there, or it is odd.
    package func source(of number: Int, at position: Int) throws(PDFError) -> [UInt8] {
        guard objects.indices.contains(position), objects[position].number == number else {
            throw .unfamiliar(
                LocalizedText("对象 \(number) 不在登记的位置", en: "object \(number) is not where it is said to be"))
        }
        let end = position + 1 < objects.count ? objects[position + 1].start : bytes.count
        return try bytes[objects[position].start..<end].withUnsafeBufferPointer { source throws(PDFError) in
            var scanner = ValueScanner(source, at: 0, budget)
            let value = try scanner.skipValue()
            guard scanner.isAtEnd() else {
                throw .unfamiliar(LocalizedText("对象 \(number) 之后还有内容", en: "something behind object \(number)"))
            }
            return Array(source[value])
        }
    }
}
