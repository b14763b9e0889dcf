import Diagnostics

/// What a face says of its embedding into documents: `fsType` of its table `OS/2` (ISO/IEC 14496-22, 5.2.4).
struct EmbeddingPermission {
    let bits: UInt16

    /// Why the face may not be embedded as it is in a form, of which the used glyphs' outlines go into the file; `nil` where
    /// it may. Of several kinds of permission the widest counts.
    var refusal: LocalizedText? {
        let (restricted, previewAndPrint, editable): (UInt16, UInt16, UInt16) = (1 << 1, 1 << 2, 1 << 3)
        if bits & restricted != 0, bits & (previewAndPrint | editable) == 0 {
            return LocalizedText("受限许可：不得嵌入", en: "restricted licence: it must not be embedded")
        }
        if bits & 1 << 9 != 0 {
            return LocalizedText("只许嵌入点阵，不许嵌入轮廓", en: "only bitmaps of it may be embedded, no outlines")
        }
        if bits & 1 << 8 != 0 {
            return LocalizedText("不许只嵌入用到的字", en: "it must not be embedded in part")
        }
        return nil
    }

    /// The finding that the face called `family` in the file at `path` may not be embedded; `nil` where it may.
    func finding(_ family: String, path: String) -> Diagnostic? {
        guard let refusal else { return nil }
        let number = "0x" + String(bits, radix: 16).leftPadded(to: 4)
        return Diagnostic(
            .error, id: "not-embeddable",
            LocalizedText(
                "字体“\(family)”（\(path)）不许嵌入：OS/2 fsType 为 \(number)，\(refusal.zh)；PDF/A 要求嵌入所用字体（ISO 19005-3 6.2.11.4）",
                en: """
                    the face “\(family)” (\(path)) must not be embedded: its OS/2 fsType is \(number), \(refusal.en); PDF/A asks \
                    that faces be embedded (ISO 19005-3, 6.2.11.4)
                    """),
            hints: [
                LocalizedText(
                    "换用许可嵌入的字体，或向字体厂商取得许可嵌入的版本",
                    en: "use a face that may be embedded, or ask its maker for a version that may")
            ])
    }
}

extension String {
    fileprivate func leftPadded(to count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
    }
}
