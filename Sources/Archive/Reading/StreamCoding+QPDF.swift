import Diagnostics
import PDFFormat

extension StreamCoding {
    /// The coding that `stream` states.
    /// - Throws: ``PDFError/unfamiliar(_:)`` where it is another one.
    init(_ stream: QPDFObject) throws(PDFError) {
        self.init()
        let filter = try Self.single(stream["/Filter"])
        guard !filter.isNull else { return }
        guard filter.isName("/FlateDecode") else {
            let name = filter.source.prefix(40)
            throw .unfamiliar(LocalizedText("流用了滤镜 \(name)", en: "a stream with the filter \(name)"))
        }
        isDeflated = true
        let parameters = try Self.single(stream["/DecodeParms"])
        guard !parameters.isNull else { return }
        predictor = try PNGPredictor.stated { parameters[$0].isNull ? nil : parameters[$0].integer }
    }

    /// `value`, or the only element of the array that it is.
    private static func single(_ value: QPDFObject) throws(PDFError) -> QPDFObject {
        guard value.isArray else { return value }
        guard value.count == 1 else {
            throw .unfamiliar(LocalizedText("流有 \(value.count) 个滤镜", en: "a stream with \(value.count) filters"))
        }
        return value.elements[0]
    }
}
