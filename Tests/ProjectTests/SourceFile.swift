import Foundation
import TestSupport

/// A Swift file of the project.
struct SourceFile {
    /// The path from the top folder of the project.
    let path: String
    /// What it holds.
    let text: String

    /// How many lines it has.
    var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }

    /// The modules that it imports.
    var imports: Set<String> {
        let line = #/^\s*(?:@\w+ )?(?:(?:public|package|internal|fileprivate|private) )?import (?:[a-z]+ )?(\w+)/#
        return Set(text.matches(of: line.anchorsMatchLineEndings()).map { String($0.1) })
    }

    /// All Swift files below `folder`, a path from the top folder of the project.
    static func all(below folder: String) -> [SourceFile] {
        let top = "\(Fixtures.project)/\(folder)"
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: top)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map {
            SourceFile(path: "\(folder)/\($0)", text: Fixtures.text("\(top)/\($0)"))
        }
    }
}

/// A function, initializer or subscript in a source file.
struct FunctionLength: Equatable {
    /// What it is called; initializers are called `init`.
    let name: String
    /// How many lines it takes from its first one to its closing brace.
    let lines: Int
}

extension SourceFile {
    /// The functions in the order in which they begin. The text is as `swift format` leaves it: what belongs to a function
    /// stands further in than its first line, apart from what closes its parameters and its body.
    var functions: [FunctionLength] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let declaration =
            #/^ *(?:(?:@\w+(?:\([^)]*\))?|[a-z]+(?:\(set\))?) )*?(?:func (\S+?)|(init|subscript)[?!]?)[(<]/#
        return lines.indices.compactMap { first in
            guard let match = lines[first].prefixMatch(of: declaration), let name = match.1 ?? match.2 else {
                return nil
            }
            return FunctionLength(name: String(name), lines: Self.extent(of: first, in: lines))
        }
    }

    /// How many lines belong to the declaration whose first line is `lines[first]`.
    private static func extent(of first: Int, in lines: [Substring]) -> Int {
        let indent = lines[first].prefix { $0 == " " }.count
        var last = first
        for (index, line) in lines.enumerated().dropFirst(first + 1) {
            let content = line.drop { $0 == " " }
            guard let sign = content.first else { continue }
            let isWithin = line.count - content.count > indent || ")-{".contains(sign) || content.hasPrefix("where ")
            let closes = sign == "}" && line.count - content.count == indent
            if isWithin || closes { last = index }
            if !isWithin { break }
        }
        return last - first + 1
    }
}
