package import Diagnostics
import Evaluation
package import Layout

extension LayoutReport {
    /// The findings for characters that are drawn otherwise than they are written: a note for each text with variants that
    /// no face knows, and a warning for each of an office's own faces.
    /// - Parameters:
    ///   - characters: with the origins of their texts.
    ///   - name: the family of a face and its file.
    package func diagnostics(
        for characters: [(character: MisdrawnCharacter, origin: TextOrigin?)],
        naming name: (FaceID) -> (family: String, file: String)
    ) -> [Diagnostic] {
        var variants: [(origin: TextOrigin?, characters: [MisdrawnCharacter])] = []
        var faces: [(face: FaceID, origin: TextOrigin?, characters: [MisdrawnCharacter])] = []
        for (character, origin) in characters {
            if let face = character.face {
                let index = faces.firstIndex { $0.face == face } ?? faces.count
                if index == faces.count { faces.append((face, origin, [])) }
                if !faces[index].characters.contains(character) { faces[index].characters.append(character) }
            } else {
                let index = variants.firstIndex { $0.origin == origin } ?? variants.count
                if index == variants.count { variants.append((origin, [])) }
                if !variants[index].characters.contains(character) { variants[index].characters.append(character) }
            }
        }
        let places = submission.places(of: (variants.map(\.origin) + faces.map(\.origin)).compactMap(origins.field))
        func place(_ origin: TextOrigin?) -> FieldPlace? { origins.field(of: origin).flatMap { places[$0] } }
        return variants.map { unknownVariants($0.characters, at: place($0.origin), span: origins.span(of: $0.origin)) }
            + faces.map {
                wrongGlyphs($0.characters, face: name($0.face), at: place($0.origin), span: origins.span(of: $0.origin))
            }
    }

    private func unknownVariants(
        _ characters: [MisdrawnCharacter], at place: FieldPlace?, span: SourceSpan?
    ) -> Diagnostic {
        let list = Self.list(characters) { character in
            guard case .usualForm(let selector) = character.look else { return LocalizedText("", en: "") }
            let sequence = "“\(character.scalar)”（\(character.scalar.codePoint) \(selector.codePoint)）"
            return LocalizedText(sequence, en: sequence)
        }
        return Diagnostic(
            .note, id: "variant-not-drawn",
            LocalizedText(
                "\(Self.lead(place))字体中没有所要的异体，照常用字形印出：\(list.zh)",
                en: "no face has the variant asked for, and the usual form is printed: \(list.en)"),
            at: self.span(of: characters, place, span), field: place?.path.description,
            hints: [
                LocalizedText(
                    "要印异体，用 --fonts 指定有这个异体的字体；不要就删去其后看不见的变体选择符",
                    en: """
                        name a folder of faces that have the variant with --fonts, or delete the invisible selector behind the \
                        character
                        """)
            ])
    }

    private func wrongGlyphs(
        _ characters: [MisdrawnCharacter], face: (family: String, file: String), at place: FieldPlace?,
        span: SourceSpan?
    ) -> Diagnostic {
        let list = Self.list(characters) { character in
            let name = Self.name(character.scalar)
            guard case .other(let shown, _) = character.look else {
                return LocalizedText("\(name)是空白", en: "\(name) is empty")
            }
            return LocalizedText("\(name)画成\(Self.name(shown))", en: "\(name) is drawn as \(Self.name(shown))")
        }
        return Diagnostic(
            .warning, id: "wrong-glyph",
            LocalizedText(
                "\(Self.lead(place))单位自备的字体“\(face.family)”（\(face.file)）字形有误：\(list.zh)",
                en: "the office's own face “\(face.family)” (\(face.file)) has wrong glyphs: \(list.en)"),
            at: self.span(of: characters, place, span), field: place?.path.description,
            hints: [
                LocalizedText(
                    "印出来的字与写的不同；换一个版本的字体，或换一个字",
                    en: """
                        what is printed differs from what is written; use another version of the face, or another character
                        """)
            ])
    }

    private func span(of characters: [MisdrawnCharacter], _ place: FieldPlace?, _ span: SourceSpan?) -> SourceSpan? {
        (place?.span ?? span).map { whole in characters.first.flatMap { whole.place(of: $0.scalar) } ?? whole }
    }

    private static func list(
        _ characters: [MisdrawnCharacter], _ name: (MisdrawnCharacter) -> LocalizedText
    ) -> LocalizedText {
        let named = characters.prefix(mostCharacters).map(name)
        let (zh, en) = (named.map(\.zh).joined(separator: "、"), named.map(\.en).joined(separator: ", "))
        guard characters.count > mostCharacters else { return LocalizedText(zh, en: en) }
        return LocalizedText("\(zh) 等 \(characters.count) 个字", en: "\(en) and others, \(characters.count) in all")
    }
}

extension MisdrawnCharacter {
    /// The face that draws it wrongly; `nil` where it lacks a variant only.
    fileprivate var face: FaceID? {
        switch look {
        case .nothing(let face), .other(_, let face): face
        case .usualForm: nil
        }
    }
}
