import Diagnostics
import Evaluation
import Layout
import SourceTree

extension NodeReader {
    /// A group of one kind, which may hold its keys and no others.
    mutating func group(_ node: Node, _ kind: LayoutGroup) -> Group {
        group(node, keys: kind.keys)
    }

    /// A length such as 40mm or 10.5pt.
    mutating func length(_ node: Node?) -> Length? {
        value(node, LocalizedText("长度，如 40mm、10.5pt", en: "a length such as 40mm or 10.5pt"), Units.length)
    }

    /// A size of type.
    mutating func size(_ node: Node?) -> Length? {
        value(node, LocalizedText("字号，如 三号、10.5pt", en: "a size such as 三号 or 10.5pt"), Units.size)
    }

    /// A plain number.
    mutating func number(_ node: Node?) -> Double? {
        value(node, LocalizedText("数字", en: "a number")) { Units.number($0) }
    }
}
