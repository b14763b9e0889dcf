import Diagnostics
import SourceTree

extension Manifest {
    /// Reads a manifest; `nil` where `text` is none of this version: then everything is rendered anew.
    public init?(text: String) {
        guard let (root, _) = try? NodeComposer.compose(SourceFile(name: Self.fileName, text: text)),
            root["format"]?.text == "annex-manifest", root["version"]?.text == String(Self.version)
        else { return nil }
        for node in root["outputs"]?.sequence ?? [] {
            guard let entry = Entry(node) else { return nil }
            entries[entry.output] = entry
        }
    }
}

extension Manifest.Entry {
    fileprivate init?(_ node: Node) {
        guard let output = node["output"]?.text, let hash = node["sha256"]?.text, let input = node["input"]?.text,
            let pages = node["pages"]?.text.flatMap(Int.init), let origin = node["origin"].flatMap(Manifest.Origin.init)
        else { return nil }
        self.output = output
        outputHash = hash
        self.input = input
        office = node["office"]?.text ?? ""
        formSet = node["formSet"]?.text ?? ""
        isDraft = node["draft"]?.text == "true"
        self.pages = pages
        forms = (node["forms"]?.sequence ?? []).compactMap { form in
            guard let title = form["title"]?.text, let page = form["page"]?.text.flatMap(Int.init) else { return nil }
            return Manifest.Form(title: title, page: page)
        }
        codes = node["pageCodes"].flatMap(Manifest.PageCodes.init)
        self.origin = origin
        findings = []
        recordedFindings = node["findings"].map(JSONValue.init)
        score = node["score"]?.text
        rate = node["rate"]?.text
    }
}

extension Manifest.PageCodes {
    fileprivate init?(_ node: Node) {
        guard let digest = node["digest"]?.text, let blank = node["blankPages"]?.sequence else { return nil }
        self.init(digest: digest, blankPages: blank.compactMap { $0.text.flatMap(Int.init) })
    }
}

extension Manifest.Origin {
    fileprivate init?(_ node: Node) {
        guard let input = node["input"]?.text, let formSet = node["formSet"]?.text, let rules = node["rules"]?.sequence,
            let fonts = node["fonts"]?.text, let program = node["program"]?.text, let options = node["options"]?.text
        else { return nil }
        let images = (node["images"]?.sequence ?? []).compactMap { image -> (String, String)? in
            guard let path = image["path"]?.text, let hash = image["sha256"]?.text else { return nil }
            return (path, hash)
        }
        self.init(
            input: input, images: Dictionary(images) { first, _ in first }, formSet: formSet,
            rules: rules.compactMap { $0.scalar?.text }, fonts: fonts, program: program, options: options)
    }
}

extension Node {
    /// The value of `key` in a mapping.
    fileprivate subscript(key: String) -> Node? { mapping?.first { $0.key == key }?.value }

    /// The text of a single value; `nil` for `null`.
    fileprivate var text: String? { scalar.flatMap { $0.isNull ? nil : $0.text } }
}

extension JSONValue {
    /// What a JSON document states.
    fileprivate init(_ node: Node) {
        switch node.content {
        case .sequence(let elements): self = .array(elements.map { JSONValue($0) })
        case .mapping(let entries): self = .object(entries.map { (key: $0.key, value: JSONValue($0.value)) })
        case .scalar(let scalar) where scalar.isQuoted: self = .string(scalar.text)
        case .scalar(let scalar) where scalar.isNull: self = .null
        case .scalar(let scalar): self = .init(unquoted: scalar.text)
        }
    }

    private init(unquoted text: String) {
        self = text == "true" || text == "false" ? .bool(text == "true") : JSONValue(numberOrText: text)
    }
}
