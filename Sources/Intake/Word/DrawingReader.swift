import Diagnostics

/// Tells what a drawing holds: it stands in no paragraph and no cell.
struct DrawingReader {
    private let story: StoryReader

    init(_ story: StoryReader) {
        self.story = story
    }

    /// Reads the drawing that begins here and says what it is.
    func read(_ stream: XMLStream) throws(Fault) {
        var texts: [String] = []
        try readTexts(stream, &texts)
        let text = texts.joined(separator: "\n").trimmed
        guard text.isEmpty else {
            return story.reading.find(
                .warning, "text-box", at: story.place,
                LocalizedText(
                    "文本框里的文字没有读：“\(text.excerpt)”", en: "the text of a text box was not read: “\(text.excerpt)”"))
        }
        story.reading.find(
            .note, "picture", at: story.place,
            LocalizedText("这里有一幅图或嵌入的对象，没有读", en: "a picture or embedded object was not read"))
    }

    private func readTexts(_ stream: XMLStream, _ texts: inout [String]) throws(Fault) {
        var found: [String] = []
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "txbxContent"):
                let inner = StoryReader(story.context)
                inner.place = story.place
                found.append(try inner.text(stream))
            case (.compatibility, "AlternateContent"):
                try stream.alternative { () throws(Fault) in try readTexts(stream, &found) }
            default: try readTexts(stream, &found)
            }
        }
        texts += found
    }
}
