import CQPDF
import PDFFormat

#if canImport(Glibc)
    import Glibc
#endif

extension PDFPicture {
    /// The filters that an archival file may have (ISO 19005-2, 6.1.7.2); pictures with others are drawn anew.
    private static let knownFilters: Set<String> = [
        "/DCTDecode", "/CCITTFaxDecode", "/FlateDecode", "/JBIG2Decode", "/JPXDecode", "/RunLengthDecode",
        "/ASCIIHexDecode", "/ASCII85Decode",
    ]

    /// The picture in `stream`, as it is.
    /// - Returns: `nil` where an archival file may not hold it so.
    init?(_ stream: QPDFObject) throws(PDFError) { try self.init(stream, isMask: false) }

    private init?(_ stream: QPDFObject, isMask: Bool) throws(PDFError) {
        guard let filters = try Self.filters(of: stream) else { return nil }
        let isStencil = stream["/ImageMask"].isTrue
        let last = filters.last?.name
        let isJPEG2000 = last == "JPXDecode"
        var colors: Colors?
        if !isStencil, !isJPEG2000 || !stream["/ColorSpace"].isNull {
            guard let known = try Colors(stream["/ColorSpace"], depth: 0) else { return nil }
            colors = known
        }
        let (width, height) = (stream["/Width"].integer, stream["/Height"].integer)
        let isOfOneBit = isStencil || last == "CCITTFaxDecode" || last == "JBIG2Decode"
        let bits = isJPEG2000 ? 0 : isOfOneBit ? 1 : last == "DCTDecode" ? 8 : stream["/BitsPerComponent"].integer
        guard width > 0, height > 0, [0, 1, 2, 4, 8, 16].contains(bits), (bits == 0) == isJPEG2000 else { return nil }
        let data = try stream.encodedData()
        guard !isJPEG2000 || JPEG2000.isArchival(data) && stream["/SMaskInData"].integer == 0 else { return nil }
        self.init(width: width, height: height, bits: bits, colors: colors, filters: filters, data: data)
        self.isStencil = isStencil
        decode = stream["/Decode"].elements.map(\.double)
        guard decode.allSatisfy({ abs($0) < 65536 }) else { return nil }
        if isMask { return }
        guard try takeMask(of: stream) else { return nil }
    }

    /// - Returns: whether it is taken, or there is none.
    private mutating func takeMask(of stream: QPDFObject) throws(PDFError) -> Bool {
        let (soft, hard) = (stream["/SMask"], stream["/Mask"])
        for object in [soft, hard] where !object.isNull {
            guard object.isStream, object["/Matte"].isNull, let picture = try PDFPicture(object, isMask: true),
                picture.isStencil || picture.colors == .gray
            else { return false }
            mask.append(picture)
        }
        return mask.count < 2
    }

    // MARK: Filters

    private static func filters(of stream: QPDFObject) throws(PDFError) -> [Filter]? {
        let (names, parameters) = (Self.list(stream["/Filter"]), Self.list(stream["/DecodeParms"]))
        var filters: [Filter] = []
        for (index, name) in names.enumerated() {
            guard knownFilters.contains(name.name), names.count < 4,
                let filter = try filter(name.name, index < parameters.count ? parameters[index] : nil)
            else { return nil }
            filters.append(filter)
        }
        return filters
    }

    private static func list(_ value: QPDFObject) -> [QPDFObject] {
        value.isArray ? value.elements : value.isNull ? [] : [value]
    }

    private static func filter(_ name: String, _ parameters: QPDFObject?) throws(PDFError) -> Filter? {
        var (entries, globals): ([String], [UInt8]?) = ([], nil)
        for key in parameters?.keys ?? [] {
            guard let value = parameters?[key] else { continue }
            switch value.kind {
            case .number, .boolean: entries.append("\(key) \(value.source)")
            case .stream where key == "/JBIG2Globals": globals = try value.streamData()
            case .null: break
            default: return nil
            }
        }
        return Filter(String(name.dropFirst()), parameters: entries.joined(separator: " "), globals: globals)
    }
}

extension PDFPicture.Colors {
    /// The colour space `space`.
    /// - Returns: `nil` where an archival file with the output intent sRGB may not have it (ISO 19005-2, 6.2.4).
    fileprivate init?(_ space: QPDFObject, depth: Int) throws(PDFError) {
        if space.isName("/DeviceGray") {
            self = .gray
        } else if space.isName("/DeviceRGB") {
            self = .rgb
        } else {
            let parts = space.elements
            guard parts.count > 1, depth < 2 else { return nil }
            switch parts[0].name {
            case "/CalGray", "/CalRGB":
                let source = parts[1].source
                guard parts[1].isDictionary, !source.contains(" R") else { return nil }
                self = .calibrated(source: "[ \(parts[0].name) \(source) ]")
            case "/ICCBased":
                guard let profiled = try Self.profiled(parts[1]) else { return nil }
                self = profiled
            case "/Indexed":
                guard parts.count == 4, let base = try Self(parts[1], depth: depth + 1),
                    (0...255).contains(parts[2].integer)
                else { return nil }
                let table = parts[3].isStream ? try parts[3].streamData() : parts[3].bytes
                self = .indexed(base: base, highest: parts[2].integer, table: table)
            default: return nil
            }
        }
    }

    /// The colours that the profile in `stream` explains; plain ones where it is no profile that may be embedded (6.2.4.2).
    private static func profiled(_ stream: QPDFObject) throws(PDFError) -> Self? {
        guard stream.isStream else { return nil }
        let components = stream["/N"].integer
        let profile = try stream.streamData()
        func word(_ place: Int) -> String { String(decoding: profile[place..<place + 4], as: UTF8.self) }
        let space = [1: "GRAY", 3: "RGB ", 4: "CMYK"][components]
        let isSound =
            profile.count > 128 && profile[8] <= 4 && word(36) == "acsp" && word(16) == space
            && ["scnr", "mntr", "prtr", "spac"].contains(word(12))
        if isSound { return .profiled(components: components, profile) }
        return components == 1 ? .gray : components == 3 ? .rgb : nil
    }
}

extension QPDFObject {
    fileprivate var isTrue: Bool { kind == .boolean && qpdf.qpdf_oh_get_bool_value(file, handle) != QPDF_FALSE }

    /// The data of a stream as its filters have left them.
    fileprivate func encodedData() throws(PDFError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        let status = qpdf.qpdf_oh_get_stream_data(file, handle, qpdf_dl_none, nil, &bytes, &count)
        guard status & QPDF_ERRORS == 0 else { throw .unreadableStream }
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}
