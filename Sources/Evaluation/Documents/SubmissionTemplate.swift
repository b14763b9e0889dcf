package import Diagnostics
import SourceTree

/// The template of a submission, in YAML: every field with what it means and what may stand in it. Rows that a form set
/// always prints are filled in from its starting point.
package struct SubmissionTemplate {
    /// The text of the file.
    package let text: String

    /// Writes the template of `outline`.
    /// - Parameters:
    ///   - start: what stands in the template already, a submission with gaps; nothing where it is `nil`.
    ///   - model: the fields that `start` may have.
    /// - Throws: ``Rejection`` where `start` holds what no submission may.
    package init(_ outline: SubmissionOutline, start: SubmissionSource?, model: SubmissionModel) throws(Rejection) {
        if let start {
            // What is left out or empty is for the office to fill in.
            let faults = start.decode(model).findings.filter { !["missing-key", "empty-value"].contains($0.id) }
            if faults.containsError { throw Rejection(faults) }
        }
        var writer = TemplateWriter(parts: outline.parts)
        writer.write(outline.type, start?.root, depth: 0, isExplained: true)
        text = Self.head(outline) + writer.lines.joined(separator: "\n") + "\n"
    }

    private static func head(_ outline: SubmissionOutline) -> String {
        """
        # \(outline.title)（\(outline.formSet)）
        #
        # 怎样填写：
        #   1. 在冒号右边填写，冒号后留一个空格；冒号左边的英文名称不要改动。井号后面是说明，不会印出来。
        #   2. 注明“必填”的都要填；其余的没有内容就空着。空着与零不同，确实是零才写 0。没有注明填什么的，填文字。
        #   3. 数字不带单位；百分数带 %；没有数的格子空着，要印“无”“——”“/”的照样写。
        #   4. 竖线 | 后面的成段文字从下一行写起，一行一段，比那一项的英文名称多缩进两格，中间不留空行。
        #   5. 以“- ”开头的是列表的一项，可以照样增加；用不着的整项删去。
        #   6. 每行以“# ”开头的整段是选填的，要用时删去各行行首的“# ”。
        #   7. 电话号码加英文双引号；花括号里的文字含英文逗号、冒号、括号时也加。
        #   8. 填完先运行 annex check，按提示改正，再运行 annex render 生成可打印的文件。


        """
    }
}

/// Writes the fields of a template line by line.
private struct TemplateWriter {
    /// The parts of a submission that the form set prints.
    let parts: Set<String>
    private(set) var lines: [String] = []
    /// How many spaces stand before each part around the line that may be left out: `# ` is written there.
    private var optionalIndents: [Int] = []

    /// The column where comments begin.
    private static let commentColumn = 28

    init(parts: Set<String>) {
        self.parts = parts
    }

    /// Writes the fields of a group.
    /// - Parameters:
    ///   - isElement: whether the group is the element of a list, whose first line has a dash.
    ///   - isExplained: whether comments say what the fields mean.
    mutating func write(
        _ record: RecordType, _ node: Node?, depth: Int, isElement: Bool = false, isExplained: Bool
    ) {
        for (index, field) in record.fields.enumerated() {
            let value = node?[field.name]
            let dash = isElement && index == 0
            let isOptional = !dash && isOptional(field, value: value, depth: depth)
            if depth == 0, !field.type.isLeaf { lines.append("") }
            if isOptional { optionalIndents.append(depth * 2) }
            write(
                field, value: value, depth: depth, key: dash ? "- \(field.name):" : "\(field.name):",
                isExplained: isExplained)
            if isOptional { optionalIndents.removeLast() }
        }
    }

    /// Whether a field is written as a comment: groups that may be left out, for an empty one is not the same as none, and
    /// parts that the form set does not print.
    private func isOptional(_ field: FieldDescription, value: Node?, depth: Int) -> Bool {
        guard !field.isRequired, value == nil else { return false }
        switch field.type {
        case .record: return depth > 0 || !parts.contains(field.name)
        case .list: return depth == 0 && !parts.contains(field.name)
        default: return false
        }
    }

    private mutating func write(_ field: FieldDescription, value: Node?, depth: Int, key: String, isExplained: Bool) {
        let indent = key.hasPrefix("- ") ? depth * 2 - 2 : depth * 2
        let comment = isExplained ? field.comment(isOptional: optionalIndents.last == indent) : nil
        switch field.type {
        case .record(let record):
            line(indent: indent, key, comment: comment)
            write(record, value, depth: depth + 1, isExplained: isExplained)
        case .list(let element):
            line(indent: indent, key, comment: comment)
            write(element, value?.sequence ?? [], depth: depth + 1, isExplained: isExplained)
        case .prose, .report:
            line(indent: indent, key + " |", comment: comment)
            for text in value?.scalar?.text.split(separator: "\n") ?? [] {
                line(indent: depth * 2 + 2, String(text), comment: nil)
            }
        case .choice(let words) where words.count == 1 && field.isRequired:
            line(indent: indent, "\(key) \(words[0])", comment: comment)
        case .text, .integer, .figure, .rate, .date, .choice, .image:
            line(indent: indent, value?.plain.map { "\(key) \($0)" } ?? key, comment: comment)
        }
    }

    /// Writes the elements of a list, a sample where there are none.
    private mutating func write(_ element: FieldType, _ nodes: [Node], depth: Int, isExplained: Bool) {
        let samples: [Node?] = nodes.isEmpty ? [nil] : nodes
        guard case .record(let record) = element else {
            for node in samples { line(indent: depth * 2, node?.plain.map { "- \($0)" } ?? "-", comment: nil) }
            return
        }
        if record.isRow {
            if isExplained {
                for field in record.fields {
                    line(indent: depth * 2, "# \(field.name) \(field.rowComment)", comment: nil)
                }
            }
            for node in samples { line(indent: depth * 2, record.row(node), comment: nil) }
        } else {
            for (index, node) in samples.enumerated() {
                write(record, node, depth: depth + 1, isElement: true, isExplained: isExplained && index == 0)
            }
        }
    }

    private mutating func line(indent: Int, _ text: String, comment: String?) {
        var line = ""
        var column = 0
        for optional in optionalIndents {
            line += String(repeating: " ", count: optional - column) + "# "
            column = optional
        }
        line += String(repeating: " ", count: indent - column) + text
        if let comment {
            let columns = line.unicodeScalars.reduce(0) { $0 + $1.terminalColumns }
            line += String(repeating: " ", count: max(2, Self.commentColumn - columns)) + "# " + comment
        }
        lines.append(line)
    }
}

extension FieldDescription {
    /// What the field means and what may stand in it.
    fileprivate func comment(isOptional: Bool) -> String {
        let need = isRequired ? "（必填）" : isOptional ? "（选填）" : ""
        return title + need + (guidance.map { "：\($0)" } ?? "")
    }

    /// The same for a field that stands in a row.
    fileprivate var rowComment: String {
        if case .prose = type {
            return title + (isRequired ? "（必填）" : "") + "：文字" + (extras.note.map { "；\($0)" } ?? "")
        }
        return comment(isOptional: false)
    }
}

extension FieldType {
    fileprivate var isLeaf: Bool {
        switch self {
        case .list, .record: false
        default: true
        }
    }
}

extension RecordType {
    /// Whether an element of this type is written on one line.
    fileprivate var isRow: Bool {
        fields.allSatisfy { field in
            if case .report = field.type { false } else { field.type.isLeaf }
        }
    }

    /// An element on one line, with the values that `node` states.
    fileprivate func row(_ node: Node?) -> String {
        let values = fields.map { field in
            let value = node?[field.name]
            return "\(field.name): " + (value?.plain ?? "")
        }
        return "- {\(values.joined(separator: ", "))}"
    }
}

extension Node {
    /// A single value as YAML, in quotes where it would be read as something else without; `nil` where there is none.
    fileprivate var plain: String? {
        guard let scalar, !scalar.isNull, !scalar.text.isEmpty else { return nil }
        let isSafe = !scalar.isQuoted && !scalar.text.contains { ",:#{}[]\n".contains($0) }
        return isSafe ? scalar.text : JSONValue.quoted(scalar.text)
    }
}
