import Layout

/// What a file says of itself in XMP (ISO 16684-1), with the identification of PDF/A and PDF/UA and the descriptions that
/// ISO 19005-2, 6.6.2.3 wants of every schema that XMP does not know.
struct MetadataPacket {
    private let metadata: DocumentMetadata
    private let standard: ArchiveStandard

    /// The name space of ``DocumentMetadata/properties``.
    private static let ownSpace = "urn:annex:submission:1:"

    /// The bytes of the packet.
    static func bytes(_ metadata: DocumentMetadata, standard: ArchiveStandard, language: String) -> [UInt8] {
        let packet = MetadataPacket(metadata: metadata, standard: standard)
        return Array(packet.text(language).utf8)
    }

    private func text(_ language: String) -> String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
        xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
        xmlns:annex="\(Self.ownSpace)">
        <dc:format>application/pdf</dc:format>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(metadata.title))</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>\(escaped(metadata.author))</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>\(language)</rdf:li></rdf:Bag></dc:language>
        <xmp:CreateDate>\(metadata.creationDate)</xmp:CreateDate>
        <xmp:ModifyDate>\(metadata.creationDate)</xmp:ModifyDate>
        <xmp:CreatorTool>\(escaped(metadata.creator))</xmp:CreatorTool>
        <pdf:Producer>\(escaped(metadata.creator))</pdf:Producer>
        <pdfaid:part>\(standard.part)</pdfaid:part>
        <pdfaid:conformance>\(standard.conformance)</pdfaid:conformance>
        \(statements)</rdf:Description>
        \(extensions)</rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="r"?>
        """
    }

    private var statements: String {
        let own = metadata.properties.map { "<annex:\($0.name)>\(escaped($0.value))</annex:\($0.name)>\n" }.joined()
        return (standard.isTagged ? "<pdfuaid:part>1</pdfuaid:part>\n" : "") + own
    }

    // MARK: Schemas

    private var extensions: String {
        var schemas = ""
        if standard.isTagged {
            let part = property(
                "part", type: "Integer", category: "internal", "Part of ISO 14289 to which the file conforms")
            schemas += schema(
                "PDF/UA identification", namespace: "http://www.aiim.org/pdfua/ns/id/", prefix: "pdfuaid", part)
        }
        if !metadata.properties.isEmpty {
            let own = metadata.properties.map {
                property($0.name, type: "Text", category: "external", escaped($0.title))
            }.joined()
            schemas += schema("Annex", namespace: Self.ownSpace, prefix: "annex", own)
        }
        guard !schemas.isEmpty else { return "" }
        return """
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag>
            \(schemas)</rdf:Bag></pdfaExtension:schemas>
            </rdf:Description>

            """
    }

    private func schema(_ title: String, namespace: String, prefix: String, _ properties: String) -> String {
        """
        <rdf:li rdf:parseType="Resource"><pdfaSchema:schema>\(title)</pdfaSchema:schema>\
        <pdfaSchema:namespaceURI>\(namespace)</pdfaSchema:namespaceURI><pdfaSchema:prefix>\(prefix)</pdfaSchema:prefix>\
        <pdfaSchema:property><rdf:Seq>\(properties)</rdf:Seq></pdfaSchema:property></rdf:li>

        """
    }

    private func property(_ name: String, type: String, category: String, _ description: String) -> String {
        """
        <rdf:li rdf:parseType="Resource"><pdfaProperty:name>\(name)</pdfaProperty:name>\
        <pdfaProperty:valueType>\(type)</pdfaProperty:valueType>\
        <pdfaProperty:category>\(category)</pdfaProperty:category>\
        <pdfaProperty:description>\(description)</pdfaProperty:description></rdf:li>
        """
    }

    /// `text` as XML (1.0, 2.2 and 2.4): there are no controls in it, nor noncharacters.
    private func escaped(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isCharacterOfXML ? $0 : " " })).replacing(
            "&", with: "&amp;"
        ).replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

extension Unicode.Scalar {
    fileprivate var isCharacterOfXML: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
