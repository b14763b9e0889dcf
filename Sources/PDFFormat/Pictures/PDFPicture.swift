/// A picture as PDF holds it (ISO 32000-1, 8.9.5), its data as they came.
package struct PDFPicture: Sendable {
    /// What the samples mean.
    package indirect enum Colors: Hashable, Sendable {
        case gray, rgb
        /// Colours that an ICC profile explains, with so many components.
        case profiled(components: Int, [UInt8])
        /// Colours that the array `source`, which refers to no other object, explains: `CalGray` or `CalRGB`.
        case calibrated(source: String)
        /// Colours of `base` in a table, by numbers up to `highest`.
        case indexed(base: Colors, highest: Int, table: [UInt8])
    }

    /// How the data are encoded.
    package struct Filter: Sendable {
        /// Its name, without slash.
        package let name: String
        /// Its parameters as the entries of a dictionary, none of which refers to another object.
        package let parameters: String
        /// What pictures of JBIG2 share.
        package let globals: [UInt8]?

        /// Creates a filter.
        package init(_ name: String, parameters: String = "", globals: [UInt8]? = nil) {
            self.name = name
            self.parameters = parameters
            self.globals = globals
        }

        /// `FlateDecode` over rows that are each stored as their difference from what is left of them and above.
        package static func predicted(columns: Int, colors: Int, bits: Int) -> Filter {
            Filter(
                "FlateDecode",
                parameters: "/Predictor 15 /Colors \(colors) /BitsPerComponent \(bits) /Columns \(columns)")
        }
    }

    /// How many pixels a row has.
    package let width: Int
    /// How many rows there are.
    package let height: Int
    /// The bits of a sample.
    package let bits: Int
    /// What the samples mean; `nil` where the data say it themselves, or each is a dot of paint or none.
    package let colors: Colors?
    /// The filters in the order in which they are undone.
    package let filters: [Filter]
    /// What the lowest and highest samples stand for, in pairs; the usual values where it is empty.
    package var decode: [Double] = []
    /// Whether it is a stencil: each sample is a dot of paint, or none.
    package var isStencil = false
    /// Where it is seen: at most one stencil or picture in grey, which has none itself.
    package var mask: [PDFPicture] = []
    /// The data, encoded.
    package let data: [UInt8]

    /// Creates a picture.
    package init(width: Int, height: Int, bits: Int, colors: Colors?, filters: [Filter], data: [UInt8]) {
        self.width = width
        self.height = height
        self.bits = bits
        self.colors = colors
        self.filters = filters
        self.data = data
    }
}

/// A picture in its place.
package struct PlacedPicture: Sendable {
    /// The picture.
    package let picture: PDFPicture
    /// Where the unit square that it fills lies (ISO 32000-1, 8.9.5.1).
    package var place: AffineMap
    /// The paint of a stencil: red, green and blue, from 0 to 1.
    package let paint: [Double]

    /// Places a picture.
    package init(_ picture: PDFPicture, at place: AffineMap, paint: [Double] = [0, 0, 0]) {
        self.picture = picture
        self.place = place
        self.paint = paint
    }
}
