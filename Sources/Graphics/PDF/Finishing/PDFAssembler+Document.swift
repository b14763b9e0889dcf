import PDFFormat

// What every PDF of this program says of itself.
extension PDFAssembler {
    /// Writes the information dictionary.
    /// - Returns: its number.
    mutating func addInformation(_ metadata: DocumentMetadata) -> Int {
        let date = "(D:\(metadata.creationDate.filter { $0.isNumber })Z)"
        return add(
            """
            << /Title \(PDFSyntax.string(metadata.title)) /Author \(PDFSyntax.string(metadata.author))
            /Creator \(PDFSyntax.string(metadata.creator)) /Producer \(PDFSyntax.string(metadata.creator))
            /CreationDate \(date) /ModDate \(date) >>
            """)
    }

    /// Writes the metadata of the document.
    /// - Returns: the catalog's entry for them.
    mutating func addMetadata(_ metadata: DocumentMetadata, standard: ArchiveStandard, language: String) -> String {
        let packet = MetadataPacket.bytes(metadata, standard: standard, language: language)
        let number = reserve()
        writeEncodedStream(number, entries: "/Type /Metadata /Subtype /XML", packet)
        return "/Metadata \(number) 0 R"
    }

    /// Writes that the colours of the pages are sRGB (ISO 19005-2, 6.2.4.3).
    /// - Returns: the catalog's entry that says so.
    mutating func addColors() -> String {
        let profile = reserve()
        writeEncodedStream(profile, entries: "/N 3 /Filter /FlateDecode", ColorProfile.compressedSRGB)
        let name = "(sRGB IEC61966-2.1)"
        let intent = add(
            """
            << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier \(name) /Info \(name)
            /RegistryName (http://www.color.org) /DestOutputProfile \(profile) 0 R >>
            """)
        return "/OutputIntents [ \(intent) 0 R ]"
    }
}
