import CQREncode
package import Layout

/// Encodes texts as QR codes (ISO/IEC 18004) with libqrencode.
package struct QRCodeEncoder: CodeEncoder {
    /// 29 modules a side, so that codes are equally large whatever the number of the page.
    private static let minimumVersion: Int32 = 3

    /// Creates an encoder.
    package init() {}

    /// The code of `text` in UTF-8, a quarter of whose words may be lost (level Q); `nil` for a text without characters, and
    /// for one of more than the 1,663 bytes that the largest code holds.
    package func matrix(of text: String) -> CodeMatrix? {
        guard let code = QRcode_encodeString(text, Self.minimumVersion, QR_ECLEVEL_Q, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side)
        return CodeMatrix(side: side, modules: modules.map { $0 & 1 == 1 })
    }
}
