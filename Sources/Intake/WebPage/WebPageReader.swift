import CXML2
import Diagnostics
import Forms

/// Reads the tables of a web page, which programs that export tables like to call .xls.
struct WebPageReader {
    let reading: Reading

    /// The largest page that is read: 8 MiB.
    private static let maximumSize = 8 << 20

    /// What libxml2 calls back to.
    private final class Input {
        let builder: PageTableBuilder
        init(_ builder: PageTableBuilder) { self.builder = builder }

        static func builder(_ context: UnsafeMutableRawPointer?) -> PageTableBuilder? {
            context.map { Unmanaged<Input>.fromOpaque($0).takeUnretainedValue().builder }
        }
    }

    /// The tables in the order of the page.
    func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> [GridFile.Part] {
        guard bytes.count <= Self.maximumSize else {
            throw .tooLarge(
                LocalizedText("网页有 \(bytes.count >> 20) MiB", en: "the web page has \(bytes.count >> 20) MiB"))
        }
        let text = try PageText.decode(bytes)
        let builder = PageTableBuilder(reading)
        let input = Input(builder)
        // A NUL would end the page.
        let whole = text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
        withExtendedLifetime(input) {
            whole.withCString(encodedAs: UTF8.self) { start in
                var handler = Self.handler
                _ = libxml.htmlSAXParseDoc(start, "UTF-8", &handler, Unmanaged.passUnretained(input).toOpaque())
            }
        }
        let grids = try builder.finish()
        guard !grids.isEmpty else {
            throw Fault(
                "no-office-file", LocalizedText("是网页，里面没有表格", en: "a web page without a table"), hints: [Fault.saveAs])
        }
        return grids.map { .grid($0) }
    }

    private static var handler: ANNEXSAXHandler {
        var handler = ANNEXSAXHandler()
        handler.startElement = { context, name, attributes in
            guard let name else { return }
            var found: [String: String] = [:]
            var next = attributes
            while let pair = next, let key = pair[0] {
                found[String(cString: key).lowercased()] = pair[1].map { String(cString: $0) } ?? ""
                next = pair + 2
            }
            Input.builder(context)?.begin(String(cString: name).lowercased(), found)
        }
        handler.endElement = { context, name in
            guard let name else { return }
            Input.builder(context)?.end(String(cString: name).lowercased())
        }
        handler.characters = { context, text, count in
            guard let text else { return }
            let bytes = UnsafeBufferPointer(start: text, count: Int(count))
            Input.builder(context)?.add(String(decoding: bytes, as: UTF8.self))
        }
        handler.ignorableWhitespace = handler.characters
        return handler
    }
}
