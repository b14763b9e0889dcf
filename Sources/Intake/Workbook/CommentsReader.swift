/// Reads what persons noted on cells.
struct CommentsReader {
    let package: OfficePackage
    let reading: Reading

    /// The notes on the cells of a sheet. Where a note is a conversation, older programs find a copy of it with an explanation
    /// before it; that copy is not read.
    /// - Parameter part: the part that holds the sheet.
    func comments(of part: String) throws(Fault) -> [CellAddress: String] {
        var comments: [CellAddress: String] = [:]
        let parts = try package.relationships(of: part)
        for part in parts where part.kind == "comments" {
            comments.merge(try read(part.target, XMLName(.spreadsheet, "comment"))) { $1 }
        }
        for part in parts where part.kind == "threadedComment" {
            comments.merge(try read(part.target, XMLName(.threadedComments, "threadedComment"))) { $1 }
        }
        return comments
    }

    private func read(_ part: String, _ element: XMLName) throws(Fault) -> [CellAddress: String] {
        guard let stream = try package.open(part) else { throw .damagedPart(part) }
        _ = try stream.root()
        var comments: [CellAddress: String] = [:]
        func readComment() throws(Fault) {
            guard let address = stream["ref"].flatMap({ CellAddress($0) }) else { return }
            try stream.children { name throws(Fault) in
                guard name.local == "text" else { return }
                let text =
                    name.namespace == .threadedComments ? try stream.text() : try RichText.read(stream)
                try reading.keep(text)
                comments[address] = comments[address].map { $0 + "\n" + text } ?? text
            }
        }
        try stream.children { name throws(Fault) in
            if name == element { return try readComment() }
            guard name == XMLName(.spreadsheet, "commentList") else { return }
            try stream.children { name throws(Fault) in
                if name == element { try readComment() }
            }
        }
        return comments
    }
}
