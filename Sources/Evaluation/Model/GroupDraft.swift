import Diagnostics
import SourceTree

/// A group as the files that declare it have it so far: files that build on others change it.
struct GroupDraft {
    /// What a clerk calls the group.
    var title: String
    /// Its fields in order.
    var fields: [FieldDraft] = []

    /// The position of the field called `name`.
    func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

    /// Why there is no group to be changed: none is called `name`; those that hold fields are `known`.
    struct MissingGroup: Error {
        let name: String
        let known: [String]
    }

    /// Changes the group at the end of `way`, the elements of a list where the way ends at one.
    mutating func edit(
        at way: ArraySlice<String>, _ change: (inout GroupDraft) -> Void
    ) throws(MissingGroup) {
        guard let name = way.first else { return change(&self) }
        guard let index = index(of: name), var group = fields[index].group else {
            throw MissingGroup(name: name, known: fields.filter { $0.group != nil }.map(\.name))
        }
        try group.edit(at: way.dropFirst(), change)
        fields[index].group = group
    }
}

/// A field as the files that declare it have it so far.
struct FieldDraft {
    /// Where it was declared.
    let span: SourceSpan
    var name: String
    var title: String
    let kind: FieldKind
    /// The fields of a group or of the elements of a list.
    var group: GroupDraft?
    var isRequired = false
    var isPersonal = false
    var isIdentity = false
    var isMeasure = false
    var words: [String] = []
    var recognition: Node?
    var unit: MoneyUnit?
    /// What clerks call the words, by the word; nothing for those that are their own title.
    var wordTitles: [String: String] = [:]
    var least = 0
    var most = ModelReader.numbers.upperBound
    var initial: Node?
    var note: String?
    var heir: Node?
    var emptyList: Node?
}
