package import SourceTree

/// A type that the model uses as the value of a field: it can be decoded from a node and shown to a template.
package protocol FieldRepresentable: Sendable {
    /// What the type holds, as templates see it.
    static var fieldType: FieldType { get }

    /// Decodes a node that is present; faults go to `decoder`. `nil` where nothing usable is there.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self?

    /// The value as templates see it; each leaf takes the next id of `ids`.
    func modelValue(_ ids: inout FieldIDSequence) -> ModelValue
}

/// A group of fields. Its schema is the single place that names them: decoding, templates and documentation follow it.
package protocol Record: FieldRepresentable {
    /// A group in which every field is empty.
    init()

    /// The fields in the order of the form.
    static var schema: RecordSchema<Self> { get }

    /// The values of the fields that the form set adds, in its order.
    var added: [AddedValue] { get set }
}

/// The fields of a Swift type.
package struct RecordSchema<Root>: Sendable {
    let type: RecordType
    let fields: [Field<Root>]

    /// Creates the schema of a group that clerks call `title`.
    package init(_ title: String, _ fields: [Field<Root>]) {
        type = RecordType(title: title, fields: fields.map(\.description))
        self.fields = fields
    }
}

/// One field of a Swift type: its name, its meaning, and how to set and get it.
package struct Field<Root>: Sendable {
    let description: FieldDescription
    let decode: @Sendable (Node, inout Root, inout FieldDecoder) -> Void
    let value: @Sendable (Root, inout FieldIDSequence) -> ModelValue

    /// Creates a field.
    /// - Parameters:
    ///   - name: the key in a submission.
    ///   - path: the property that holds the value.
    ///   - title: what a clerk calls it.
    ///   - required: whether a submission must state it.
    ///   - personal: whether it names a person or says how to reach one.
    ///   - identity: whether it names an office or a project; a person's name does so anyway.
    ///   - measure: whether it is a text that may be a number with decimals.
    package init<Value: FieldRepresentable>(
        _ name: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ title: String, required: Bool = false,
        personal: Bool = false, identity: Bool = false, measure: Bool = false
    ) {
        description = FieldDescription(
            name: name, title: title, type: Value.fieldType, isRequired: required, isPersonal: personal,
            isIdentity: identity, isMeasure: measure)
        let property = StoredProperty(path)
        decode = { node, root, decoder in
            if let value = Value.decode(node, &decoder) { property.set(value, in: &root) }
        }
        value = { root, ids in property.get(from: root).modelValue(&ids) }
    }
}

/// A property by its place in memory: looking a key path up takes longer than decoding what it leads to.
private struct StoredProperty<Root, Value>: Sendable {
    private let offset: Int

    /// - Precondition: `path` leads to a property that is stored in `Root` itself.
    init(_ path: KeyPath<Root, Value>) {
        guard let offset = MemoryLayout<Root>.offset(of: path) else {
            preconditionFailure("fields are stored properties")
        }
        self.offset = offset
    }

    func get(from root: Root) -> Value {
        withUnsafeBytes(of: root) { $0.load(fromByteOffset: offset, as: Value.self) }
    }

    func set(_ value: Value, in root: inout Root) {
        withUnsafeMutablePointer(to: &root) { pointer in
            (UnsafeMutableRawPointer(pointer) + offset).assumingMemoryBound(to: Value.self).pointee = value
        }
    }
}

extension Record {
    /// A group of the fields of ``schema``.
    package static var fieldType: FieldType { .record(schema.type) }

    /// Decodes a group: unknown and missing keys are faults, and every field is decoded whatever the others hold.
    package static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self? {
        guard let entries = decoder.entries(of: node) else { return nil }
        var record = Self()
        let type = decoder.extendedType ?? schema.type
        record.added = type.fields.dropFirst(schema.fields.count).map { _ in .absent }
        for (field, entry) in zip(decoder.match(entries, to: type, in: node), entries) {
            guard let field else { continue }
            decoder.decode(entry, as: type.fields[field]) { node, decoder in
                if field < schema.fields.count {
                    schema.fields[field].decode(node, &record, &decoder)
                } else if let value = type.fields[field].type.decode(node, &decoder) {
                    record.added[field - schema.fields.count] = value
                }
            }
        }
        return record
    }

    /// The values of the fields in the order of ``schema``, then those that the form set adds.
    package func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .record(Self.schema.fields.map { $0.value(self, &ids) } + added.map { $0.modelValue(&ids) })
    }
}

extension Optional: FieldRepresentable where Wrapped: FieldRepresentable {
    /// What the wrapped type holds.
    package static var fieldType: FieldType { Wrapped.fieldType }

    /// Decodes the wrapped type.
    package static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self? {
        Wrapped.decode(node, &decoder).map(Optional.some)
    }

    /// The wrapped value, or ``ModelValue/absent``.
    package func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        self?.modelValue(&ids) ?? .absent
    }
}

extension Array: FieldRepresentable where Element: FieldRepresentable {
    /// A list of what the element holds.
    package static var fieldType: FieldType { .list(Element.fieldType) }

    /// Decodes each element; one that is at fault does not keep the others from being decoded.
    package static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self? {
        decoder.elements(of: node) { Element.decode($0, &$1) }
    }

    /// The elements in order.
    package func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .list(map { $0.modelValue(&ids) })
    }
}
