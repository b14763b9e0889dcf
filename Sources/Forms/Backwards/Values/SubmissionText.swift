import Diagnostics
import Evaluation
import SourceTree

/// Writes fields that were read as a submission in YAML, each value with the cell that it came from.
struct SubmissionText {
    private let fields: ReadFields
    private let files: FileNames
    private var lines: [String] = []
    private var places: [Int: SourceFile.Place] = [:]

    /// The column where comments begin.
    private static let commentColumn = 44

    /// The submission in YAML, whose lines know where they came from.
    /// - Parameters:
    ///   - name: what the submission is called as a whole.
    ///   - files: the files that the fields came from.
    static func source(name: String, from files: FileNames, formSet: FormSet, _ fields: ReadFields) -> SourceFile {
        var text = SubmissionText(fields: fields, files: files)
        text.lines = ["# 由 \(files.title.filter { !$0.isNewline }) 读入，井号后面是每一项的出处", "formSet: \(formSet.id)"]
        text.places[1] = SourceFile.Place(file: files.whole, cell: nil)
        for field in formSet.model.type.fields.dropFirst() { text.write(field, at: FieldPath(), depth: 0, dash: false) }
        return SourceFile(
            name: name, text: text.lines.joined(separator: "\n") + "\n", places: text.places, fileNames: files.shown)
    }

    private init(fields: ReadFields, files: FileNames) {
        self.fields = fields
        self.files = files
    }

    // MARK: Fields

    /// - Returns: whether there was anything to write.
    @discardableResult
    private mutating func write(_ field: FieldDescription, at parent: FieldPath, depth: Int, dash: Bool) -> Bool {
        let path = parent.adding(.key(field.name))
        let indent = String(repeating: "  ", count: dash ? depth - 1 : depth) + (dash ? "- " : "")
        switch field.type {
        case .record(let record):
            guard holds(record, at: path) else { return false }
            lines.append(indent + field.name + ":")
            for inner in record.fields { write(inner, at: path, depth: depth + 1, dash: false) }
        case .list(let element):
            guard let count = fields.lengths[path], count > 0 else { return false }
            lines.append(indent + field.name + ":")
            for index in 0..<count { write(element, at: path.adding(.index(index)), depth: depth + 2) }
        case .prose, .report:
            guard let leaf = fields.leaves[path] else { return false }
            writeBlock(indent + field.name, leaf, depth: depth)
        default:
            guard let leaf = fields.leaves[path] else { return false }
            add(indent + field.name + ": " + field.type.scalar(leaf.text), leaf.place)
        }
        return true
    }

    private mutating func write(_ element: FieldType, at path: FieldPath, depth: Int) {
        guard case .record(let record) = element else {
            let leaf = fields.leaves[path]
            add(String(repeating: "  ", count: depth - 1) + "- " + element.scalar(leaf?.text ?? ""), leaf?.place)
            return
        }
        var isFirst = true
        for field in record.fields where write(field, at: path, depth: depth, dash: isFirst) { isFirst = false }
        if isFirst { lines.append(String(repeating: "  ", count: depth - 1) + "- {}") }
    }

    /// Whether anything of the group at `path` was read.
    private func holds(_ record: RecordType, at path: FieldPath) -> Bool {
        record.fields.contains { field in
            let own = path.adding(.key(field.name))
            switch field.type {
            case .record(let inner): return holds(inner, at: own)
            case .list: return fields.lengths[own] ?? 0 > 0
            default: return fields.leaves[own] != nil
            }
        }
    }

    // MARK: Lines

    private mutating func add(_ text: String, _ place: SourceFile.Place?) {
        defer { places[lines.count] = place }
        guard let comment = place.flatMap(files.comment(on:)) else { return lines.append(text) }
        let columns = text.unicodeScalars.reduce(0) { $0 + $1.terminalColumns }
        lines.append(text + String(repeating: " ", count: max(2, Self.commentColumn - columns)) + "# " + comment)
    }

    private mutating func writeBlock(_ key: String, _ leaf: ReadFields.Leaf, depth: Int) {
        let isPlain = leaf.text.unicodeScalars.allSatisfy { $0.value == 0x0A || $0.isPrintable && $0.value != 0x0D }
        let paragraphs = leaf.text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
        guard isPlain, let first = paragraphs.first, first.first?.isWhitespace == false else {
            return add(key + ": " + JSONValue.quoted(leaf.text), leaf.place)
        }
        add(key + ": |", leaf.place)
        let indent = String(repeating: "  ", count: depth + 1)
        for (number, paragraph) in paragraphs.enumerated() {
            lines.append(indent + paragraph)
            guard paragraphs.count == leaf.linePlaces.count else { continue }
            places[lines.count] = leaf.linePlaces[number]
        }
    }
}

extension FieldType {
    /// A value as YAML, in quotes where it would be read as something else without.
    fileprivate func scalar(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return "\"\"" }
        let isCode: Bool
        if case .text = self {
            isCode = text.allSatisfy { $0.isASCII && $0.isNumber } && text.count > 4
        } else {
            isCode = false
        }
        let isSafe =
            !isCode && (first.properties.isAlphabetic || first.properties.numericType != nil)
            && !last.properties.isWhitespace && !["null", "true", "false", "yes", "no"].contains(text.lowercased())
            && text.unicodeScalars.allSatisfy {
                $0.isPrintable && !",:#{}[]\n\r\t\"'&*!|>%@`\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0)
            }
        return isSafe ? text : JSONValue.quoted(text)
    }
}
