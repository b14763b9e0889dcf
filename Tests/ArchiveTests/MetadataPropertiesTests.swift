import Testing

@testable import Archive

/// Metadata that are compared property by property.
@Suite struct MetadataPropertiesTests {
    private static let spaces = """
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" \
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:a="urn:a"
        """

    private func packet(_ properties: String, attributes: String = "") -> [UInt8] {
        Array(
            """
            <?xpacket begin="\u{FEFF}" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="any"><rdf:RDF \(Self.spaces)>
            <rdf:Description rdf:about="" \(attributes)>\(properties)</rdf:Description>
            </rdf:RDF></x:xmpmeta><?xpacket end="r"?>
            """.utf8)
    }

    private static let list = "<dc:creator><rdf:Seq><rdf:li>甲</rdf:li></rdf:Seq></dc:creator>"
    private static let structure = "<a:s rdf:parseType=\"Resource\"><a:x>1</a:x><a:y>urn:b</a:y></a:s>"

    /// The name of the property by which `found` differs; `nil` where there is none.
    private func difference(_ expected: [UInt8], _ found: [UInt8]) throws -> String? {
        try #require(MetadataProperties(expected)).firstDifference(from: #require(MetadataProperties(found)))
    }

    @Test(arguments: [
        ("<a:p>1 &amp; 2</a:p>", "<a:p>1 &#38; 2</a:p>", ""), ("<a:p>1</a:p>", "", "a:p=\"1\""),
        (structure, "<a:s><rdf:Description a:x=\"1\"><a:y rdf:resource=\"urn:b\"/></rdf:Description></a:s>", ""),
        (structure, "<a:s a:x=\"1\" a:y=\"urn:b\"/>", ""),
        (
            list,
            "<b:creator xmlns:b=\"http://purl.org/dc/elements/1.1/\">" + list.dropFirst(12).dropLast(13)
                + "</b:creator>", ""
        ),
        (
            "<xmp:ModifyDate>1</xmp:ModifyDate>",
            "<xmp:ModifyDate>2</xmp:ModifyDate><xmp:MetadataDate>2</xmp:MetadataDate>", ""
        ),
        ("<pdf:Producer>a</pdf:Producer>", "", "pdf:Producer=\"b\" pdf:PDFVersion=\"1.7\""),
    ])
    func takesTheSameWrittenOtherwise(_ expected: String, _ found: String, _ attributes: String) throws {
        #expect(try difference(packet(expected), packet(found, attributes: attributes)) == nil)
    }

    @Test(arguments: [
        ("<a:p>1</a:p>", "<a:p>2</a:p>", "p"), ("<a:p>1</a:p>", "", "p"), ("", "<a:p>1</a:p>", "p"),
        (list, list.replacing("甲", with: "乙"), "creator"), (list, list.replacing("Seq", with: "Bag"), "creator"),
        (list, list.replacing("</rdf:Seq>", with: "<rdf:li>乙</rdf:li></rdf:Seq>"), "creator"),
        (list, list.replacing("<rdf:li>", with: "<rdf:li xml:lang=\"en\">"), "creator"),
        (structure, structure.replacing("<a:x>1", with: "<a:x>2"), "s"), ("<a:p>1</a:p>", "<dc:p>1</dc:p>", "p"),
        ("", "<xmp:MetadataDate><rdf:Bag/></xmp:MetadataDate>", "MetadataDate"),
    ])
    func namesThePropertyThatDiffers(_ expected: String, _ found: String, _ name: String) throws {
        #expect(try difference(packet(expected), packet(found)) == name)
    }

    @Test(arguments: [
        "<a:p>1</a:p><a:p>1</a:p>", "<a:p>1<!-- x --></a:p>", "<a:p><![CDATA[1]]></a:p>", "<a:p>&x;</a:p>",
        "<b:p>1</b:p>", "<a::p>1</a::p>", "<:p>1</:p>",
        "<a:p>1", "<a:p>1</a:q>", "<a:p a:x=\"1\" a:x=\"1\"/>", "<a:p><rdf:Seq><a:p>1</a:p></rdf:Seq></a:p>", "x",
        "<?x?>", "<a:p><rdf:Bag/><rdf:Bag/></a:p>", "<a:p>1<rdf:Bag/></a:p>", "<a:p>&#xD800;</a:p>",
        String(repeating: "<a:p rdf:parseType=\"Resource\">", count: 100_000),
    ])
    func understandsNothingThatIsNotWhole(_ properties: String) {
        #expect(MetadataProperties(packet(properties)) == nil)
    }

    @Test func understandsNoOtherDocument() {
        for bytes in [[], Array("x".utf8), [0xFF, 0xFE], Array("<!DOCTYPE x>".utf8) + packet("")] {
            #expect(MetadataProperties(bytes) == nil)
        }
        #expect(MetadataProperties(packet("") + Array("<x/>".utf8)) == nil)
        #expect(MetadataProperties(packet("", attributes: "a:p=\"1\"")) != nil)
    }
}
