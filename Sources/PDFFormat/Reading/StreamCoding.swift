import Diagnostics

/// How the data of a stream are compressed (ISO 32000-1, 7.4): not at all, or once with `FlateDecode`. Chains of filters, which
/// expand a thousand times more with each, and filters that nobody needs any longer are not read.
package struct StreamCoding {
    package var isDeflated = false
    package var predictor: PNGPredictor?

    /// Data that are not compressed.
    package init() {}

    /// `data` as they were before they were compressed.
    /// - Throws: ``PDFError`` where they are damaged or the budget does not last.
    package func decoded(_ data: UnsafeBufferPointer<UInt8>, _ budget: ReadingBudget) throws(PDFError) -> [UInt8] {
        // Programs leave nothing of what was nothing.
        guard isDeflated, !data.isEmpty else {
            try budget.spend(bytes: data.count)
            return Array(data)
        }
        let expanded = try budget.expanded(data)
        guard let predictor else { return expanded }
        guard let original = predictor.undone(expanded) else {
            throw .unfamiliar(LocalizedText("流的预测器与数据不符", en: "a stream whose predictor does not fit its data"))
        }
        return original
    }
}

extension StreamCoding {
    /// The coding that the entries of a stream state.
    /// - Throws: ``PDFError/unfamiliar(_:)`` where it is another one, or not stated directly.
    package init(_ entries: DictionarySource) throws(PDFError) {
        let parameters = entries["/DecodeParms"]
        switch entries["/Filter"] {
        case nil: isDeflated = false
        case .some(let filter) where filter.is("/FlateDecode"): isDeflated = true
        case .some(let filter):
            let name = String(decoding: filter.prefix(40), as: UTF8.self)
            throw .unfamiliar(LocalizedText("流用了滤镜 \(name)", en: "a stream with the filter \(name)"))
        }
        if let parameters, !parameters.is("null") { predictor = try PNGPredictor.stated(in: parameters) }
    }
}

/// Rows of samples, each stored as its difference from what is left of it and above (ISO 32000-1, 7.4.4.4).
package struct PNGPredictor {
    /// How many bytes a row has.
    package let rowLength: Int
    /// How many bytes lie between a sample and the one on its left.
    package let sampleLength: Int

    /// The predictor that parameters ask for.
    /// - Parameter value: the number that a key has; `nil` where it has none.
    /// - Returns: `nil` where they ask for none.
    /// - Throws: ``PDFError/unfamiliar(_:)`` where they ask for TIFF's, or make no sense.
    package static func stated(_ value: (String) -> Int?) throws(PDFError) -> PNGPredictor? {
        let predictor = value("/Predictor") ?? 1
        guard predictor != 1 else { return nil }
        let columns = value("/Columns") ?? 1
        let colors = value("/Colors") ?? 1
        let bits = value("/BitsPerComponent") ?? 8
        guard (10...15).contains(predictor), (1...1 << 20).contains(columns), (1...32).contains(colors),
            [1, 2, 4, 8, 16].contains(bits)
        else {
            throw .unfamiliar(
                LocalizedText(
                    "流用了预测器 \(predictor)（\(columns) 列）",
                    en: "a stream with the predictor \(predictor) for \(columns) columns"))
        }
        let sample = colors * bits
        return PNGPredictor(rowLength: (columns * sample + 7) / 8, sampleLength: max(1, sample / 8))
    }

    /// The predictor that `parameters`, which are a dictionary, ask for.
    fileprivate static func stated(in parameters: ArraySlice<UInt8>) throws(PDFError) -> PNGPredictor? {
        let bytes = Array(parameters)
        let entries = bytes.withUnsafeBufferPointer { buffer -> DictionarySource? in
            var tokens = TokenScanner(buffer)
            guard let open = tokens.next(), tokens.equals(open, "<<") else { return nil }
            return DictionarySource(bytes, &tokens)
        }
        guard let entries, entries.isUnambiguous else {
            throw .unfamiliar(LocalizedText("流的滤镜不是直接写明的", en: "a stream with filters that are not stated directly"))
        }
        var isNumeric = true
        let predictor = try stated { key in
            guard let value = entries.value(of: key) else { return nil }
            guard let number = value.wholeNumber else {
                isNumeric = false
                return nil
            }
            return number
        }
        guard isNumeric else {
            throw .unfamiliar(
                LocalizedText("流的预测器不是直接写明的", en: "a stream with a predictor that is not stated directly"))
        }
        return predictor
    }

    /// The rows that were stored as `data`; `nil` where these are no whole rows.
    package func undone(_ data: [UInt8]) -> [UInt8]? {
        guard data.count.isMultiple(of: rowLength + 1) else { return nil }
        var rows: [UInt8] = []
        rows.reserveCapacity(data.count)
        for start in stride(from: 0, to: data.count, by: rowLength + 1) {
            guard data[start] <= 4 else { return nil }
            for index in 0..<rowLength {
                let above = rows.count >= rowLength ? rows[rows.count - rowLength] : 0
                let left = index >= sampleLength ? rows[rows.count - sampleLength] : 0
                let corner =
                    index >= sampleLength && rows.count >= rowLength + sampleLength
                    ? rows[rows.count - rowLength - sampleLength] : 0
                rows.append(
                    data[start + 1 + index] &+ Self.prediction(data[start], left: left, above: above, corner: corner))
            }
        }
        return rows
    }

    /// What a sample is predicted to be (ISO/IEC 15948, 9.2).
    private static func prediction(_ kind: UInt8, left: UInt8, above: UInt8, corner: UInt8) -> UInt8 {
        switch kind {
        case 1: return left
        case 2: return above
        case 3: return UInt8((Int(left) + Int(above)) / 2)
        case 4:
            let estimate = Int(left) + Int(above) - Int(corner)
            let (a, b, c) = (abs(estimate - Int(left)), abs(estimate - Int(above)), abs(estimate - Int(corner)))
            if a <= b && a <= c { return left }
            return b <= c ? above : corner
        default: return 0
        }
    }
}
